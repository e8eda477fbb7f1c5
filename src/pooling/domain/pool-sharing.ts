import { fairShares, unitOf } from '../../../libs/money/src/index';

/** A unit that waits for its share. */
export interface WaitingUnit {
  readonly leastBase: bigint;
  readonly wantBase: bigint;
  /** What it got of earlier awards. */
  readonly sharedBase: bigint;
  readonly capFen: bigint;
  readonly capUnit: string;
}

/** So much to one place for so much money, freight and VAT included. */
export interface SharedDelivery {
  readonly quantityBase: bigint;
  readonly landedFen: bigint;
}

/** Numbers of the unit and the delivery in what was given. */
export interface Portion {
  readonly unit: number;
  readonly delivery: number;
  readonly quantityBase: bigint;
}

/**
 * Shares deliveries to one place among its units: who gets how much is the fair share of all of them together, and the
 * dearest goods go to the highest caps. A unit that would have to pay more than its cap drops out, the lowest cap first,
 * and it is shared again; so does one that cannot have its least. What nobody can take is left.
 */
export function sharesOf(
  units: readonly WaitingUnit[],
  deliveries: readonly SharedDelivery[],
  packBase: bigint,
): Portion[] {
  const byCap = units
    .map((_, index) => index)
    .filter((index) => restOf(units, index) > 0n)
    .toSorted((one, other) => byRatio(capOf(units, other), capOf(units, one)) || one - other);
  const byPrice = deliveries
    .map((_, index) => index)
    .toSorted((one, other) => byRatio(priceOf(deliveries, other), priceOf(deliveries, one)) || one - other);
  const there = deliveries.reduce((sum, { quantityBase }) => sum + quantityBase, 0n);
  for (;;) {
    const order = byCap.toSorted((one, other) => one - other);
    const claims = order.map((index) => claimOf(units, index, packBase));
    const parts = fairShares(there, claims, packBase);
    const got = new Map(order.map((index, at) => [index, parts[at] ?? 0n]));
    const portions = handedOut(byCap, got, byPrice, deliveries);
    const tooDear = portions.filter(
      ({ unit, delivery }) => byRatio(priceOf(deliveries, delivery), capOf(units, unit)) > 0,
    );
    if (tooDear.length === 0) return portions;
    const out = Math.max(...tooDear.map(({ unit }) => byCap.indexOf(unit)));
    byCap.splice(out, 1);
  }
}

/** Fen per base units, as a fraction. */
type Ratio = readonly [fen: bigint, base: bigint];

const byRatio = ([fen, base]: Ratio, [otherFen, otherBase]: Ratio): number => {
  const difference = fen * otherBase - otherFen * base;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
};

function capOf(units: readonly WaitingUnit[], index: number): Ratio {
  const unit = units[index];
  return unit ? [unit.capFen, unitOf(unit.capUnit).basePerUnit] : [0n, 1n];
}

function priceOf(deliveries: readonly SharedDelivery[], index: number): Ratio {
  const delivery = deliveries[index];
  return delivery ? [delivery.landedFen, delivery.quantityBase] : [0n, 1n];
}

function restOf(units: readonly WaitingUnit[], index: number): bigint {
  const unit = units[index];
  return unit ? unit.wantBase - unit.sharedBase : 0n;
}

/** Who has his least already needs no least any more, but a pack. */
function claimOf(units: readonly WaitingUnit[], index: number, packBase: bigint) {
  const { leastBase = 0n, sharedBase = 0n } = units[index] ?? {};
  const missing = leastBase - sharedBase;
  return { leastBase: missing > packBase ? missing : packBase, wantBase: restOf(units, index) };
}

/** One after another, each from where the one before stopped: the fewest portions there can be in this order. */
function handedOut(
  units: readonly number[],
  got: ReadonlyMap<number, bigint>,
  order: readonly number[],
  deliveries: readonly SharedDelivery[],
): Portion[] {
  const portions: Portion[] = [];
  const left = order.map((index) => ({ index, base: deliveries[index]?.quantityBase ?? 0n }));
  for (const unit of units) {
    let wanted = got.get(unit) ?? 0n;
    for (const delivery of left) {
      const quantityBase = wanted < delivery.base ? wanted : delivery.base;
      if (quantityBase === 0n) continue;
      portions.push({ unit, delivery: delivery.index, quantityBase });
      wanted -= quantityBase;
      delivery.base -= quantityBase;
    }
  }
  return portions;
}
