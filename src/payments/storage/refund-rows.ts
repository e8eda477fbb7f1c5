import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { notFound, type Reader, type Tx } from '../../platform/index';
import type { RefundReason, RefundSource } from '../domain/payment-request';
import type { ReceiptShare } from '../domain/refund-split';
import { FinanceTasks } from './finance-tasks';
import { RefundPayment } from './refund-payment.entity';

export interface Refund {
  readonly id: string;
  readonly key: string;
  readonly requestId: string;
  readonly fen: bigint;
  readonly source: RefundSource;
  readonly reason: RefundReason;
}

const REFUND = 'id, key, request_id AS "requestId", fen, source, reason';

const PAYMENT = `id, refund_id AS "refundId", suspense_return_id AS "suspenseReturnId", receipt_id AS "receiptId", fen, state, bank_reference AS "bankReference",
  paid_at AS "paidAt", confirmed_by AS "confirmedBy", failure_reason AS "failureReason",
  requested_at AS "requestedAt", version`;

/** Refunds (append-only) and the payments that carry them out. */
@Injectable()
export class RefundRows {
  constructor(private readonly tasks: FinanceTasks) {}

  async byKey(reader: Reader, key: string): Promise<Refund | null> {
    const [row] = await reader.query<Refund>(`SELECT ${REFUND} FROM refunds WHERE key = $1`, [key]);
    return row ?? null;
  }

  async add(tx: Tx, refund: Refund, parts: readonly { receiptId: string; fen: bigint }[]): Promise<void> {
    await tx.query(
      `INSERT INTO refunds (id, key, request_id, fen, source, reason, requested_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [refund.id, refund.key, refund.requestId, String(refund.fen), refund.source, refund.reason, tx.at],
    );
    const cause = { refundId: refund.id, suspenseReturnId: null };
    await this.addPayments(
      tx,
      parts.map(({ receiptId, fen }) => paymentOf(tx, { ...cause, receiptId, fen })),
    );
  }

  /** Money in suspense goes back in one piece: it came by one receipt. */
  async addReturn(
    tx: Tx,
    part: { suspenseReturnId: string; receiptId: string; fen: bigint },
  ): Promise<string> {
    const payment = paymentOf(tx, { ...part, refundId: null });
    await this.addPayments(tx, [payment]);
    return payment.id;
  }

  /** What each receipt brought to the request and did not take back yet, newest first. */
  async receiptShares(tx: Tx, requestId: string): Promise<ReceiptShare[]> {
    return tx.query<{ receiptId: string; leftFen: bigint }>(
      `SELECT b.id AS "receiptId",
              (sum(p.fen) - COALESCE((SELECT sum(d.fen) FROM refund_payments d JOIN refunds f ON f.id = d.refund_id
                                       WHERE f.request_id = $1 AND d.receipt_id = b.id), 0))::bigint AS "leftFen"
         FROM payments p JOIN bank_receipts b ON b.id = p.receipt_id
        WHERE p.request_id = $1 GROUP BY b.id ORDER BY b.received_at DESC, b.id DESC`,
      [requestId],
    );
  }

  async payment(reader: Reader, id: string): Promise<RefundPayment> {
    const [row] = await reader.query<RefundPayment>(`SELECT ${PAYMENT} FROM refund_payments WHERE id = $1`, [
      id,
    ]);
    return row ?? notThere();
  }

  async get(reader: Reader, id: string): Promise<Refund> {
    const [row] = await reader.query<Refund>(`SELECT ${REFUND} FROM refunds WHERE id = $1`, [id]);
    return row ?? notThere();
  }

  async markPaid(
    tx: Tx,
    payment: RefundPayment,
    bank: Pick<RefundPayment, 'state' | 'bankReference' | 'paidAt' | 'confirmedBy'>,
  ): Promise<void> {
    await tx.change(RefundPayment, payment, bank);
    await this.tasks.close(tx, 'PAY_REFUND', payment.id);
  }

  async isDone(reader: Reader, refundId: string): Promise<boolean> {
    const open = await reader.query(
      `SELECT id FROM refund_payments WHERE refund_id = $1 AND state <> 'DONE' LIMIT 1`,
      [refundId],
    );
    return open.length === 0;
  }

  private async addPayments(tx: Tx, payments: RefundPayment[]): Promise<void> {
    await tx.add(RefundPayment, payments);
    for (const { id } of payments) await this.tasks.open(tx, 'PAY_REFUND', id);
  }
}

function paymentOf(
  tx: Tx,
  part: Pick<RefundPayment, 'refundId' | 'suspenseReturnId' | 'receiptId' | 'fen'>,
): RefundPayment {
  const open = { bankReference: null, paidAt: null, confirmedBy: null, failureReason: null };
  return { ...part, ...open, id: randomUUID(), state: 'PROCESSING', requestedAt: tx.at, version: 1 };
}

function notThere(): never {
  throw notFound();
}
