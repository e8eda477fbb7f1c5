import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { Budgets } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { orderRefusals } from '../domain/order.refusals';
import type { Order } from './order.entity';

/** What an order takes of its unit's budget, in the year it was placed in. */
@Injectable()
export class OrderBudget {
  constructor(private readonly budgets: Budgets) {}

  /**
   * For what moves stock and may then change what the order takes: everybody locks budgets before lots, as placing
   * does, or two of them wait for each other. The order itself is locked already.
   */
  async lockBeforeLots(tx: Tx, order: Order): Promise<void> {
    await this.budgets.lock(tx, [order.unitId], order.placedOn);
  }

  /** Refuses BUDGET_EXCEEDED; whoever does not act for the buyer is not told what is left and hears BUYER_MUST_DECIDE. */
  async bringTo(tx: Tx, order: Order, fen: bigint, actor: Actor | null): Promise<void> {
    const subject = { subjectKind: 'Order', subjectId: order.id };
    const path = ['orderId'];
    try {
      await this.budgets.bringTo(tx, { ...subject, unitId: order.unitId, on: order.placedOn, fen, path });
    } catch (error) {
      if (error instanceof Refused && actor?.organizationId !== order.buyerId)
        refuse(orderRefusals.BUYER_MUST_DECIDE(path));
      throw error;
    }
  }
}
