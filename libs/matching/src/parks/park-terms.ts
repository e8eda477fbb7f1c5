import { wholeNumber } from '../goods/rates';
import { industrySteps } from './industry-tree';
import { FULL } from './park-limits';
import type { IntentWeights, ParkRules, ParkWeights } from './park-rules';
import type { PreparedIntent, PreparedPark, PreparedSlot, Want } from './prepared-parks';
import { coversRegion } from './region-cover';

/** One term of a score: `score` 0 to 10,000, `contribution` = weight × score. */
export interface ScoreTerm<Name extends string = string> {
  readonly name: Name;
  readonly weight: number;
  readonly score: number;
  readonly contribution: number;
}

/** What share of the bound is left after the need, of the scarcest resource, 0 to 10,000. */
export function headroomScore(wants: readonly Want[], capacity: Float64Array): number {
  let least = FULL;
  for (const [at, need] of wants) {
    const bound = capacity[at] ?? 0;
    if (bound === Infinity) continue;
    least = Math.min(least, Math.floor(((bound - need) * FULL) / bound));
  }
  return Math.max(0, least);
}

/** `part` of `whole` as 0 to 10,000. */
const shareScore = (part: number, whole: number): number =>
  part >= whole ? FULL : Math.max(0, Math.floor((part * FULL) / whole));

export type ParkScores = Readonly<Record<keyof ParkWeights, number>>;
export type PlaceScores = Readonly<Record<Exclude<keyof IntentWeights, 'price' | 'headroom'>, number>>;

/** The score of each term by which a park ranks intents; nothing of it hangs on who else is in the run. */
export function parkScores(
  { intent, industry, wants, area, investment, loads }: PreparedIntent,
  { wanted, capacity, limitOf }: PreparedPark,
  rules: ParkRules,
  paired: boolean,
): ParkScores {
  let steps = wanted.length === 0 ? 0 : Infinity;
  for (const node of wanted) steps = Math.min(steps, industrySteps(node, industry));
  let spared = FULL;
  for (const [name, load] of loads) {
    const limit = limitOf(name);
    if (limit !== Infinity) spared = Math.min(spared, FULL - shareScore(load, Math.max(limit, 1)));
  }
  return {
    industry: rules.industryFitBasisPoints[steps] ?? 0,
    environment: spared,
    investmentPerArea:
      area === 0 ? FULL : shareScore(Math.floor(investment / area), rules.fullInvestmentPerArea),
    jobs: shareScore(intent.jobs, rules.fullJobs),
    pairing: paired ? FULL : 0,
    headroom: headroomScore(wants, capacity),
  };
}

/** The same for an intent and a park's slots, without what the slot itself decides. */
export function scoresOfPlace(
  { intent }: PreparedIntent,
  { park, kilometresTo }: PreparedPark,
  rules: ParkRules,
  paired: boolean,
): PlaceScores {
  let nearest = Infinity;
  for (const market of intent.markets) nearest = Math.min(nearest, kilometresTo(market));
  const wish = intent.preferredRegions.findIndex((region) => coversRegion(region, park.regionCode));
  const wishes = intent.preferredRegions.length;
  return {
    logistics: nearest === Infinity ? 0 : FULL - shareScore(nearest, rules.farKilometres),
    labour: shareScore(park.labourWithinCommute, intent.jobs * rules.labourPerJob),
    policy: park.policyBasisPoints,
    region: wish < 0 ? 0 : Math.floor(((wishes - wish) * FULL) / wishes),
    pairing: paired ? FULL : 0,
  };
}

export const priceScore = ({ price }: PreparedSlot, rules: ParkRules): number =>
  FULL - shareScore(price, wholeNumber(rules.dearPriceFen));

/** Σ weight × score by which a park ranks an intent; written out, as it is asked half a million times in a large run. */
export const parkSum = (weights: ParkWeights, scores: ParkScores): number =>
  weights.industry * scores.industry +
  weights.environment * scores.environment +
  weights.investmentPerArea * scores.investmentPerArea +
  weights.jobs * scores.jobs +
  weights.pairing * scores.pairing +
  weights.headroom * scores.headroom;

/** The same of what an intent finds in a place, without price and headroom. */
export const placeSum = (weights: IntentWeights, scores: PlaceScores): number =>
  weights.logistics * scores.logistics +
  weights.labour * scores.labour +
  weights.policy * scores.policy +
  weights.region * scores.region +
  weights.pairing * scores.pairing;

/** The terms as they are told, in the order of the weights. */
export function termsOf<Name extends string>(
  scores: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): ScoreTerm<Name>[] {
  return (Object.keys(weights) as Name[]).toSorted().map((name) => ({
    name,
    weight: weights[name],
    score: scores[name],
    contribution: weights[name] * scores[name],
  }));
}

export type SlotScores = Readonly<Record<keyof IntentWeights, number>>;

/** Every term by which an intent ranks slots. Headroom: the tighter of slot and park. */
export function slotScores(
  intent: PreparedIntent,
  park: PreparedPark,
  slot: PreparedSlot,
  rules: ParkRules,
  paired: boolean,
): SlotScores {
  return {
    ...scoresOfPlace(intent, park, rules, paired),
    headroom: Math.min(
      headroomScore(intent.wants, park.capacity),
      headroomScore(intent.wants, slot.capacity),
    ),
    price: priceScore(slot, rules),
  };
}
