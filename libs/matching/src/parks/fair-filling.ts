import { ParkClaims } from './park-claims';
import type { Claim } from './park-order';
import type { ParkRanks } from './park-ranks';
import { NOBODY, type Placement } from './placement';

/**
 * Fills what is empty as far as that leaves no justified envy: area by area, the first served take the best liked empty slot
 * that they want and fit in. Nobody is displaced and every step makes one intent better off, so it ends. A step can fail only
 * because the place it leaves would go to somebody with a right to more than is free: see `moveEnvy`. Returns the steps taken.
 */
export function fillFairly(placement: Placement, ranks: ParkRanks): number {
  let steps = 0;
  for (let before = -1; before !== steps;) {
    before = steps;
    for (let area = 0; area < placement.problem.areas.length; area += 1)
      steps += fillArea(placement, area, ranks);
  }
  return steps;
}

function fillArea(placement: Placement, area: number, ranks: ParkRanks): number {
  let steps = 0;
  if (!placement.problem.areas[area]?.slots.some((slot) => placement.isEmpty(slot))) return 0;
  const claims = new ParkClaims(placement, area);
  for (const intent of ranks.of(area)) {
    const isFair = (slot: number) =>
      placement.isEmpty(slot) && moveEnvy(placement, ranks, { intent, slot }) === null;
    if (!claims.mayClaim(intent)) continue;
    const slot = claims.bestClaim(intent, isFair);
    if (slot === NOBODY) continue;
    placement.leave(intent);
    placement.place(intent, slot);
    claims.refresh();
    steps += 1;
  }
  return steps;
}

/**
 * The justified envy that would arise were the intent to move to the empty slot, and null where none would. Others' wishes only
 * shrink by it, so only the areas it comes to and leaves can be concerned. The placement is as before when this returns.
 */
export function moveEnvy(placement: Placement, ranks: ParkRanks, { intent, slot }: Claim): Claim | null {
  const left = placement.slotOf[intent] ?? NOBODY;
  const { areaOfSlot } = placement.problem;
  placement.leave(intent);
  placement.place(intent, slot);
  const areas = new Set([
    areaOfSlot[slot] ?? NOBODY,
    ...(left === NOBODY ? [] : [areaOfSlot[left] ?? NOBODY]),
  ]);
  let envy: Claim | null = null;
  for (const area of areas) envy ??= new ParkClaims(placement, area).firstEnvy(ranks);
  placement.leave(intent);
  if (left !== NOBODY) placement.place(intent, left);
  return envy;
}
