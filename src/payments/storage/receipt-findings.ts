import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { FindingReason } from '../domain/receipt-finding';

/** Why each receipt went where it went, append-only. */
@Injectable()
export class ReceiptFindings {
  async add(
    tx: Tx,
    receiptId: string,
    { reason, requestId }: { reason: FindingReason; requestId: string | null },
  ): Promise<void> {
    await tx.query(
      'INSERT INTO receipt_findings (id, receipt_id, reason, request_id, found_at) VALUES ($1, $2, $3, $4, $5)',
      [randomUUID(), receiptId, reason, requestId, tx.at],
    );
  }

  /**
   * Receipts that wait for a declaration of who paid, oldest first. What one brought above the sum due stays for people: it
   * was credited once.
   */
  async undeclared(tx: Tx, requestId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT b.id FROM bank_receipts b WHERE EXISTS (SELECT FROM receipt_findings f
          WHERE f.receipt_id = b.id AND f.request_id = $1 AND f.reason = 'PAYER_UNDECLARED')
          AND NOT EXISTS (SELECT FROM receipt_findings f WHERE f.receipt_id = b.id AND f.reason <> 'PAYER_UNDECLARED') ORDER BY b.received_at, b.id`,
      [requestId],
    );
    return rows.map(({ id }) => id);
  }
}
