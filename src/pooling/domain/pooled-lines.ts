import { splitFen, unitOf } from '../../../libs/money/src/index';

interface Window {
  readonly fromOn: string;
  readonly untilOn: string;
  readonly quantityBase: bigint;
}

/** What a unit in the pool asks for. */
export interface PooledPart {
  readonly deliveryCounty: string;
  readonly wantBase: bigint;
  readonly capFen: bigint;
  readonly capUnit: string;
  readonly worthFen: bigint;
}

/** What the units of one place of delivery want together. */
export interface PooledPlace extends Omit<PooledPart, 'wantBase'> {
  readonly minimumBase: bigint;
  readonly maximumBase: bigint;
  readonly windows: readonly Window[];
}

/**
 * One line for each place of delivery, in the order of their codes: freight depends on the place, not on the unit. Its
 * cap is the highest among its units, so that nobody who would pay is cut off; whose cap is lower drops out when it is
 * shared. Its least is a pack, for the smallest least would tell what some unit wants.
 */
export function pooledPlaces(
  parts: readonly PooledPart[],
  windows: readonly Window[],
  packBase: bigint,
): PooledPlace[] {
  const counties = [...new Set(parts.map(({ deliveryCounty }) => deliveryCounty))].toSorted();
  return counties.map((deliveryCounty) => {
    const here = parts.filter((part) => part.deliveryCounty === deliveryCounty);
    const [first] = here.toSorted((one, other) => (isHigher(one, other) ? -1 : 1));
    if (!first) throw new RangeError('a place has a unit');
    const maximumBase = here.reduce((sum, { wantBase }) => sum + wantBase, 0n);
    return {
      deliveryCounty,
      capFen: first.capFen,
      capUnit: first.capUnit,
      worthFen: here.reduce((sum, { worthFen }) => sum + worthFen, 0n),
      minimumBase: packBase,
      maximumBase,
      windows: scaled(windows, maximumBase, packBase),
    };
  });
}

/** Whether one cap is above another, whatever units they are said in. */
export function isHigher(
  one: Pick<PooledPart, 'capFen' | 'capUnit'>,
  other: Pick<PooledPart, 'capFen' | 'capUnit'>,
): boolean {
  return one.capFen * unitOf(other.capUnit).basePerUnit > other.capFen * unitOf(one.capUnit).basePerUnit;
}

/** The windows keep their proportions, in whole packs; one that would carry nothing falls away. */
function scaled(windows: readonly Window[], totalBase: bigint, packBase: bigint): Window[] {
  const parts = splitFen(
    totalBase / packBase,
    windows.map(({ quantityBase }) => quantityBase),
  );
  return windows.flatMap(({ fromOn, untilOn }, index) => {
    const quantityBase = (parts[index] ?? 0n) * packBase;
    return quantityBase > 0n ? [{ fromOn, untilOn, quantityBase }] : [];
  });
}
