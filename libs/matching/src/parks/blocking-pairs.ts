import { ParkStandings, type SeenWorld, type Standing } from './standing';

/**
 * A pair of an intent and a slot that both would rather have: it passes every hard filter, nothing of before the run has the
 * slot, the intent likes it better than what it has (or has nothing), the slot's holder, if there is one, would have to yield to
 * it, and the intent fits in the park's shared resources, those kept for reserves included, once holders who would have to yield
 * (one, several or none of them) and the intent's own present place there are gone. Those have to yield whom the park ranks below
 * the intent, and those in the slot's area that it serves after it.
 *
 * Cause:
 * - RESERVE: the slot is reserved for its holder and not for the intent; or the area's part of the shared resources is too small
 *   for the intent, however many yield there, and the park's would do; or the slot is empty and one it is reserved for, ranked
 *   lower, would have the right to it. `resources` names what is short in the area with the slot's holder gone.
 * - SHARED_RESOURCE: with the slot's holder gone the named resources are short, so several would have to go for one. Or the slot
 *   is empty and the intent fits, but coming to it would make somebody's justified envy: `shortIn` is the park where, and
 *   `resources` what is short for that one as things stand.
 * There is no third: where one holder's going is enough and no reserve keeps him, that is justified envy and not in the result.
 */
export interface BlockingPair extends WaitingFor {
  readonly reason: 'SHARED_RESOURCE' | 'RESERVE';
}

const blocks = (waiting: WaitingFor): waiting is BlockingPair =>
  waiting.reason === 'SHARED_RESOURCE' || waiting.reason === 'RESERVE';

/** All of them, by park, slot and the order in which it serves them. */
export function blockingPairs(world: SeenWorld): BlockingPair[] {
  return world.placement.problem.parks.flatMap((_, park) => blockingPairsIn(world, park));
}

/** Looking for none where the park is full for an intent leaves nearly all of a large run out. */
export const blockingPairsIn = (world: SeenWorld, park: number): BlockingPair[] =>
  standingsIn(world, park, (standings, intent) => !standings.isFull(intent)).filter(blocks);

/** Who waits for which slot of the park and why: by slot, and there in the order in which the park serves them. */
export const waitingIn = (world: SeenWorld, park: number): WaitingFor[] =>
  standingsIn(world, park, () => true);

/** An intent that likes a slot better than what it has, and why it does not have it. */
export interface WaitingFor extends Standing {
  readonly intentId: string;
  readonly parkId: string;
  readonly slotId: string;
}

function standingsIn(
  world: SeenWorld,
  park: number,
  isLookedAt: (standings: ParkStandings, intent: number) => boolean,
): WaitingFor[] {
  const { placement, ranks } = world;
  const { problem } = placement;
  const parkId = problem.parks[park]?.park.id ?? '';
  const bySlot = new Map<number, WaitingFor[]>();
  for (const slot of problem.slotsOfPark[park] ?? []) bySlot.set(slot, []);
  for (const area of problem.areasOfPark[park] ?? []) {
    const standings = new ParkStandings(world, area);
    for (const intent of ranks.of(area)) {
      if (!placement.mayLike(intent, area) || !isLookedAt(standings, intent)) continue;
      const intentId = problem.intents[intent]?.intent.id ?? '';
      for (const slot of problem.areas[area]?.slots ?? []) {
        if (!placement.likes(intent, slot)) continue;
        const slotId = problem.slots[slot]?.slot.id ?? '';
        bySlot.get(slot)?.push({ intentId, parkId, slotId, ...standings.of(intent, slot) });
      }
    }
  }
  return [...bySlot.values()].flat();
}
