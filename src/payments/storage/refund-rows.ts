import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, notFound, type Reader, type Tx } from '../../platform/index';
import type { RefundReason, RefundSource } from '../domain/payment-request';
import type { MoneySource, SourceShare } from '../domain/refund-split';
import { FinanceTasks } from './finance-tasks';
import type { PaymentRequest } from './payment-request.entity';
import { RefundPayment } from './refund-payment.entity';
import { SendingBack } from './sending-back';

export interface Refund {
  readonly id: string;
  readonly key: string;
  readonly requestId: string;
  readonly fen: bigint;
  readonly source: RefundSource;
  readonly reason: RefundReason;
}

/** A payment as plain facts. */
export type RefundPart = Pick<RefundPayment, keyof RefundPayment>;

const REFUND = 'id, key, request_id AS "requestId", fen, source, reason';

const PAYMENT = `id, refund_id AS "refundId", suspense_return_id AS "suspenseReturnId", receipt_id AS "receiptId", capture_id AS "captureId", dispute_id AS "disputeId", fen, state, attempt, bank_reference AS "bankReference",
  paid_at AS "paidAt", by_statement AS "byStatement", confirmed_by AS "confirmedBy", failure_reason AS "failureReason",
  requested_at AS "requestedAt", version`;

/** Refunds (append-only) and the payments that carry them out. */
@Injectable()
export class RefundRows {
  constructor(
    private readonly tasks: FinanceTasks,
    private readonly sendingBack: SendingBack,
    private readonly audit: Audit,
  ) {}

  async byKey(reader: Reader, key: string): Promise<Refund | null> {
    const [row] = await reader.query<Refund>(`SELECT ${REFUND} FROM refunds WHERE key = $1`, [key]);
    return row ?? null;
  }

  async add(
    tx: Tx,
    request: Pick<PaymentRequest, 'subjectId'>,
    refund: Refund,
    parts: readonly (MoneySource & { fen: bigint })[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO refunds (id, key, request_id, fen, source, reason, requested_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [refund.id, refund.key, refund.requestId, String(refund.fen), refund.source, refund.reason, tx.at],
    );
    const cause = { refundId: refund.id, suspenseReturnId: null };
    const payments = parts.map((part) => paymentOf(tx, { ...cause, ...part }));
    await this.addPayments(tx, payments);
    await this.audit.record(tx, {
      actor: null,
      action: 'requestRefund',
      subjectKind: 'Refund',
      subjectId: refund.id,
      toState: 'PROCESSING',
      reason: refund.reason,
      data: { orderId: request.subjectId, fen: String(refund.fen), source: refund.source },
    });
  }

  /** Money in suspense goes back in one piece: it came by one receipt. */
  async addReturn(
    tx: Tx,
    part: { suspenseReturnId: string; receiptId: string; fen: bigint },
  ): Promise<string> {
    const payment = paymentOf(tx, { ...part, captureId: null, refundId: null });
    await this.addPayments(tx, [payment]);
    return payment.id;
  }

  /** What a capture brought beyond what was due. */
  async addExcess(tx: Tx, captureId: string, fen: bigint): Promise<void> {
    const cause = { refundId: null, suspenseReturnId: null, receiptId: null };
    await this.addPayments(tx, [paymentOf(tx, { ...cause, captureId, fen })]);
  }

  /** What each receipt and capture brought to the request and did not take back yet, newest first. */
  async sourceShares(tx: Tx, requestId: string): Promise<SourceShare[]> {
    return tx.query<SourceShare>(
      `WITH brought AS (
         SELECT p.receipt_id, p.capture_id, sum(p.fen) AS fen, max(COALESCE(b.received_at, c.captured_at)) AS at
           FROM payments p LEFT JOIN bank_receipts b ON b.id = p.receipt_id
           LEFT JOIN provider_captures c ON c.id = p.capture_id
          WHERE p.request_id = $1 GROUP BY p.receipt_id, p.capture_id),
       taken AS (
         SELECT d.receipt_id, d.capture_id, d.fen FROM refunds f JOIN refund_payments d ON d.refund_id = f.id
          WHERE f.request_id = $1
         UNION ALL SELECT NULL, x.capture_id, x.held_fen + x.payable_fen + x.owed_fen
           FROM provider_captures c JOIN capture_disputes x ON x.capture_id = c.id
          WHERE c.request_id = $1 AND x.state <> 'WON')
       SELECT receipt_id AS "receiptId", capture_id AS "captureId",
              (brought.fen - COALESCE((SELECT sum(taken.fen) FROM taken
                                        WHERE COALESCE(taken.receipt_id, taken.capture_id)
                                            = COALESCE(brought.receipt_id, brought.capture_id)), 0))::bigint AS "leftFen"
         FROM brought ORDER BY at DESC, COALESCE(receipt_id, capture_id) DESC`,
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

  /** What of a capture was due back when a dispute over it was decided, and cannot go back by the provider, oldest first. */
  async failedOf(reader: Reader, captureId: string, decidedAt: Date): Promise<RefundPart[]> {
    return reader.query<RefundPart>(
      `SELECT ${PAYMENT} FROM refund_payments
        WHERE capture_id = $1 AND state = 'FAILED' AND requested_at <= $2 ORDER BY requested_at, id`,
      [captureId, decidedAt],
    );
  }

  async markPaid(
    tx: Tx,
    payment: RefundPayment,
    bank: Pick<RefundPayment, 'state' | 'bankReference' | 'paidAt' | 'confirmedBy' | 'byStatement'>,
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
    // A provider is asked by a job; finance hears only where it fails.
    for (const { id, captureId } of payments)
      if (captureId === null) await this.tasks.open(tx, 'PAY_REFUND', id);
    await this.sendingBack.ask(tx, payments);
  }
}

function paymentOf(
  tx: Tx,
  part: Pick<RefundPayment, 'refundId' | 'suspenseReturnId' | 'receiptId' | 'captureId' | 'fen'>,
): RefundPayment {
  const open = {
    attempt: 1,
    disputeId: null,
    bankReference: null,
    paidAt: null,
    confirmedBy: null,
    failureReason: null,
    byStatement: false,
  };
  return { ...part, ...open, id: randomUUID(), state: 'PROCESSING', requestedAt: tx.at, version: 1 };
}

function notThere(): never {
  throw notFound();
}
