import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Budgets } from '../../organizations/index';
import { PaymentRequests } from '../../payments/index';
import { Audit, type Actor, type Tx } from '../../platform/index';
import { orderEvents } from '../domain/order.events';
import { settlementRefusals } from '../domain/settlement.refusals';
import { OrderBook } from './order-book';
import { SettledLineRefund } from './settlement.entity';
import type { Order } from './order.entity';

export type SettledLineRefundReason = 'SHORTAGE' | 'QUALITY' | 'RETURN' | 'RECALL' | 'PRICE_ERROR';

export interface SettledLineRefundRequest {
  readonly settlementLineId: string;
  readonly fen: bigint;
  readonly reason: SettledLineRefundReason;
  /** Names the cause; asked again with it, nothing more happens. */
  readonly key: string;
  readonly actor?: Actor | null;
  readonly path?: RefusalPath;
}

/** Sends money of a settled line back to the buyer: never more than is left of the line (I12). */
@Injectable()
export class SettledLineRefunds {
  constructor(
    private readonly book: OrderBook,
    private readonly budgets: Budgets,
    private readonly requests: PaymentRequests,
    private readonly audit: Audit,
  ) {}

  /** Refuses SETTLED_LINE_EXCEEDED. Every refund of an order happens under the order's lock. */
  async refund(
    tx: Tx,
    request: SettledLineRefundRequest,
  ): Promise<{ lineRefundId: string; refundId: string }> {
    const order = await this.lockOrderOf(tx, request.settlementLineId);
    const earlier = await tx.manager.findOneBy(SettledLineRefund, { key: request.key });
    if (earlier) return { lineRefundId: earlier.id, refundId: earlier.refundId };
    const leftFen = await this.leftOf(tx, request.settlementLineId);
    if (request.fen <= 0n || request.fen > leftFen)
      refuse(settlementRefusals.SETTLED_LINE_EXCEEDED({ leftFen }, request.path ?? []));
    await this.budgets.giveBack(tx, { subjectKind: 'Order', subjectId: order.id, fen: request.fen });
    const { refundId } = await this.requests.refund(tx, {
      subject: { kind: 'ORDER', id: order.id },
      fen: request.fen,
      reason: request.reason,
      from: 'PAYABLE',
      key: `line:${request.key}`,
    });
    const lineRefundId = await this.write(tx, order, request, refundId);
    return { lineRefundId, refundId };
  }

  /** What of a settled line has not gone back yet, in fen; its order stays locked until the transaction ends. */
  async leftUnderLock(tx: Tx, settlementLineId: string): Promise<bigint> {
    await this.lockOrderOf(tx, settlementLineId);
    return this.leftOf(tx, settlementLineId);
  }

  private async leftOf(tx: Tx, settlementLineId: string): Promise<bigint> {
    const [row] = await tx.query<{ left: bigint }>(
      `SELECT (l.goods_fen - coalesce(sum(r.fen), 0))::bigint AS left FROM settlement_lines l
       LEFT JOIN settled_line_refunds r ON r.settlement_line_id = l.id WHERE l.id = $1 GROUP BY l.id`,
      [settlementLineId],
    );
    return row?.left ?? 0n;
  }

  private async lockOrderOf(tx: Tx, settlementLineId: string): Promise<Order> {
    const [line] = await tx.query<{ orderId: string }>(
      'SELECT order_id AS "orderId" FROM settlement_lines WHERE id = $1',
      [settlementLineId],
    );
    const order = line && (await this.book.lock(tx, line.orderId));
    if (!order) throw new Error(`there is no settled line ${settlementLineId}`);
    return order;
  }

  private async write(
    tx: Tx,
    order: Order,
    { settlementLineId, fen, reason, key, actor }: SettledLineRefundRequest,
    refundId: string,
  ): Promise<string> {
    const id = randomUUID();
    const row = { id, settlementLineId, orderId: order.id, fen, reason, key, refundId, refundedAt: tx.at };
    await tx.add(SettledLineRefund, row);
    await this.audit.record(tx, {
      actor: actor ?? null,
      action: 'refundSettledLine',
      subjectKind: 'Order',
      subjectId: order.id,
      reason,
      data: { settlementLineId, lineRefundId: id, refundId, fen: String(fen) },
    });
    const amounts = { goodsFen: String(fen), refundFen: String(fen) };
    await this.book.publish(tx, order, orderEvents.settledLineRefunded, {
      ...amounts,
      lineRefundId: id,
      settlementLineId,
    });
    await this.book.tellBoth(tx, order, 'LINE_REFUNDED');
    return id;
  }
}
