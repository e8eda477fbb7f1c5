import type { MatchingRules, RequestLine, Supply } from '../../../libs/matching/src/index';

export type RulesOfDay = Omit<MatchingRules, 'floors'>;

/** What the feeding itself goes by, beside what the engine is told. */
export interface FeedingRules {
  /** Of all that is wanted, at list prices: what key counties should sell. */
  readonly keyCountyFloor: { readonly numerator: bigint; readonly denominator: bigint };
  readonly keyCountyWeightBasisPoints: number;
  readonly behindWeightBasisPoints: number;
  /** Orders that went well which every supplier is credited with: one bad order of one says little. */
  readonly priorOrders: number;
}

/** What is wanted and what is on offer, before the day's lists and rules are laid on. */
export interface Stock {
  readonly lines: readonly RequestLine[];
  readonly supplies: readonly Supply[];
}

/** Everything of a run that hangs on its day: with another day's facts the same stock makes another input. */
export interface DayFacts {
  readonly rules: RulesOfDay;
  readonly feeding: FeedingRules;
  /** Region of the unit that asks, by request. */
  readonly regionOfRequest: ReadonlyMap<string, string>;
  /** Western regions of any level, by the region that asks. */
  readonly pairedWith: ReadonlyMap<string, readonly string[]>;
  /** Suppliers with settled orders, by buyer. */
  readonly known: ReadonlyMap<string, readonly string[]>;
  readonly records: ReadonlyMap<string, { readonly orders: number; readonly good: number }>;
  /** 国家乡村振兴重点帮扶县 of the day. */
  readonly keyCounties: readonly string[];
  readonly behind: readonly { readonly westRegionCode: string; readonly owedFen: bigint }[];
}
