import type { FactType, FactValue, Vocabulary } from './rule-language';

/** What parks bring, by the indicator it counts toward; each in a scheme of its own. */
export const INDUSTRY_INDICATORS = ['IND-1', 'IND-2'] as const;
export type IndustryIndicator = (typeof INDUSTRY_INDICATORS)[number];

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
  readonly projectId: string;
  readonly capitalRecordId: string | null;
}

/** 产业计入份额: a verified capital record, or an enterprise that began to produce. */
export interface IndustryPortion {
  readonly indicator: IndustryIndicator;
  readonly source: IndustrySource;
  /** Fen for yuan, otherwise a whole number; below zero where money went out. */
  readonly amount: bigint;
  /** The day it happened, for which it is judged. */
  readonly on: string;
  /** Of the park. */
  readonly countyCode: string;
  /** As the project names them; null: nobody is known to have brought it. */
  readonly pairing: { readonly id: string; readonly eastRegionCode: string } | null;
  readonly industryCode: string;
  readonly facts: Readonly<Record<string, FactValue>>;
}

export const portionIdOf = ({ projectId, capitalRecordId }: IndustrySource) => capitalRecordId ?? projectId;
