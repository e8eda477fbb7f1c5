import type { PaymentTerms, PlanDetails, SaidDetails } from '../../../libs/payment-plan/src/index';
import type { MoneyText, QuantityText } from '../../../libs/money/src/index';

export type FreightKind = 'INCLUDED' | 'FIXED' | 'PER_KG';

export interface SaidQuoteLine {
  readonly sourcingLineId: string;
  readonly lotId?: string | null;
  readonly forwardSupplyId?: string | null;
  /** The plainest grade the announced harvest is promised in. */
  readonly leastGrade?: string | null;
  readonly quantity: QuantityText;
  readonly minimum?: QuantityText | null;
  readonly unitPrice: MoneyText;
  readonly priceUnit: string;
}

export interface SaidDelivery {
  readonly deliveryOn: string;
  readonly freight: { readonly kind: FreightKind; readonly amount?: MoneyText | null };
  readonly lines: readonly SaidQuoteLine[];
}

/** A quote as a supplier says it. */
export interface SaidQuote {
  readonly paymentTerms: PaymentTerms;
  readonly paymentPlan?: SaidDetails | null;
  readonly validUntil: string;
  readonly note?: string | null;
  readonly deliveries: readonly SaidDelivery[];
}

export interface QuotedLine {
  readonly sourcingLineId: string;
  readonly lotId: string | null;
  readonly forwardSupplyId: string | null;
  /** The plainest grade promised of an announced harvest; null promises none. */
  readonly leastGrade: string | null;
  readonly quantityBase: bigint;
  /** The least the supplier delivers of it at this price without being asked again. */
  readonly minimumBase: bigint;
  /** VAT included. */
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly goodsFen: bigint;
}

/** What arrives at one place on one day from one owner: it becomes one order. */
export interface QuotedDelivery {
  readonly sellerId: string;
  readonly deliveryCounty: string;
  readonly deliveryOn: string;
  readonly freightKind: FreightKind;
  readonly freightFen: bigint;
  readonly lines: readonly QuotedLine[];
}

/** A version as it is kept. */
export interface QuotedTerms extends PlanDetails {
  readonly paymentTerms: PaymentTerms;
  readonly validUntil: string;
  readonly note: string | null;
  readonly deliveries: readonly QuotedDelivery[];
}
