import { Injectable } from '@nestjs/common';
import { Role } from '../../organizations/index';
import { Database, FieldCipher, hasRole, notFound, type Actor } from '../../platform/index';
import type { RefundReason } from '../domain/payment-request';
import type { RefundPaymentState } from '../domain/refund-payment.states';
import type { ReturnReason } from '../domain/return-reasons';
import type { RefundPaymentType } from './refund-payment.type';
import { yuan } from './yuan';

export interface RefundPaymentRow {
  id: string;
  version: number;
  refund_id: string | null;
  suspense_return_id: string | null;
  receipt_id: string | null;
  capture_id: string | null;
  order_id: string | null;
  fen: bigint;
  reason: RefundReason | null;
  return_reason: ReturnReason | null;
  state: RefundPaymentState;
  payer_name_encrypted: string | null;
  payer_account_last_four: string | null;
  failure_reason: string | null;
  bank_reference: string | null;
  requested_at: Date;
  paid_at: Date | null;
}

export const REFUND_PAYMENTS = `
  SELECT d.id, d.version, d.refund_id, d.suspense_return_id, d.receipt_id, d.capture_id, COALESCE(r.subject_id, q.subject_id) AS order_id, d.fen, f.reason,
         s.reason AS return_reason, d.state, b.payer_name_encrypted, b.payer_account_last_four, d.failure_reason, d.bank_reference, d.requested_at, d.paid_at
    FROM refund_payments d LEFT JOIN bank_receipts b ON b.id = d.receipt_id
    LEFT JOIN provider_captures c ON c.id = d.capture_id LEFT JOIN payment_requests q ON q.id = c.request_id
    LEFT JOIN refunds f ON f.id = d.refund_id LEFT JOIN payment_requests r ON r.id = f.request_id
    LEFT JOIN suspense_returns s ON s.id = d.suspense_return_id`;

@Injectable()
export class RefundPaymentReader {
  constructor(
    private readonly database: Database,
    private readonly cipher: FieldCipher,
  ) {}

  async find(actor: Actor, id: string): Promise<RefundPaymentType> {
    const row = await this.database.one<RefundPaymentRow>(`${REFUND_PAYMENTS} WHERE d.id = $1`, [id]);
    if (!row) throw notFound();
    return this.shown(actor, row);
  }

  /** The payee is named only to those who pay, and only while there is something to pay; the account is seen by `revealPayerAccount`. */
  shown(actor: Actor, row: RefundPaymentRow): RefundPaymentType {
    const pays = hasRole(actor, Role.FINANCE) && row.state !== 'DONE';
    return {
      id: row.id,
      version: row.version,
      refundId: row.refund_id,
      suspenseReturnId: row.suspense_return_id,
      receiptId: row.receipt_id,
      orderId: row.order_id,
      amount: yuan(row.fen),
      reason: row.reason,
      returnReason: row.return_reason,
      state: row.state,
      channel: row.capture_id === null ? 'TRANSFER' : 'ONLINE',
      payeeName:
        pays && row.payer_name_encrypted !== null ? this.cipher.decrypt(row.payer_name_encrypted) : null,
      payeeAccount: row.payer_account_last_four === null ? null : `****${row.payer_account_last_four}`,
      failureReason: row.failure_reason,
      bankReference: row.bank_reference,
      requestedAt: row.requested_at,
      paidAt: row.paid_at,
    };
  }
}
