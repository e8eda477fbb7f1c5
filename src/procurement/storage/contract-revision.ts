import { Injectable } from '@nestjs/common';
import { ApprovalChains } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { totalFen } from '../domain/order';
import type { OrderVerb } from '../domain/order.states';
import { basketFen } from './commitments';
import { Contracts } from './contracts';
import { OrderBook } from './order-book';
import type { Order } from './order.entity';

/**
 * Any change before both have signed: a new version of the contract, no signature left. The budget waits for the buyer's
 * word: freight is the supplier's to set, and were it refused for want of budget he could feel for what the buyer has left.
 */
@Injectable()
export class ContractRevision {
  constructor(
    private readonly book: OrderBook,
    private readonly contracts: Contracts,
    private readonly approvals: ApprovalChains,
  ) {}

  async revise(
    tx: Tx,
    actor: Actor | null,
    order: Order,
    verb: Extract<OrderVerb, 'setFreight' | 'reopenContract' | 'takeHarvested'>,
    changes: Partial<Order>,
  ): Promise<Order> {
    const contractVersion = order.contractVersion + 1;
    const moved = await this.book.move(tx, order, verb, {
      actor,
      changes: {
        ...changes,
        contractVersion,
        extraClause: true,
        restDue: order.restDue ?? (order.terms === 'POSTPAID' ? 'AFTER_ACCEPTANCE' : null),
        ...(verb === 'takeHarvested' ? {} : await this.approvalAfter(tx, order, changes)),
      },
      data: { contractVersion },
    });
    await this.contracts.voidSignatures(tx, order.id);
    await this.contracts.drawUp(tx, moved, await this.book.lines(tx, order.id));
    return moved;
  }

  /**
   * An approval was given for an amount: what changes the amount asks for it again, and dearer freight may bring the
   * basket above the limit. Less of the same goods is within it.
   */
  private async approvalAfter(tx: Tx, order: Order, { freightFen }: Partial<Order>): Promise<Partial<Order>> {
    if (freightFen === undefined || freightFen === order.freightFen) return {};
    const [limitFen] = await this.approvals.strictestOf(tx, [order]);
    const fen = await basketFen(tx, order, totalFen({ goodsFen: order.goodsFen, freightFen }));
    const above = typeof limitFen === 'bigint' && fen > limitFen;
    return { approvedBy: null, approvalRequired: order.approvalRequired || above };
  }
}
