import { Injectable } from '@nestjs/common';
import type { ParkRules } from '../../../libs/matching/src/index';
import { canonicalJson, sha256Of, type BusinessDate } from '../../platform/index';
import {
  industries,
  ratioOf,
  ruleInForce,
  wholeNumberOf,
  type RegionFacts,
  type RuleKey,
} from '../../regions/index';
import { AREA, type FeedingShares } from '../domain/park-market';

const PARK_WEIGHTS = {
  industry: 'PARK_MATCHING_PARK_INDUSTRY',
  environment: 'PARK_MATCHING_PARK_ENVIRONMENT',
  investmentPerArea: 'PARK_MATCHING_PARK_INVESTMENT',
  jobs: 'PARK_MATCHING_PARK_JOBS',
  pairing: 'PARK_MATCHING_PARK_PAIRING',
  headroom: 'PARK_MATCHING_PARK_HEADROOM',
} as const satisfies Record<string, RuleKey>;

const INTENT_WEIGHTS = {
  headroom: 'PARK_MATCHING_INTENT_HEADROOM',
  logistics: 'PARK_MATCHING_INTENT_LOGISTICS',
  labour: 'PARK_MATCHING_INTENT_LABOUR',
  policy: 'PARK_MATCHING_INTENT_POLICY',
  price: 'PARK_MATCHING_INTENT_PRICE',
  region: 'PARK_MATCHING_INTENT_REGION',
  pairing: 'PARK_MATCHING_INTENT_PAIRING',
} as const satisfies Record<string, RuleKey>;

/** By steps up the tree of industries to what both have in common. */
const FITS = [
  'PARK_MATCHING_FIT_SAME',
  'PARK_MATCHING_FIT_GROUP',
  'PARK_MATCHING_FIT_DIVISION',
  'PARK_MATCHING_FIT_SECTION',
  'PARK_MATCHING_FIT_NOTHING',
] as const satisfies readonly RuleKey[];

export interface ParkRulesOfDay {
  readonly rules: ParkRules;
  readonly shares: FeedingShares;
  readonly detourBasisPoints: number;
}

/** The dated rules of a day, as the engine reads them; throws where one is missing. */
@Injectable()
export class ParkRunRules {
  on(facts: RegionFacts, on: BusinessDate): ParkRulesOfDay {
    const ruleOf = (key: RuleKey) => {
      const rule = ruleInForce(facts.rows.rules, key, on);
      if (!rule) throw new Error(`no rule ${key} on ${on}`);
      return rule;
    };
    const count = (key: RuleKey) => wholeNumberOf(ruleOf(key));
    const parts = (key: RuleKey, of: bigint): bigint => {
      const { numerator, denominator } = ratioOf(ruleOf(key));
      if ((numerator * of) % denominator !== 0n) throw new RangeError(`${key} is finer than it can be`);
      return (numerator * of) / denominator;
    };
    const basisPoints = (key: RuleKey) => Number(parts(key, 10_000n));
    const fen = (key: RuleKey) => parts(key, 100n);
    const shares: FeedingShares = {
      policyBasisPoints: basisPoints('PARK_MATCHING_POLICY_VALUE'),
      priceYears: count('PARK_MATCHING_PRICE_YEARS'),
      keyCountyBasisPoints: basisPoints('PARK_MATCHING_KEY_COUNTY_RESERVE'),
      pairedBasisPoints: basisPoints('PARK_MATCHING_PAIRED_RESERVE'),
    };
    const detourBasisPoints = basisPoints('MATCHING_ROAD_DETOUR');
    const values = {
      seed: count('MATCHING_SEED'),
      parkWeights: named(PARK_WEIGHTS, basisPoints),
      intentWeights: named(INTENT_WEIGHTS, basisPoints),
      industryFitBasisPoints: FITS.map(basisPoints),
      sectionOfDivision: sections(),
      areaResource: AREA,
      fullInvestmentPerArea: count('PARK_MATCHING_FULL_INVESTMENT') * 100,
      fullJobs: count('PARK_MATCHING_FULL_JOBS'),
      farKilometres: count('PARK_MATCHING_FAR_KILOMETRES'),
      dearPriceFen: fen('PARK_MATCHING_DEAR_PRICE'),
      labourPerJob: count('PARK_MATCHING_LABOUR_PER_JOB'),
      search: { reopenings: count('PARK_MATCHING_REOPENINGS') },
    };
    // The day is not part of it: the same rules on two days are the same version.
    const version = sha256Of(Buffer.from(canonicalJson({ values, shares, detourBasisPoints }))).slice(0, 16);
    return { rules: { ...values, version, on }, shares, detourBasisPoints };
  }
}

const named = <Names extends Record<string, RuleKey>>(names: Names, value: (key: RuleKey) => number) =>
  Object.fromEntries(Object.entries(names).map(([name, key]) => [name, value(key)])) as {
    [Name in keyof Names]: number;
  };

const sections = (): Record<string, string> =>
  Object.fromEntries(
    industries.all
      .filter(({ level }) => level === 'DIVISION')
      .map(({ code, sectionCode }) => [code, sectionCode]),
  );
