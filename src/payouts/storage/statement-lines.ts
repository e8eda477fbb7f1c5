import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/index';
import type { OrderAmount } from '../domain/payout-amounts';
import type { OpenEntry } from './open-entries';
import type { PayoutStatement } from './payout-statement.entity';

type Calculated = Pick<PayoutStatement, 'id' | 'calculation'>;

/** The frozen lines of a statement's calculation, by the ids of the ledger's entries. */
@Injectable()
export class StatementLines {
  async freeze(
    tx: Tx,
    { id, calculation }: Calculated,
    entries: readonly OpenEntry[],
    setOffs: readonly OrderAmount[],
  ): Promise<void> {
    const lines = entries.map((entry) => ({
      transfer_id: entry.transferId,
      account_id: String(entry.accountId),
      kind: entry.kind,
      order_id: entry.orderId,
      event_at: entry.eventAt,
      fen: String(entry.fen),
    }));
    await tx.query(
      `INSERT INTO payout_lines (statement_id, calculation, transfer_id, account_id, kind, order_id, event_at, fen)
       SELECT $1, $2, transfer_id, account_id, kind, order_id, event_at, fen
         FROM json_populate_recordset(NULL::payout_lines, $3::json)`,
      [id, calculation, JSON.stringify(lines)],
    );
    await tx.query(
      `INSERT INTO payout_set_offs (statement_id, calculation, order_id, fen)
       SELECT $1, $2, order_id, fen FROM unnest($3::uuid[], $4::bigint[]) AS taken (order_id, fen)`,
      [id, calculation, setOffs.map(({ orderId }) => orderId), setOffs.map(({ fen }) => String(fen))],
    );
  }

  /** What was frozen is history: its entries can stand in another calculation. */
  async release(tx: Tx, { id }: Calculated): Promise<void> {
    await tx.query('UPDATE payout_lines SET live = false WHERE statement_id = $1 AND live', [id]);
  }

  /** What goes out of each order's payable account. */
  async payables(reader: Reader, { id, calculation }: Calculated): Promise<OrderAmount[]> {
    return reader.query<OrderAmount>(
      `SELECT l.order_id AS "orderId", sum(l.fen)::bigint AS fen FROM payout_lines l
         JOIN ledger_accounts a ON a.id = l.account_id
        WHERE l.statement_id = $1 AND l.calculation = $2 AND a.purpose = 'PAYABLE'
        GROUP BY l.order_id HAVING sum(l.fen) <> 0 ORDER BY l.order_id`,
      [id, calculation],
    );
  }

  async setOffs(reader: Reader, { id, calculation }: Calculated): Promise<OrderAmount[]> {
    return reader.query<OrderAmount>(
      `SELECT order_id AS "orderId", fen FROM payout_set_offs WHERE statement_id = $1 AND calculation = $2
        ORDER BY order_id`,
      [id, calculation],
    );
  }
}
