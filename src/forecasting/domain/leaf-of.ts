/** A leaf of an agreement's commitment: a pairing below it, or 本级, to which belongs what no lower pairing covers. */
export interface Leaf {
  readonly commitmentId: string;
  readonly target: bigint;
  readonly dueOn: string;
  /** The digits all codes in the pairing's regions begin with; null: 本级. */
  readonly within: { readonly east: string; readonly west: string } | null;
}

/** The most specific leaf for what an eastern place buys of a western one; null where the agreement has no leaf for it. */
export function leafOf<Of extends Leaf>(
  leaves: readonly Of[],
  place: { readonly eastRegionCode: string; readonly westRegionCode: string },
): Of | null {
  const covering = leaves.filter(
    ({ within }) =>
      within === null ||
      (place.eastRegionCode.startsWith(within.east) && place.westRegionCode.startsWith(within.west)),
  );
  const weight = ({ within }: Leaf) => (within ? within.west.length * 10 + within.east.length : 0);
  return covering.toSorted((a, b) => weight(b) - weight(a))[0] ?? null;
}
