import type { RefusalPath } from '../../../libs/workflow/src/index';
import type { FreightTerms } from '../domain/freight';
import type { PaymentTerms, PlanDetails } from '../../../libs/payment-plan/src/index';

export interface AgreedLine {
  readonly lotId?: string;
  /** Instead of a lot: an announced harvest. */
  readonly forwardSupplyId?: string;
  /** The plainest grade taken of the announced harvest; without it every one is. */
  readonly leastGrade?: string | null;
  readonly quantityBase: bigint;
  /** Of an announced harvest: rather nothing than less; without it any pack is taken. Never more than the quantity. */
  readonly leastBase?: bigint | null;
  /** VAT included, per `priceUnit`: holds instead of the listing's ladder. */
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly frameworkLineId?: string | null;
  /** What is delivered is like the sample of this number. */
  readonly sampleNumber?: string | null;
}

/** Orders that come of one decision: an award and the request behind it, a unit's share, a framework. */
export interface Commitment {
  /** The same in all of them. */
  readonly key: string;
  /** Orders that were placed on it before; what has ended of them commits nothing any more. */
  readonly earlierOrderIds: readonly string[];
  /** Who approved it before it became orders, up to which sum; null: all of it. Never of what he places himself. */
  readonly approval: { readonly by: string; readonly uptoFen: bigint | null } | null;
}

/** One order with one supplier on terms both agreed to before. */
export interface AgreedOrder {
  /** Exactly one order per version of a quote and unit that buys; several units buy only what they pooled. */
  readonly quoteVersionId?: string | null;
  /** A call-off; its lines carry frameworkLineId. */
  readonly frameworkId?: string | null;
  readonly buyerId: string;
  readonly unitId: string;
  readonly supplierId: string;
  /** The hub or agent that offered the supplier's goods; the order stays the supplier's. */
  readonly agentId?: string | null;
  readonly terms: PaymentTerms;
  /** What is agreed beside the terms. */
  readonly plan: PlanDetails;
  readonly deliveryCounty: string;
  readonly deliveryOn: string;
  /** The last day the agreement lets it be delivered, also when the buyer moves the day later. */
  readonly deliveryUntil?: string | null;
  readonly pairingChoice?: string | null;
  /** The sales channel it goes over: help-sell, under mandates signed before it is placed. */
  readonly channelId?: string | null;
  /** Where the channel was named, if not in `channelId`. */
  readonly channelPath?: RefusalPath;
  /** It was chosen before the goods were known: where it does not cover them, the order has none. */
  readonly pairingChosenBlind?: boolean;
  /** For the whole order; the supplier cannot set another one later. */
  readonly freight: FreightTerms;
  readonly lines: readonly AgreedLine[];
  /** What it is decided with: it is held against the limit together. Alone unless said. */
  readonly commitment?: Commitment;
  /** The buyer's member behind the order where the actor is somebody else, as a supplier who takes an award. */
  readonly placedBy?: string;
}
