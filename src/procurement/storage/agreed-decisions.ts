import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { Admissions } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { decideAgreed } from '../domain/agreed-order';
import type { LotOffer, OrderDraft } from '../domain/order';
import { orderRefusals } from '../domain/order.refusals';
import type { AgreedOrder } from './agreed-order';
import type { DraftedOrder } from './commitments';
import { HelpSales, type Mandated } from './help-sales';
import { grounds, takeFrom } from './offered-goods';
import { Offers } from './offers';
import { EXACT } from './placement';

/** Decides agreed orders one after another: what one takes, the next no longer finds. */
@Injectable()
export class AgreedDecisions {
  constructor(
    private readonly admissions: Admissions,
    private readonly offers: Offers,
    private readonly helpSales: HelpSales,
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

  /** After budgets and lots: what each order stands under as help-sell. */
  requireMandates(tx: Tx, drafted: readonly DraftedOrder[]): Promise<Mandated[]> {
    return this.helpSales.requireCovered(
      tx,
      drafted.map(({ order, draft }) => ({
        buyerId: order.buyerId,
        input: order,
        drafts: [draft],
        toleranceBp: order.frameworkId ? EXACT : undefined,
        path: order.channelPath,
      })),
    );
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
