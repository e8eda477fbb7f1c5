import { Injectable } from '@nestjs/common';
import { CERTIFICATE_KINDS } from '../../catalog/index';
import { canonicalJson, sha256Of, type BusinessDate } from '../../platform/index';
import { ratioOf, ruleInForce, wholeNumberOf, type RegionFacts, type RuleKey } from '../../regions/index';
import { GRADES_BEST_FIRST } from '../../sourcing/index';
import type { FeedingRules, RulesOfDay } from '../domain/day-facts';

type Ratio = FeedingRules['keyCountyFloor'];

const KEYS = {
  detourBasisPoints: 'MATCHING_ROAD_DETOUR',
  latenessBasisPointsPerDay: 'MATCHING_LATENESS_COST_PER_DAY',
  gradeBenefitBasisPoints: 'MATCHING_GRADE_BENEFIT',
  repeatBenefitBasisPoints: 'MATCHING_REPEAT_BENEFIT',
  pairingBenefitBasisPoints: 'MATCHING_PAIRING_BENEFIT',
  unreliabilityBasisPoints: 'MATCHING_UNRELIABILITY_COST',
  uncertaintyBasisPoints: 'MATCHING_UNCERTAINTY_COST',
  unmetMinimumBasisPoints: 'MATCHING_UNMET_MINIMUM_COST',
  unmetRestBasisPoints: 'MATCHING_UNMET_REST_COST',
  supplierShareBasisPoints: 'MATCHING_SUPPLIER_SHARE',
  epsilonBasisPoints: 'MATCHING_EPSILON',
  protectionWeightBasisPoints: 'MATCHING_PROTECTION_WEIGHT',
} as const satisfies Record<string, RuleKey>;

const SEARCH = {
  simplexIterations: 'MATCHING_SIMPLEX_ITERATIONS',
  exactLines: 'MATCHING_EXACT_LINES',
  exactSupplies: 'MATCHING_EXACT_SUPPLIES',
  branchNodes: 'MATCHING_BRANCH_NODES',
  improvementRounds: 'MATCHING_IMPROVEMENT_ROUNDS',
} as const satisfies Record<string, RuleKey>;

/** The dated rules of a day, as the engine reads them; null where a rule was not yet there. */
@Injectable()
export class RunRules {
  on(facts: RegionFacts, on: BusinessDate): { engine: RulesOfDay; feeding: FeedingRules } | null {
    const ruleOf = (key: RuleKey) => {
      const rule = ruleInForce(facts.rows.rules, key, on);
      if (!rule) throw new NoRule(key);
      return rule;
    };
    try {
      return read(ruleOf, on);
    } catch (error) {
      if (error instanceof NoRule) return null;
      throw error;
    }
  }
}

class NoRule extends Error {}

function read(ruleOf: (key: RuleKey) => Parameters<typeof ratioOf>[0], on: BusinessDate) {
  const count = (key: RuleKey) => wholeNumberOf(ruleOf(key));
  const basisPoints = (key: RuleKey) => Number(partsOf(ratioOf(ruleOf(key)), 10_000n));
  const named = <Names extends Record<string, RuleKey>>(names: Names, value: (key: RuleKey) => number) =>
    Object.fromEntries(Object.entries(names).map(([name, key]) => [name, value(key)])) as {
      [Name in keyof Names]: number;
    };
  const values = {
    on,
    seed: count('MATCHING_SEED'),
    gradesBestFirst: [...GRADES_BEST_FIRST],
    certificates: [...CERTIFICATE_KINDS],
    freightFenPerTonneKm: partsOf(ratioOf(ruleOf('MATCHING_FREIGHT_PER_TONNE_KM')), 100n),
    graceDays: count('MATCHING_GRACE_DAYS'),
    edgesPerLine: count('MATCHING_EDGES_PER_LINE'),
    ...named(KEYS, basisPoints),
    search: named(SEARCH, count),
  };
  const feeding: FeedingRules = {
    keyCountyFloor: ratioOf(ruleOf('MATCHING_KEY_COUNTY_FLOOR')),
    keyCountyWeightBasisPoints: basisPoints('MATCHING_KEY_COUNTY_WEIGHT'),
    behindWeightBasisPoints: basisPoints('MATCHING_BEHIND_WEIGHT'),
    priorOrders: count('MATCHING_RELIABILITY_PRIOR_ORDERS'),
  };
  // The day is not part of it: the same rules on two days are the same version.
  const { on: _day, ...rules } = values;
  const version = sha256Of(Buffer.from(canonicalJson({ rules, feeding }))).slice(0, 16);
  return { engine: { ...values, version }, feeding };
}

const partsOf = ({ numerator, denominator }: Ratio, parts: bigint): bigint => {
  if ((numerator * parts) % denominator !== 0n)
    throw new RangeError('a matching rule is finer than it can be');
  return (numerator * parts) / denominator;
};
