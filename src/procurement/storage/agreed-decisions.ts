import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { Admissions } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { decideAgreed } from '../domain/agreed-order';
import type { FreightTerms } from '../domain/freight';
import type { LotOffer, OrderDraft, PaymentTerms } from '../domain/order';
import { orderRefusals } from '../domain/order.refusals';
import { grounds, takeFrom } from './offered-goods';
import { Offers } from './offers';

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
  readonly deliveryCounty: string;
  readonly deliveryOn: string;
  /** The last day the agreement lets it be delivered, also when the buyer moves the day later. */
  readonly deliveryUntil?: string | null;
  readonly pairingChoice?: string | null;
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

/** Decides agreed orders one after another: what one takes, the next no longer finds. */
@Injectable()
export class AgreedDecisions {
  constructor(
    private readonly admissions: Admissions,
    private readonly offers: Offers,
  ) {}

  /** What does not depend on stock or budget. */
  async requireGrounds(tx: Tx, orders: readonly AgreedOrder[]): Promise<void> {
    const suppliers = [...new Set(orders.map(({ supplierId }) => supplierId))];
    const refusals = [...(await this.admissions.whyNotSelling(tx, suppliers, ['lines'])).values()];
    for (const order of orders) refusals.push(...(await this.offers.placeRefusals(tx, order)));
    if (refusals.length > 0) throw new Refused(refusals);
  }

  /** With the order as it is placed. */
  async decide(
    tx: Tx,
    lots: Map<string, LotOffer>,
    order: AgreedOrder,
    first: number,
  ): Promise<{ draft: OrderDraft; order: AgreedOrder }> {
    const today = businessDateOf(tx.at);
    const lines = order.lines.map((line, at) => ({
      ...line,
      frameworkLineId: line.frameworkLineId ?? null,
      sampleNumber: line.sampleNumber ?? null,
      leastBase: line.leastBase ?? null,
      index: first + at,
    }));
    const decision = decideAgreed({ ...order, ...grounds, lines, today }, lots);
    if (!('draft' in decision)) throw new Refused(decision.refusals);
    const { draft } = decision;
    const unfit = await this.offers.choiceRefusals(tx, order, [draft], today);
    if (unfit.length > 0 && !order.pairingChosenBlind) throw new Refused(unfit);
    takeFrom(lots, [draft]);
    return { draft, order: unfit.length > 0 ? { ...order, pairingChoice: null } : order };
  }

  /** Under the locks of budget and stock, so that of two who race the later one is told in words; the table says the same. */
  async requireNew(tx: Tx, orders: readonly AgreedOrder[]): Promise<void> {
    const quoted = orders.filter(({ quoteVersionId }) => quoteVersionId);
    const taken = await tx.query(
      `SELECT FROM orders o JOIN unnest($1::uuid[], $2::uuid[]) q (version_id, unit_id)
           ON (o.quote_version_id, o.unit_id) = (q.version_id, q.unit_id) LIMIT 1`,
      [quoted.map(({ quoteVersionId }) => quoteVersionId), quoted.map(({ unitId }) => unitId)],
    );
    const versions = quoted.map(({ quoteVersionId, unitId }) => `${quoteVersionId} ${unitId}`);
    const twice = new Set(versions).size < versions.length;
    if (twice || taken.length > 0) refuse(orderRefusals.ALREADY_ORDERED(['quoteVersionId']));
  }
}
