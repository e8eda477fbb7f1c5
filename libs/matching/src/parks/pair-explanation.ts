import { filterOutcomes, type FilterOutcome, type PairFilterName } from './park-filters';
import { parkScores, slotScores, termsOf, type ScoreTerm } from './park-terms';
import type { IntentWeights, ParkWeights } from './park-rules';
import { CLOSED, scoreOfKey, type ParksProblem } from './parks-problem';
import { NOBODY } from './placement';
import { ParkStandings, type SeenWorld, type Standing } from './standing';

/**
 * What is known of one pair without looking at anybody else: hard filters with their figures, and how each side scores the other.
 * Scores are Σ weight × score; weights and scores 0 to 10,000. They stand also where a filter fails.
 */
export interface PairFacts {
  readonly intentId: string;
  readonly parkId: string;
  readonly slotId: string;
  readonly filters: readonly FilterOutcome[];
  readonly passes: boolean;
  readonly intentTerms: readonly ScoreTerm<keyof IntentWeights>[];
  readonly intentScore: number;
  readonly parkTerms: readonly ScoreTerm<keyof ParkWeights>[];
  readonly parkScore: number;
}

/**
 * What would turn it round, everything else staying as it is:
 * - for the intent: its best liked slot of those it did not get and, where it holds one, by how many points of its own score the
 *   held one lies below;
 * - for the slot: who of those that wait for it the park ranks best, and the points it would have to gain on the holder, or, where
 *   it ranks above already, the resources that are short. Equal points are decided by the tie-break, so `points` is one more.
 */
export interface NearestAlternatives {
  readonly forIntent: {
    readonly slotId: string;
    readonly points: number;
    readonly standing: Standing;
  } | null;
  readonly forSlot: {
    readonly intentId: string;
    readonly points: number;
    readonly standing: Standing;
  } | null;
}

export interface PairExplanation extends PairFacts {
  /** True where the intent holds the slot. */
  readonly placed: boolean;
  /** Why not, where the pair passes and the intent would like it better than what it has; else null. */
  readonly standing: Standing | null;
  readonly nearest: NearestAlternatives;
}

/**
 * What others than the investor may know of a pair: what an enterprise would pay at most is confidential, so there is no price
 * filter, and nothing that says whether all filters pass.
 */
export interface SharedExplanation extends Omit<PairExplanation, 'filters' | 'passes'> {
  readonly filters: readonly FilterOutcome<Exclude<PairFilterName, 'PRICE_WITHIN_MOST'>>[];
}

export function sharedExplanation(world: SeenWorld, intent: number, slot: number): SharedExplanation {
  const { filters, passes: _, ...others } = explainPair(world, intent, slot);
  const shared = filters.flatMap(({ name, ...outcome }) =>
    name === 'PRICE_WITHIN_MOST' ? [] : [{ name, ...outcome }],
  );
  return { ...others, filters: shared };
}

export function pairFacts(problem: ParksProblem, intent: number, slot: number): PairFacts {
  const [own, place] = [problem.intents[intent], problem.slots[slot]];
  const park = problem.parks[problem.parkOfSlot[slot] ?? NOBODY];
  if (!own || !place || !park) throw new RangeError('No such pair');
  const { rules } = problem;
  const paired = problem.paired(own.intent, park);
  const filters = filterOutcomes({ intent: own, park, slot: place });
  const intentTerms = termsOf(slotScores(own, park, place, rules, paired), rules.intentWeights);
  const parkTerms = termsOf(parkScores(own, park, rules, paired), rules.parkWeights);
  return {
    intentId: own.intent.id,
    parkId: park.park.id,
    slotId: place.slot.id,
    filters,
    passes: filters.every(({ passed }) => passed),
    intentTerms,
    intentScore: sumOf(intentTerms),
    parkTerms,
    parkScore: sumOf(parkTerms),
  };
}

const sumOf = (terms: readonly ScoreTerm[]): number =>
  terms.reduce((sum, { contribution }) => sum + contribution, 0);

/** Of a reader's world: what he does not see plays no part in it. */
function explainPair(world: SeenWorld, intent: number, slot: number): PairExplanation {
  const { placement } = world;
  const standings = new ParkStandings(world, placement.problem.areaOfSlot[slot] ?? NOBODY);
  return {
    ...pairFacts(placement.problem, intent, slot),
    placed: placement.slotOf[intent] === slot,
    standing: placement.likes(intent, slot) ? standings.of(intent, slot) : null,
    nearest: { forIntent: nextForIntent(world, intent), forSlot: nextForSlot(world, slot, standings) },
  };
}

function nextForIntent(world: SeenWorld, intent: number): NearestAlternatives['forIntent'] {
  const { placement } = world;
  const { slots, slotKeys, areaOfSlot } = placement.problem;
  const row = intent * slots.length;
  const keyOf = (slot: number) => slotKeys[row + slot] ?? CLOSED;
  let best = NOBODY;
  for (let slot = 0; slot < slots.length; slot += 1)
    if (placement.likes(intent, slot) && (best === NOBODY || keyOf(slot) > keyOf(best))) best = slot;
  if (best === NOBODY) return null;
  const held = placement.slotOf[intent] ?? NOBODY;
  return {
    slotId: slots[best]?.slot.id ?? '',
    points: held === NOBODY ? scoreOfKey(keyOf(best)) : scoreOfKey(keyOf(best)) - scoreOfKey(keyOf(held)),
    standing: new ParkStandings(world, areaOfSlot[best] ?? NOBODY).of(intent, best),
  };
}

function nextForSlot(
  { placement, ranks }: SeenWorld,
  slot: number,
  standings: ParkStandings,
): NearestAlternatives['forSlot'] {
  const { parkKeys, parks, intents, parkOfSlot, areaOfSlot } = placement.problem;
  const park = parkOfSlot[slot] ?? NOBODY;
  const next = ranks.of(areaOfSlot[slot] ?? NOBODY).find((one) => placement.likes(one, slot));
  if (next === undefined) return null;
  const pointsOf = (one: number) => scoreOfKey(parkKeys[one * parks.length + park] ?? 0);
  const holder = placement.holderOf[slot] ?? NOBODY;
  const standing = standings.of(next, slot);
  const below = standing.reason === 'HOLDER_RANKED_HIGHER';
  return {
    intentId: intents[next]?.intent.id ?? '',
    points: below ? pointsOf(holder) - pointsOf(next) + 1 : 0,
    standing,
  };
}
