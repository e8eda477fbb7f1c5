import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { reprice, type AcceptedPart, type Repriced } from '../domain/repricing';
import { agreedFreight, OrderBook } from './order-book';
import type { Order } from './order.entity';

/** Prices what was accepted of an order so far. */
@Injectable()
export class AcceptedGoods {
  constructor(private readonly book: OrderBook) {}

  async repriced(tx: Tx, order: Order): Promise<Repriced> {
    const lines = await this.book.lines(tx, order.id);
    const accepted = await tx.query<AcceptedPart>(
      `SELECT a.id AS "acceptanceLineId", a.order_line_id AS "orderLineId", a.accepted_base AS "acceptedBase"
       FROM acceptance_lines a JOIN acceptances h ON h.id = a.acceptance_id
       WHERE a.order_id = $1 ORDER BY h.accepted_at, a.id`,
      [order.id],
    );
    const contracted = lines.map(({ freightKind, freightRateFen, ...line }) => ({
      ...line,
      orderLineId: line.id,
      freight: { kind: freightKind, fen: freightRateFen },
    }));
    return reprice(contracted, accepted, agreedFreight(order));
  }
}
