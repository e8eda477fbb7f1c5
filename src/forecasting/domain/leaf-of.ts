/** A leaf of an agreement's commitment: a unit, a pairing below it, or 本级, to which belongs what none of these covers. */
export interface Leaf {
  readonly commitmentId: string;
  readonly target: bigint;
  readonly dueOn: string;
  /** The digits all codes in the pairing's regions begin with; null: 本级, or a relation that is none of two regions. */
  readonly within: { readonly east: string; readonly west: string } | null;
  /** Only what this unit and those below it buy; null: whoever buys. */
  readonly unitId: string | null;
}

/** Who buys of where: the unit is that of the nearest leaf above the buying unit, null where none is. */
export interface LeafPlace {
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  readonly unitId: string | null;
}

/** The most specific leaf: the unit's before its pairing's, the nearer region's first; null where the agreement has none. */
export function leafOf<Of extends Leaf>(leaves: readonly Of[], place: LeafPlace): Of | null {
  const covering = leaves.filter(
    ({ within, unitId }) =>
      (unitId === null || unitId === place.unitId) &&
      (within === null ||
        (place.eastRegionCode.startsWith(within.east) && place.westRegionCode.startsWith(within.west))),
  );
  return covering.toSorted((a, b) => weightOf(b) - weightOf(a))[0] ?? null;
}

/** Codes have six digits: no region outweighs a unit. */
const weightOf = ({ within, unitId }: Leaf) =>
  (unitId === null ? 0 : 100) + (within ? within.west.length * 10 + within.east.length : 0);
