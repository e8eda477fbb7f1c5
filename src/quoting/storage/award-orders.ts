import { Injectable } from '@nestjs/common';
import { Refused, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { type Actor, type Tx } from '../../platform/index';
import { AgreedOrders, type AgreedOrder } from '../../procurement/index';
import { QuotedRequests, type SourcingRequest } from '../../sourcing/index';
import { costOf } from '../domain/award-choice';
import type { QuoteDelivery } from './quote-delivery.entity';
import type { LineRow } from './quote-versions';
import type { QuoteVersion } from './quote-version.entity';

export interface ChosenDelivery {
  readonly delivery: QuoteDelivery;
  readonly lines: readonly LineRow[];
}

/** What is taken of one version, and where it stands in the input. */
export interface Chosen {
  readonly awardId: string;
  readonly version: QuoteVersion;
  readonly deliveries: readonly ChosenDelivery[];
  readonly pairingChoice: string | null;
  readonly path: RefusalPath;
}

/** Turns what is awarded into orders: the budget held for the request goes over to them in the same transaction. */
@Injectable()
export class AwardOrders {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly agreed: AgreedOrders,
  ) {}

  /** One order for each delivery, its lots reserved. Whoever decided it places them. */
  async place(
    tx: Tx,
    actor: Actor,
    request: SourcingRequest,
    chosen: readonly Chosen[],
    decidedBy: string,
  ): Promise<SourcingRequest> {
    const approvedBy = await this.approverOf(tx, request, chosen, decidedBy);
    const parts = chosen.flatMap(({ deliveries, path }) =>
      deliveries.flatMap(({ lines }) =>
        lines.map(({ sourcingLineId, quantityBase }) => ({ lineId: sourcingLineId, quantityBase, path })),
      ),
    );
    const at = (index: unknown) => parts[Number(index)]?.path ?? [];
    const moved = await atItsPath('parts', at, () => this.requests.award(tx, actor, request, parts));
    const orders = chosen.flatMap((one) =>
      one.deliveries.map((delivery) => orderOf(request, one, delivery, { approvedBy, placedBy: decidedBy })),
    );
    const ids = await atItsPath('lines', at, () => this.agreed.place(tx, actor, orders));
    await tx.query(
      `INSERT INTO quote_award_orders (delivery_id, award_id, order_id)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[])`,
      [
        chosen.flatMap(({ deliveries }) => deliveries.map(({ delivery }) => delivery.id)),
        chosen.flatMap(({ deliveries, awardId }) => deliveries.map(() => awardId)),
        ids,
      ],
    );
    return moved;
  }

  /**
   * Who approved the request has approved orders up to its worth, together; not on credit, of which it says nothing, and
   * not what he places himself.
   */
  private async approverOf(
    tx: Tx,
    request: SourcingRequest,
    chosen: readonly Chosen[],
    decidedBy: string,
  ): Promise<string | null> {
    if (!request.approvedBy || request.approvedBy === decidedBy) return null;
    if (chosen.some(({ version }) => version.paymentTerms === 'POSTPAID')) return null;
    const [before] = await tx.query<{ fen: bigint }>(
      `SELECT coalesce(sum(total_fen), 0)::bigint AS fen FROM quote_awards WHERE request_id = $1 AND state = 'ORDERED'
          AND id <> ALL($2::uuid[])`,
      [request.id, chosen.map(({ awardId }) => awardId)],
    );
    const together = chosen.reduce((sum, { deliveries }) => sum + costOf(deliveries), before?.fen ?? 0n);
    return together <= request.worthFen ? request.approvedBy : null;
  }
}

function orderOf(
  request: SourcingRequest,
  { version, pairingChoice }: Chosen,
  { delivery, lines }: ChosenDelivery,
  who: Pick<AgreedOrder, 'approvedBy' | 'placedBy'>,
): AgreedOrder {
  return {
    ...who,
    quoteVersionId: delivery.id,
    buyerId: request.buyerId,
    unitId: request.unitId,
    supplierId: delivery.sellerId,
    terms: version.paymentTerms,
    deliveryCounty: delivery.deliveryCounty,
    deliveryOn: delivery.deliveryOn,
    pairingChoice,
    freight: { kind: delivery.freightKind, fen: delivery.freightFen },
    lines: lines.map(({ lotId, forwardSupplyId, quantityBase, unitPriceFen, priceUnit }) => ({
      ...(lotId ? { lotId } : {}),
      ...(forwardSupplyId ? { forwardSupplyId } : {}),
      quantityBase,
      unitPriceFen,
      priceUnit,
    })),
  };
}

/** What is refused of the n-th line is said where the caller named it. */
async function atItsPath<Result>(
  name: string,
  at: (index: unknown) => RefusalPath,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused(
      error.refusals.map((refusal): Refusal =>
        refusal.path[0] === name ? { ...refusal, path: at(refusal.path[1]) } : refusal,
      ),
    );
  }
}
