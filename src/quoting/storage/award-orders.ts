import { Injectable } from '@nestjs/common';
import { isCredit } from '../../../libs/payment-plan/src/index';
import { Refused, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { type Actor, type Tx } from '../../platform/index';
import { AgreedOrders, type AgreedOrder, type Commitment } from '../../procurement/index';
import { MemberGoods } from '../../hubs/index';
import { PooledShares } from '../../pooling/index';
import { QuotedRequests, type SourcingRequest } from '../../sourcing/index';
import { ApprovedSamples } from './approved-samples';
import { awardedOf, orderOf, planOf, sharedOrders, withLeast, type Chosen } from './pooled-award';
import { QuoterStanding, type Bound } from './quoter-standing';

/** Turns what is awarded into orders: the budget held for the request goes over to them in the same transaction. */
@Injectable()
export class AwardOrders {
  constructor(
    private readonly requests: QuotedRequests,
    private readonly agreed: AgreedOrders,
    private readonly pooled: PooledShares,
    private readonly standing: QuoterStanding,
    private readonly members: MemberGoods,
    private readonly samples: ApprovedSamples,
  ) {}

  /** One order for each delivery, its lots reserved. Whoever decided it places them. */
  async place(
    tx: Tx,
    actor: Actor,
    request: SourcingRequest,
    bound: readonly Bound[],
    decidedBy: string,
  ): Promise<SourcingRequest> {
    await this.standing.require(tx, bound);
    const chosen = (await this.samples.named(tx, bound)).map((one) => one.chosen);
    if (request.pooled) return this.placePooled(tx, actor, request, chosen);
    const commitment = await this.commitmentOf(tx, request, chosen);
    const parts = partsOf(chosen);
    const at = (index: unknown) => parts[Number(index)]?.path ?? [];
    // before this award counts among what was awarded
    const whole = withLeast(chosen, await this.requests.lines(tx, request));
    const moved = await atItsPath('parts', at, () => this.requests.award(tx, actor, request, parts));
    const orders = whole.flatMap((one) =>
      one.deliveries.map((delivery) => orderOf(request, one, delivery, { commitment, placedBy: decidedBy })),
    );
    const ids = await atItsPath('lines', at, () => this.agreed.place(tx, actor, orders));
    const awardOf = chosen.flatMap(({ deliveries, awardId }) => deliveries.map(() => awardId));
    await this.keep(tx, chosen, orders, ids, awardOf);
    return moved;
  }

  /** Each unit buys its own share: by its own people, of its own budget. */
  private async placePooled(
    tx: Tx,
    actor: Actor,
    request: SourcingRequest,
    chosen: readonly Chosen[],
  ): Promise<SourcingRequest> {
    const parts = partsOf(chosen);
    const at = (index: unknown) => parts[Number(index)]?.path ?? [];
    const shares = await atItsPath('deliveries', at, () => this.pooled.of(tx, request.id, awardedOf(chosen)));
    const givenBack = await this.pooled.passOn(tx, request.id, shares);
    const moved = await atItsPath('parts', at, () =>
      this.requests.award(tx, actor, request, parts, givenBack),
    );
    const split = sharedOrders(chosen, shares);
    const ids = await atItsPath(
      'lines',
      () => ['awards'],
      () =>
        this.agreed.place(
          tx,
          actor,
          split.map(({ order }) => order),
        ),
    );
    await this.pooled.record(
      tx,
      split.flatMap((one) => one.shares),
      split.flatMap((one, index) => one.shares.map(() => ids[index] ?? '')),
    );
    await this.keep(
      tx,
      chosen,
      split.map(({ order }) => order),
      ids,
      split.map(({ awardId }) => awardId),
    );
    return moved;
  }

  /** With what they take of the mandates they were offered under. */
  private async keep(
    tx: Tx,
    chosen: readonly Chosen[],
    orders: readonly AgreedOrder[],
    ids: readonly string[],
    awardIds: readonly string[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO quote_award_orders (delivery_id, award_id, order_id)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[])`,
      [orders.map(({ quoteVersionId }) => quoteVersionId), awardIds, ids],
    );
    const offered = orders.flatMap(({ agentId }, index) => {
      const path = chosen.find(({ awardId }) => awardId === awardIds[index])?.path ?? [];
      return agentId ? [{ agentId, orderId: ids[index] ?? '', path }] : [];
    });
    await this.members.take(tx, offered);
  }

  /**
   * All that the request commits is one decision, award by award. Who approved the request has approved orders up to its
   * worth, together; not on credit, of which it says nothing.
   */
  private async commitmentOf(
    tx: Tx,
    request: SourcingRequest,
    chosen: readonly Chosen[],
  ): Promise<Commitment> {
    const earlier = await tx.query<{ id: string }>(
      'SELECT o.order_id AS id FROM quote_awards a JOIN quote_award_orders o ON o.award_id = a.id WHERE a.request_id = $1',
      [request.id],
    );
    const onCredit = chosen.some(({ version }) => isCredit(planOf(version)));
    const approval =
      request.approvedBy && !onCredit ? { by: request.approvedBy, uptoFen: request.worthFen } : null;
    return { key: request.id, earlierOrderIds: earlier.map(({ id }) => id), approval };
  }
}

const partsOf = (chosen: readonly Chosen[]) =>
  chosen.flatMap(({ deliveries, path }) =>
    deliveries.flatMap(({ lines }) =>
      lines.map(({ sourcingLineId, quantityBase }) => ({ lineId: sourcingLineId, quantityBase, path })),
    ),
  );

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
