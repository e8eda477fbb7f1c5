import { Injectable } from '@nestjs/common';
import { Refused } from '../../../libs/workflow/src/index';
import { ApprovalChains, Budgets } from '../../organizations/index';
import { businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { totalFen } from '../domain/order';
import { AgreedDecisions } from './agreed-decisions';
import type { AgreedOrder } from './agreed-order';
import { committedBy, type CommittedOrder, type DraftedOrder } from './commitments';
import { OfferedGoods } from './offered-goods';
import { Placement, type DecidedBasket } from './placement';
import { UnitsBoughtFor } from './units-bought-for';

/**
 * Places orders on agreed terms in the caller's transaction, as direct orders are placed: approval limit, budget,
 * admission, stock under lock, contract, audit, events. What the caller holds of the budget for the same purchase he
 * gives back first, in the same transaction, and he holds no lot yet.
 */
@Injectable()
export class AgreedOrders {
  constructor(
    private readonly unitsBought: UnitsBoughtFor,
    private readonly approvals: ApprovalChains,
    private readonly budgets: Budgets,
    private readonly offered: OfferedGoods,
    private readonly deciding: AgreedDecisions,
    private readonly placement: Placement,
  ) {}

  /** Order ids in the order asked; throws Refused, for a line at `lines.<n>`, counted through all orders asked. */
  async place(tx: Tx, actor: Actor, orders: readonly AgreedOrder[]): Promise<string[]> {
    if (orders.length === 0) return [];
    await this.requireOwnUnits(tx, orders);
    await this.deciding.requireGrounds(tx, orders);
    const limits = await this.approvals.strictestOf(tx, orders);
    const room = await this.budgets.lock(
      tx,
      orders.map(({ unitId }) => unitId),
      businessDateOf(tx.at),
    );
    const lots = await this.offered.lock(
      tx,
      orders.flatMap(({ lines }) => lines),
    );
    await this.deciding.requireNew(tx, orders);
    const drafted: DraftedOrder[] = [];
    let first = 0;
    for (const asked of orders) {
      const { order, draft } = await this.deciding.decide(tx, lots, asked, first);
      first += order.lines.length;
      const tooDear = room.take(order.unitId, totalFen(draft), ['unitId']);
      if (tooDear) throw new Refused([tooDear]);
      drafted.push({ order, draft });
    }
    const mandates = await this.deciding.requireMandates(tx, drafted);
    const committed = await committedBy(tx, drafted);
    const baskets = committed.map((one, index) => ({
      ...basketOf(actor, one, limits[index] ?? null),
      mandated: mandates[index] ?? null,
    }));
    const ids = await this.placement.write(tx, room, baskets);
    return ids.flat();
  }

  private async requireOwnUnits(tx: Tx, orders: readonly AgreedOrder[]): Promise<void> {
    const own = await this.unitsBought.mayBuyFor(
      tx,
      orders.map(({ buyerId, unitId }) => ({ organizationId: buyerId, unitId })),
      businessDateOf(tx.at),
    );
    if (own.includes(false)) throw notFound(['unitId']);
  }
}

function basketOf(
  actor: Actor,
  { order, draft, fen: committedFen, approvedBy }: CommittedOrder,
  approvalLimitFen: bigint | null,
): DecidedBasket {
  const { buyerId, freight } = order;
  return {
    actor,
    cause: undefined,
    input: order,
    plan: order.plan,
    drafts: [draft],
    approvalLimitFen,
    committedFen,
    agreed: {
      buyerId,
      freight,
      placedBy: order.placedBy ?? actor.memberId,
      approvedBy,
      quoteVersionId: order.quoteVersionId ?? null,
      frameworkId: order.frameworkId ?? null,
      deliveryUntil: order.deliveryUntil ?? null,
      agentId: order.agentId ?? null,
    },
  };
}
