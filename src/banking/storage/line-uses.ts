import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/index';
import type { LineUse } from '../domain/seen-line';

const COLUMNS = { receipt: 'receipt_id', refund: 'refund_payment_id', transfer: 'transfer_id' } as const;

/** What lines were taken for: a line is one thing, and a thing is one line. */
@Injectable()
export class LineUses {
  /** Whoever takes a line waits for the others. False where it is taken already. */
  async lockOpen(tx: Tx, lineId: string): Promise<boolean> {
    await tx.query('SELECT FROM bank_lines WHERE id = $1 FOR UPDATE', [lineId]);
    return (await tx.query('SELECT FROM bank_line_uses WHERE line_id = $1', [lineId])).length === 0;
  }

  /** The first of the ids that no line was taken for. */
  async unused(reader: Reader, kind: keyof typeof COLUMNS, ids: readonly string[]): Promise<string | null> {
    if (ids.length === 0) return null;
    const column = COLUMNS[kind];
    const used = await reader.query<{ id: string }>(
      `SELECT ${column} AS id FROM bank_line_uses WHERE ${column} = ANY($1)`,
      [ids],
    );
    return ids.find((id) => !used.some((one) => one.id === id)) ?? null;
  }

  async add(tx: Tx, lineId: string, use: LineUse): Promise<void> {
    await tx.query(
      `INSERT INTO bank_line_uses (line_id, receipt_id, refund_payment_id, transfer_id, reason, used_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [lineId, use.receiptId ?? null, use.refundPaymentId ?? null, use.transferId ?? null, use.reason, tx.at],
    );
  }
}
