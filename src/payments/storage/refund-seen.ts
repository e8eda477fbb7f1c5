import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, type Reader, type Tx } from '../../platform/index';
import { paymentsRefusals } from '../domain/payments.refusals';
import { RefundCompletion } from './refund-completion';

export interface SeenRefund {
  readonly fen: bigint;
  /** Keyed hash of the account the money went to. */
  readonly accountHash: string;
  readonly at: Date;
  readonly reference: string;
}

/** What a debit has paid: the refund, or the transfer of one that was sent again. */
export type PaidTarget = { readonly refundPaymentId: string } | { readonly transferId: string };

/** Finds the refund that a debit of the statement has paid. */
@Injectable()
export class RefundSeen {
  constructor(
    private readonly completion: RefundCompletion,
    private readonly audit: Audit,
  ) {}

  /** Confirmed by hand on this business day, or with the bank's own reference. */
  async paid(tx: Tx, seen: SeenRefund): Promise<PaidTarget[]> {
    await lockPayee(tx, seen);
    const rows = await tx.query<{ id: string }>(
      `SELECT d.id FROM refund_payments d JOIN bank_receipts b ON b.id = d.receipt_id
        WHERE d.state = 'DONE' AND d.fen = $1 AND b.payer_account_hash = $2 AND (d.bank_reference = $4
          OR (d.paid_at AT TIME ZONE 'Asia/Shanghai')::date = ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
        ORDER BY d.bank_reference = $4 DESC, d.paid_at, d.id`,
      [String(seen.fen), seen.accountHash, seen.at, seen.reference],
    );
    return Promise.all(rows.map(({ id }) => this.target(tx, id)));
  }

  /** The first line that paid it stands by the refund itself. */
  private async target(reader: Reader, refundPaymentId: string): Promise<PaidTarget> {
    const [again] = await reader.query<{ transferId: string }>(
      `SELECT t.id AS "transferId" FROM refund_payments d JOIN ledger_transfers t ON t.key = 'refund-paid:' || d.id || ':' || d.attempt
        WHERE d.id = $1 AND d.attempt > 1`,
      [refundPaymentId],
    );
    return again ?? { refundPaymentId };
  }

  /** Before one is confirmed by hand. Refuses REFUND_ON_STATEMENT where a statement has told this transfer already. */
  async requireUntold(tx: Tx, refundPaymentId: string, at: Date): Promise<void> {
    const [payee] = await tx.query<{ fen: bigint; accountHash: string }>(
      `SELECT d.fen, b.payer_account_hash AS "accountHash" FROM refund_payments d JOIN bank_receipts b ON b.id = d.receipt_id
        WHERE d.id = $1`,
      [refundPaymentId],
    );
    if (!payee) return;
    await lockPayee(tx, payee);
    const told = await tx.query(
      `SELECT FROM refund_payments d JOIN bank_receipts b ON b.id = d.receipt_id
        WHERE d.by_statement AND d.id <> $4 AND d.fen = $1 AND b.payer_account_hash = $2
          AND (d.paid_at AT TIME ZONE 'Asia/Shanghai')::date = ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date`,
      [String(payee.fen), payee.accountHash, at, refundPaymentId],
    );
    if (told.length > 0) refuse(paymentsRefusals.REFUND_ON_STATEMENT(['bankReference']));
  }

  /** Of several equal ones the oldest; a refund asked for after the money went is not the one. Null where none is due. */
  async complete(
    tx: Tx,
    seen: SeenRefund,
    by: { reference: string; memberId: string },
  ): Promise<PaidTarget | null> {
    await lockPayee(tx, seen);
    const [due] = await tx.query<{ id: string; version: number; requestedAt: Date }>(
      `SELECT d.id, d.version, d.requested_at AS "requestedAt" FROM refund_payments d JOIN bank_receipts b ON b.id = d.receipt_id
        WHERE d.state = 'PROCESSING' AND d.fen = $1 AND b.payer_account_hash = $2
          AND (d.requested_at AT TIME ZONE 'Asia/Shanghai')::date <= ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
        ORDER BY d.requested_at, d.id LIMIT 1`,
      [String(seen.fen), seen.accountHash, seen.at],
    );
    if (!due) return null;
    const bank = {
      bankReference: by.reference,
      paidAt: seen.at < due.requestedAt ? due.requestedAt : seen.at, // many banks print the day only
      confirmedBy: by.memberId,
      byStatement: true,
    };
    const paid = { refundPaymentId: due.id, expectedVersion: due.version, bank };
    const { payment, orderId } = await this.completion.complete(tx, paid);
    const { refundId, suspenseReturnId, fen } = payment;
    await this.audit.record(tx, {
      actor: null,
      action: 'confirmRefundPaid',
      subjectKind: 'RefundPayment',
      subjectId: due.id,
      fromState: payment.state,
      toState: 'DONE',
      reason: 'STATEMENT',
      data: { refundId, suspenseReturnId, orderId, fen: String(fen), bankReference: by.reference },
    });
    return this.target(tx, due.id);
  }
}

/** Two debits of one payee are told apart one after the other. */
export async function lockPayee(tx: Tx, { accountHash }: Pick<SeenRefund, 'accountHash'>): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1019))', [`payee:${accountHash}`]);
}
