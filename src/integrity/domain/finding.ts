import type { MarketYear } from './market-year';
import type { Thresholds } from './thresholds';

export const FINDING_KINDS = [
  'RELATED_PARTIES',
  'SPLIT_ORDERS',
  'OFF_SEASON_LOT',
  'OUTPACED_HARVEST',
  'PRICE_OUTSIDE_BAND',
  'INVOICE_TWICE',
  'ROUNDED_MONTH_END',
  'SHARED_CONTACT',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const EVIDENCE_KINDS = ['ORGANIZATION', 'ORDER', 'LOT', 'CAPACITY', 'CLAIM'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Named by its id alone: no name, phone or account leaves the rule. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly id: string;
}

/** What looks wrong, and what shows it. */
export interface Finding {
  readonly kind: FindingKind;
  /** Names the matter: the same one tomorrow has the same key. */
  readonly key: string;
  readonly evidence: readonly Evidence[];
  /** Settled lines that would not count if it is confirmed. */
  readonly portionIds: readonly string[];
  /** How far beyond its threshold the strongest sign stands: 10 000 is just there. */
  readonly strengthBasisPoints: bigint;
}

export type FindingRule = (year: MarketYear, at: Thresholds) => Finding[];
