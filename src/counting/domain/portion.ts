import type { FactValue } from './rule-language';
import type { LeafFact } from './leaf-fact';

export type CountingMode = 'PURCHASE' | 'HELP_SELL';

/** What a portion stands on; its id is the portion's. */
export type PortionSource =
  | { readonly kind: 'ORDER_LINE'; readonly orderId: string; readonly orderLineId: string }
  | {
      readonly kind: 'SETTLEMENT_LINE';
      readonly orderId: string;
      readonly orderLineId: string;
      readonly settlementLineId: string;
    }
  | { readonly kind: 'CLAIM_LINE'; readonly claimId: string; readonly claimLineId: string };

/** 计入份额: before settlement an order line, from settlement on one settled line, or a line of a claim; attributed to one unit. */
export interface Portion {
  readonly source: PortionSource;
  readonly lotId: string;
  readonly unitId: string;
  readonly buyerId: string;
  readonly supplierId: string;
  readonly countyCode: string;
  readonly categoryCode: string;
  readonly amountFen: bigint;
  /** The day it is judged for: the settlement date, or before it the day of payment; of a claim the day it was bought. */
  readonly on: string;
  /** Relations chosen where several were equally close. */
  readonly choices: readonly string[];
  readonly how: HowBought;
}

/** How it came about, as far as rules may ask for it. */
export interface HowBought {
  /** Accepted by time alone. */
  readonly automatic: boolean;
  /** Nothing is missing of its invoice: what is settled is matched, of a claim it was seen; before settlement none is due. */
  readonly invoiced: boolean;
  /** 用途 as the buyer said it at placement. */
  readonly purpose: string | null;
  /** Of help-sell: the mandate the order was placed under. */
  readonly mandate: { readonly helperId: string; readonly mandateId: string } | null;
  /** Of a claim: how many kinds of evidence it has, and how many sides verified it. */
  readonly claim: { readonly evidenceKinds: number; readonly sides: number } | null;
}

export const BOUGHT_PLAINLY: HowBought = {
  automatic: false,
  invoiced: true,
  purpose: null,
  mandate: null,
  claim: null,
};

export function portionIdOf(source: PortionSource): string {
  if (source.kind === 'ORDER_LINE') return source.orderLineId;
  return source.kind === 'SETTLEMENT_LINE' ? source.settlementLineId : source.claimLineId;
}

/** The order or the claim: one writer of it at a time. */
export const subjectOf = (source: PortionSource) =>
  source.kind === 'CLAIM_LINE' ? source.claimId : source.orderId;

/** What was found out about a portion, kept with the entry or the exclusion, so that it can be told again. */
export interface Explain {
  readonly on: string;
  readonly ruleVersion: string;
  readonly reasons: readonly string[];
  /** Every fact the rule asked for, and the dated rules it asked for. */
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly rules: Readonly<Record<string, string>>;
  readonly unitRegion: string;
  readonly originCounties: readonly string[];
  /** Relations that cover it, equally close. */
  readonly pairings: readonly string[];
  readonly choices: readonly string[];
}

/** What one scheme says of a portion. */
export interface Judgement {
  readonly scheme: string;
  readonly mode: CountingMode;
  /** Of help-sell. */
  readonly helperId: string | null;
  /** What its amount is a whole number of: fen for YUAN. */
  readonly unit: string;
  readonly leaf: (LeafFact & { agreementId: string; commitmentId: string }) | null;
  readonly reasons: readonly string[];
  readonly ruleVersion: string;
  readonly unitRegionCode: string;
  readonly explain: Explain;
}

/** The first day of the month a day lies in. */
export const monthOf = (day: string) => `${day.slice(0, 7)}-01`;

/** The first day of the month after. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
}
