/** What is known of a lot that could serve. */
export interface PickableLot {
  readonly lotId: string;
  readonly expiresOn: string;
  readonly availableBase: bigint;
  readonly packSizeBase: bigint;
}

export interface Picked {
  readonly lotId: string;
  readonly quantityBase: bigint;
}

/**
 * Serves a quantity from the lots that expire first; equal days by id, so that the same lots give the same answer. Packs
 * are opened only where whole ones do not do. Null: all of them together have not enough.
 */
export function pickLots(wantedBase: bigint, lots: readonly PickableLot[]): Picked[] | null {
  const inTurn = lots.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const taken = new Map<string, bigint>();
  const takeUpTo = (lot: PickableLot, mostBase: bigint) => {
    const left = wantedBase - sumOf(taken);
    const before = taken.get(lot.lotId) ?? 0n;
    const quantityBase = least(left, mostBase - before);
    if (quantityBase > 0n) taken.set(lot.lotId, before + quantityBase);
  };
  for (const lot of inTurn) takeUpTo(lot, wholePacks(lot));
  for (const lot of inTurn) takeUpTo(lot, lot.availableBase);
  if (sumOf(taken) < wantedBase) return null;
  return inTurn.flatMap(({ lotId }) => {
    const quantityBase = taken.get(lotId) ?? 0n;
    return quantityBase > 0n ? [{ lotId, quantityBase }] : [];
  });
}

const keyOf = ({ expiresOn, lotId }: PickableLot) => `${expiresOn} ${lotId}`;
const sumOf = (taken: ReadonlyMap<string, bigint>) =>
  [...taken.values()].reduce((sum, base) => sum + base, 0n);
const least = (one: bigint, other: bigint) => (one < other ? one : other);
const wholePacks = ({ availableBase, packSizeBase }: PickableLot) =>
  packSizeBase > 0n ? (availableBase / packSizeBase) * packSizeBase : availableBase;
