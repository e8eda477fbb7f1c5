import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { Budgets } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { totalFen } from '../domain/order';
import { orderRefusals } from '../domain/order.refusals';
import type { OrderVerb } from '../domain/order.states';
import { Contracts } from './contracts';
import { OrderBook } from './order-book';
import type { Order } from './order.entity';

/** Any change before both have signed: a new version of the contract, no signature left, the budget follows. */
@Injectable()
export class ContractRevision {
  constructor(
    private readonly book: OrderBook,
    private readonly contracts: Contracts,
    private readonly budgets: Budgets,
  ) {}

  async revise(
    tx: Tx,
    actor: Actor,
    order: Order,
    verb: Extract<OrderVerb, 'setFreight' | 'reopenContract'>,
    changes: Partial<Order>,
  ): Promise<Order> {
    const contractVersion = order.contractVersion + 1;
    const moved = await this.book.move(tx, order, verb, {
      actor,
      changes: { ...changes, contractVersion, ...approvalAfter(order, changes) },
      data: { contractVersion },
    });
    await this.followBudget(tx, order, totalFen(moved) - totalFen(order));
    await this.contracts.voidSignatures(tx, order.id);
    await this.contracts.drawUp(tx, moved, await this.book.lines(tx, order.id));
    return moved;
  }

  private async followBudget(tx: Tx, order: Order, moreFen: bigint): Promise<void> {
    const subject = { subjectKind: 'Order', subjectId: order.id };
    if (moreFen > 0n) {
      const wanted = { ...subject, unitId: order.unitId, on: order.placedOn, fen: moreFen };
      await this.budgets.reserve(tx, wanted).catch(withoutBudget);
    }
    if (moreFen < 0n) await this.budgets.giveBack(tx, { ...subject, fen: -moreFen });
  }
}

/** Only freight, the supplier's to set, raises an amount: he is not told what the buyer has left. */
function withoutBudget(error: unknown): never {
  if (error instanceof Refused) refuse(orderRefusals.FREIGHT_NOT_AFFORDABLE(['amount']));
  throw error;
}

/** An approval was given for an amount: what changes the amount asks for it again. */
function approvalAfter(order: Order, changes: Partial<Order>): Partial<Order> {
  const changed = changes.freightFen !== undefined && changes.freightFen !== order.freightFen;
  return changed ? { approvedBy: null } : {};
}
