import type { LeafFact } from './why-not-counted';

/** 计入份额: before settlement an order line, from settlement on one settled line; attributed to one unit. */
export interface Portion {
  /** The settlement line's id, or before settlement the order line's. */
  readonly portionId: string;
  readonly settlementLineId: string | null;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly lotId: string;
  readonly unitId: string;
  readonly buyerId: string;
  readonly supplierId: string;
  readonly countyCode: string;
  readonly categoryCode: string;
  readonly amountFen: bigint;
  /** The day it is judged for: the settlement date, or before it the day of payment. */
  readonly on: string;
  readonly pairingChoice: string | null;
  readonly automatic: boolean;
}

/** What was found out about a portion, kept with the entry or the exclusion, so that it can be told again. */
export interface Explain {
  readonly on: string;
  readonly ruleVersion: string;
  readonly reasons: readonly string[];
  readonly buyerKind: string;
  readonly unitRegion: string;
  readonly unitSide: string | null;
  readonly originCounty: string;
  readonly originSide: string | null;
  readonly pairings: readonly string[];
  readonly pairingChoice: string | null;
  readonly automatic: boolean;
  readonly freightCounted: false;
}

export interface Judgement {
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
