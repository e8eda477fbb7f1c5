import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PaymentRequests } from '../../payments/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { totalFen } from '../domain/order';
import { orderEvents } from '../domain/order.events';
import type { Repriced } from '../domain/repricing';
import { withoutUnpaid } from '../domain/unpaid-extra';
import { AcceptedGoods } from './accepted-goods';
import { HelpSales } from './help-sales';
import { OrderBook } from './order-book';
import { OrderBudget } from './order-budget';
import { Settlement, SettlementLine, type NewSettlementLine } from './settlement.entity';
import type { Order } from './order.entity';

/** Freezes an accepted order's amounts once it is fully paid; what was paid above them goes back in the same transaction. */
@Injectable()
export class Settling {
  constructor(
    private readonly book: OrderBook,
    private readonly goods: AcceptedGoods,
    private readonly requests: PaymentRequests,
    private readonly budget: OrderBudget,
    private readonly helpSales: HelpSales,
  ) {}

  /** Settles where nothing is outstanding; the order as it stands after. */
  async settleIfPaid(tx: Tx, order: Order): Promise<Order> {
    const subject = { kind: 'ORDER', id: order.id } as const;
    const { outstandingFen, heldFen } = await this.requests.position(tx, subject);
    if (outstandingFen > 0n) return order;
    const accepted = await this.goods.repriced(tx, order);
    const amounts = { excessFen: heldFen - totalFen(accepted), unpaidFen: 0n };
    return this.settle(tx, order, 'settle', accepted, amounts);
  }

  /** Settles for what was paid where the time to pay an extra is over; an order whose money is all there is left alone. */
  async settleForPaid(tx: Tx, order: Order): Promise<Order> {
    const subject = { kind: 'ORDER', id: order.id } as const;
    const { outstandingFen: unpaidFen, heldFen } = await this.requests.positionUnderLock(tx, subject);
    if (unpaidFen === 0n) return order;
    const ordered = (await this.book.lines(tx, order.id)).map(({ id, goodsFen }) => ({
      orderLineId: id,
      goodsFen,
    }));
    const accepted = await this.goods.repriced(tx, order);
    const paid = withoutUnpaid(accepted, { lines: ordered, freightFen: order.freightFen }, unpaidFen);
    await this.budget.bringTo(tx, order, heldFen, null);
    const settled = await this.settle(tx, order, 'settleForPaid', paid, { excessFen: 0n, unpaidFen });
    await this.book.tellBoth(tx, settled, 'EXTRA_LEFT_UNPAID', { fen: String(unpaidFen) });
    return settled;
  }

  private async settle(
    tx: Tx,
    order: Order,
    verb: 'settle' | 'settleForPaid',
    accepted: Repriced,
    amounts: Pick<Settlement, 'excessFen' | 'unpaidFen'>,
  ): Promise<Order> {
    const subject = { kind: 'ORDER', id: order.id } as const;
    const due = totalFen(accepted);
    const settlement = await this.write(tx, order, accepted, amounts);
    await this.helpSales.lowerToSettled(tx, order, accepted.parts);
    await this.requests.settle(tx, { subject, supplierId: order.supplierId, fen: due, key: settlement.id });
    // Closed first: paid parts stay paid, and what goes back is asked for no more.
    await this.requests.close(tx, subject);
    if (settlement.excessFen > 0n)
      await this.requests.refund(tx, {
        subject,
        fen: settlement.excessFen,
        reason: 'SHORTAGE',
        from: 'HELD',
        key: `settlement:${settlement.id}`,
      });
    const settled = await this.book.move(tx, order, verb, {
      actor: null,
      data: { settlementId: settlement.id, goodsFen: String(accepted.goodsFen) },
    });
    await this.book.publish(tx, settled, orderEvents.settled, { settlementId: settlement.id });
    await this.book.tellBoth(tx, settled, 'ORDER_SETTLED');
    return settled;
  }

  private async write(
    tx: Tx,
    order: Order,
    accepted: Repriced,
    amounts: Pick<Settlement, 'excessFen' | 'unpaidFen'>,
  ): Promise<Settlement> {
    const settlement: Settlement = {
      id: randomUUID(),
      orderId: order.id,
      goodsFen: accepted.goodsFen,
      freightFen: accepted.freightFen,
      ...amounts,
      settledAt: tx.at,
      settledOn: businessDateOf(tx.at),
    };
    const lines = accepted.parts.map((part): NewSettlementLine => ({
      id: randomUUID(),
      settlementId: settlement.id,
      orderId: order.id,
      ...part,
    }));
    await tx.add(Settlement, settlement);
    await tx.add<NewSettlementLine>(SettlementLine, lines);
    return settlement;
  }
}
