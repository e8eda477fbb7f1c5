import { canonicalJson } from '../canonical-json';
import { blockingPairsIn, waitingIn, type BlockingPair, type WaitingFor } from './blocking-pairs';
import { pairFacts, sharedExplanation, type PairFacts, type SharedExplanation } from './pair-explanation';
import { CLOSED } from './parks-problem';
import { parkUse, placementsOf, type ParkUse, type SlotPlacement } from './parks-report';
import { NOBODY } from './placement';
import { readersWorld, type ParksReader, type ReadersWorld, type RunToRead } from './seen-world';

/**
 * What each reader may know of a run. Every view is read from the reader's world (seen-world.ts): of intents that are not his to
 * know there is no id, no count, no rank, no place in a waiting list, no cause and no hash; whoever freezes a view hashes its
 * own text (`frozenView`), never the run's.
 *
 * What may be inferred all the same is what the places of the visible intents say: that an intent did not come where it would
 * have come with nobody else there. The slot is then NOT_AVAILABLE, which says neither whether somebody has it, nor who, nor
 * whether he came before the run, nor of which resource too little is left. And who sees that an intent without a slot, whose other
 * wishes a slot meets, does not wait for it, may think that it is too dear for it.
 */
export interface ParkView {
  readonly kind: 'PARK';
  readonly parkId: string;
  readonly use: ParkUse;
  readonly slots: readonly {
    readonly slotId: string;
    /** NOBODY, TAKEN before the run, or GIVEN in it to `intentId`. */
    readonly state: 'NOBODY' | 'TAKEN' | 'GIVEN';
    readonly intentId: string | null;
    readonly reserveId: string | null;
  }[];
  /** Waiting lists: by slot, in the order of the park's rank. */
  readonly waiting: readonly WaitingFor[];
  readonly blockingPairs: readonly BlockingPair[];
}

export interface InvestorView {
  readonly kind: 'INVESTOR';
  readonly intents: readonly {
    readonly intentId: string;
    /** What it is to have, with the reasons that are its own; null where nothing. */
    readonly placed: PairFacts | null;
    /** How many slots of parks that know of it pass the hard filters; 0: ask for `nearestParkRelaxations`. */
    readonly slotsThatPass: number;
    /** Slots it would like better, the best liked first: NOT_AVAILABLE. */
    readonly notAvailable: readonly string[];
  }[];
}

export interface OfficeView {
  readonly kind: 'COORDINATOR' | 'AUDITOR';
  readonly intents: readonly string[];
  readonly placements: readonly SlotPlacement[];
  readonly unplaced: readonly string[];
  /** Between visible intents; what others do to them is NOT_AVAILABLE. */
  readonly waiting: readonly WaitingFor[];
  readonly blockingPairs: readonly BlockingPair[];
  /** For auditors: why each visible one stands where it does. Empty for coordinators. */
  readonly explanations: readonly SharedExplanation[];
}

export type ParksView = ParkView | InvestorView | OfficeView;

export function viewOf(run: RunToRead, reader: ParksReader): ParksView {
  const world = readersWorld(run, reader);
  if (reader.kind === 'PARK') return parkView(world, reader.parkId);
  if (reader.kind === 'INVESTOR') return investorView(world);
  return officeView(world, reader.kind);
}

/** The text whose SHA-256 freezes what a reader was shown. */
export const frozenView = (view: ParksView): string => canonicalJson(view);

/**
 * The explanation of a pair as the reader may have it; null where the intent is not his to know, just as if there were none of
 * that id, and for a park also where the slot is not its own. An investor has the facts of his own intent and no more.
 */
export function explanationFor(
  run: RunToRead,
  reader: ParksReader,
  { intentId, slotId }: { readonly intentId: string; readonly slotId: string },
): SharedExplanation | PairFacts | null {
  const world = readersWorld(run, reader);
  const { problem } = world.placement;
  const intent = world.visible.find((at) => problem.intents[at]?.intent.id === intentId);
  const slot = problem.slots.findIndex((one) => one.slot.id === slotId);
  if (intent === undefined || slot < 0) return null;
  if (reader.kind === 'INVESTOR') return pairFacts(problem, intent, slot);
  if (reader.kind !== 'PARK') return sharedExplanation(world, intent, slot);
  if (problem.slots[slot]?.slot.parkId !== reader.parkId) return null;
  const { nearest, ...explained } = sharedExplanation(world, intent, slot);
  return { ...explained, nearest: { ...nearest, forIntent: null } };
}

function parkView(world: ReadersWorld, parkId: string): ParkView {
  const { placement } = world;
  const { problem } = placement;
  const park = problem.parks.findIndex((one) => one.park.id === parkId);
  if (park < 0) throw new RangeError('No such park');
  const given = new Map(placementsIn(world, park).map((one) => [one.slotId, one]));
  return {
    kind: 'PARK',
    parkId,
    use: parkUse({ problem, placement }, park),
    slots: [...(problem.slotsOfPark[park] ?? [])].map((at) => {
      const slotId = problem.slots[at]?.slot.id ?? '';
      const one = given.get(slotId);
      return {
        slotId,
        state: one ? 'GIVEN' : placement.isTaken(at) ? 'TAKEN' : 'NOBODY',
        intentId: one?.intentId ?? null,
        reserveId: one?.reserveId ?? null,
      };
    }),
    waiting: waitingIn(world, park),
    blockingPairs: blockingPairsIn(world, park),
  };
}

function placementsIn(world: ReadersWorld, park: number): SlotPlacement[] {
  const parkId = world.placement.problem.parks[park]?.park.id;
  return placementsOf({ problem: world.placement.problem, placement: world.placement }).filter(
    (one) => one.parkId === parkId,
  );
}

function investorView({ placement, visible }: ReadersWorld): InvestorView {
  const { problem } = placement;
  const { slots, slotKeys } = problem;
  return {
    kind: 'INVESTOR',
    intents: visible.map((intent) => {
      const keyOf = (slot: number) => slotKeys[intent * slots.length + slot] ?? CLOSED;
      const open = [...slots.keys()].filter((slot) => keyOf(slot) !== CLOSED);
      const held = placement.slotOf[intent] ?? NOBODY;
      const better = open
        .filter((slot) => placement.likes(intent, slot))
        .toSorted((a, b) => keyOf(b) - keyOf(a) || a - b);
      return {
        intentId: problem.intents[intent]?.intent.id ?? '',
        placed: held === NOBODY ? null : pairFacts(problem, intent, held),
        slotsThatPass: open.length,
        notAvailable: better.map((slot) => slots[slot]?.slot.id ?? ''),
      };
    }),
  };
}

function officeView(world: ReadersWorld, kind: OfficeView['kind']): OfficeView {
  const { placement, visible } = world;
  const { problem } = placement;
  const nameOf = (intent: number) => problem.intents[intent]?.intent.id ?? '';
  const held = visible.filter((one) => placement.slotOf[one] !== NOBODY);
  return {
    kind,
    intents: visible.map(nameOf),
    placements: placementsOf({ problem, placement }),
    unplaced: visible.filter((one) => placement.slotOf[one] === NOBODY).map(nameOf),
    waiting: problem.parks.flatMap((_, park) => waitingIn(world, park)),
    blockingPairs: problem.parks.flatMap((_, park) => blockingPairsIn(world, park)),
    explanations:
      kind === 'AUDITOR'
        ? held.map((one) => sharedExplanation(world, one, placement.slotOf[one] ?? NOBODY))
        : [],
  };
}
