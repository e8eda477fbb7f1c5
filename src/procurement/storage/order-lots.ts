import { Injectable } from '@nestjs/common';
import { LotStock } from '../../catalog/index';
import type { Tx } from '../../platform/index';

/** The lots an order stands on. */
@Injectable()
export class OrderLots {
  constructor(private readonly stock: LotStock) {}

  /**
   * For what moves stock line by line, some up and some down: all lots at once and in one order, or two orders on the
   * same lots wait for each other in a circle. Order and budget are locked already.
   */
  async lock(tx: Tx, orderId: string): Promise<void> {
    const lines = await tx.query<{ lotId: string }>(
      'SELECT DISTINCT lot_id AS "lotId" FROM order_lines WHERE order_id = $1 AND lot_id IS NOT NULL',
      [orderId],
    );
    await this.stock.lockRows(
      tx,
      lines.map(({ lotId }) => lotId),
    );
  }

  /** Which of them are recalled; under their locks it stays so. */
  async recalled(tx: Tx, orderId: string): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT lot.id FROM order_lines l JOIN lots lot ON lot.id = l.lot_id
        WHERE l.order_id = $1 AND lot.state = 'RECALLED'`,
      [orderId],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
