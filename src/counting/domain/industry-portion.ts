import type { FactType, FactValue, Vocabulary } from './rule-language';

/** What parks bring, by the indicator it counts toward; each in a scheme of its own. */
export const INDUSTRY_INDICATORS = ['IND-1', 'IND-2', 'IND-3', 'LAB-1', 'LAB-1P'] as const;
export type IndustryIndicator = (typeof INDUSTRY_INDICATORS)[number];

/** 其中: part of another indicator; it counts on the leaf of that one, and never without it. */
const PART_OF = new Map<IndustryIndicator, IndustryIndicator>([['LAB-1P', 'LAB-1']]);
export const leafIndicator = (indicator: IndustryIndicator): IndustryIndicator =>
  PART_OF.get(indicator) ?? indicator;

export const isPart = (indicator: IndustryIndicator): boolean => PART_OF.has(indicator);

/** The closed vocabulary of their rules: a new fact needs code. */
const INDUSTRY_FACTS = {
  /** It names the pairing that brought it. */
  paired: 'FLAG',
  /** The enterprise produced nowhere before, under any of its codes. */
  'enterprise.first': 'FLAG',
  'relation.count': 'NUMBER',
  'relation.chosen': 'FLAG',
  'relation.agreement': 'FLAG',
} as const satisfies Record<string, FactType>;

export const INDUSTRY_WORDS: Vocabulary = {
  facts: new Map(Object.entries(INDUSTRY_FACTS)),
  rules: new Set(),
};

/** What an entry stands on; the last that is named is the portion. */
export interface IndustrySource {
  readonly projectId: string | null;
  readonly parkId: string | null;
  readonly capitalRecordId: string | null;
  readonly operatingRecordId: string | null;
}

export const NO_SOURCE: IndustrySource = {
  projectId: null,
  parkId: null,
  capitalRecordId: null,
  operatingRecordId: null,
};

/** 产业计入份额: a verified capital record, an enterprise that began to produce, a park built together, or the jobs of a quarter. */
export interface IndustryPortion {
  readonly indicator: IndustryIndicator;
  readonly source: IndustrySource;
  /** Fen for yuan, otherwise a whole number; below zero where money went out. */
  readonly amount: bigint;
  /** The day it happened, for which it is judged. */
  readonly on: string;
  /** Of the park. */
  readonly countyCode: string;
  /** Whence it was brought: of a project as it names its pairing; null: nobody is known to have brought it. */
  readonly pairing: { readonly id: string | null; readonly eastRegionCode: string } | null;
  /** Of a park there is none. */
  readonly industryCode: string | null;
  readonly facts: Readonly<Record<string, FactValue>>;
}
