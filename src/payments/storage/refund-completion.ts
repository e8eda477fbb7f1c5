import { Injectable } from '@nestjs/common';
import { paidOnceDue, requireByHand } from '../domain/refund-payment.rules';
import { refuse } from '../../../libs/workflow/src/index';
import { Ledger, moving, type LedgerAccount } from '../../ledger/index';
import { Events, type Tx } from '../../platform/index';
import { REFUND_DONE, REFUND_UNDONE, type RefundDone } from '../domain/payments.events';
import { paymentsRefusals } from '../domain/payments.refusals';
import { refundPaymentStates } from '../domain/refund-payment.states';
import { BuyerNotices } from './buyer-notices';
import { bankAccount, orderAccount, returnAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import type { RefundPayment } from './refund-payment.entity';
import { RefundRows, type Refund } from './refund-rows';
import { RequestRows } from './request-rows';

export interface PaidBack {
  readonly refundPaymentId: string;
  readonly expectedVersion: number;
  readonly bank: Pick<RefundPayment, 'bankReference' | 'paidAt' | 'confirmedBy' | 'byStatement'> & {
    readonly paidAt: Date;
  };
}

/** A payment as it stood before, and the order it belongs to, if any. */
export interface PaidPayment {
  readonly payment: RefundPayment;
  readonly orderId: string | null;
}

/** Of the posting: one for each time it was sent. */
export const paidKey = ({ id, attempt }: Pick<RefundPayment, 'id' | 'attempt'>): string =>
  attempt === 1 ? `refund-paid:${id}` : `refund-paid:${id}:${attempt}`;

/** The money has left the bank; with the last part the refund is done. */
@Injectable()
export class RefundCompletion {
  constructor(
    private readonly requests: RequestRows,
    private readonly refunds: RefundRows,
    private readonly ledger: Ledger,
    private readonly events: Events,
    private readonly notices: BuyerNotices,
  ) {}

  async complete(tx: Tx, paid: PaidBack): Promise<PaidPayment> {
    const found = await this.refunds.payment(tx, paid.refundPaymentId);
    requireByHand(found);
    if (found.refundId !== null) return this.payRefund(tx, found.refundId, paid);
    const id = found.receiptId ?? '';
    const payment = await this.pay(tx, paid, { kind: 'RECEIPT', id }, returnAccount(id));
    return { payment, orderId: null };
  }

  /** Under the lock of the request, so that the order hears once of the last part. */
  private async payRefund(tx: Tx, refundId: string, paid: PaidBack): Promise<PaidPayment> {
    const refund = await this.refunds.get(tx, refundId);
    const request = await this.requests.lockById(tx, refund.requestId);
    const due = orderAccount(request, 'REFUND_DUE');
    const payment = await this.pay(tx, paid, { kind: 'ORDER', id: request.subjectId }, due);
    await this.tellIfDone(tx, request, refund);
    return { payment, orderId: request.subjectId };
  }

  /** Under the request's lock. */
  async tellIfDone(tx: Tx, request: PaymentRequest, { id, fen }: Refund): Promise<void> {
    if (!(await this.refunds.isDone(tx, id))) return;
    const orderId = request.subjectId;
    const payload = { orderId, refundId: id, fen: String(fen) } satisfies RefundDone;
    await this.notices.send(tx, 'REFUND_DONE', request, fen);
    await this.events.publish(tx, { stream: `order:${orderId}`, kind: REFUND_DONE, payload });
  }

  /** Under the request's lock, before the part changes: whoever was told that the refund is done hears that it is not. */
  async tellIfUndone(tx: Tx, request: PaymentRequest, { id, fen }: Refund): Promise<void> {
    if (!(await this.refunds.isDone(tx, id))) return;
    const orderId = request.subjectId;
    const payload = { orderId, refundId: id, fen: String(fen) } satisfies RefundDone;
    await this.events.publish(tx, { stream: `order:${orderId}`, kind: REFUND_UNDONE, payload });
  }

  /** The bank has sent a part back: also the buyer has to see to his account. */
  async tellReturned(tx: Tx, request: PaymentRequest, refund: Refund, fen: bigint): Promise<void> {
    await this.tellIfUndone(tx, request, refund);
    await this.notices.send(tx, 'REFUND_RETURNED', request, fen);
  }

  private async pay(
    tx: Tx,
    { refundPaymentId, expectedVersion, bank }: PaidBack,
    subject: { kind: string; id: string },
    due: LedgerAccount,
  ): Promise<RefundPayment> {
    const payment = await this.refunds.payment(tx, refundPaymentId);
    tx.expectVersion(payment, expectedVersion);
    const state = refundPaymentStates.next(payment.state, 'confirmPaid');
    const paidAt = paidOnceDue(bank.paidAt, payment.requestedAt);
    await this.requireFreeReference(tx, bank.bankReference);
    await this.refunds.markPaid(tx, payment, { ...bank, paidAt, state });
    await this.ledger.post(tx, {
      key: paidKey(payment),
      kind: 'REFUND_PAID',
      subject,
      eventAt: paidAt,
      entries: moving(payment.fen, due, bankAccount),
    });
    return payment;
  }

  /** The lock keeps two confirmations with one reference apart; the unique index stands behind it. */
  private async requireFreeReference(tx: Tx, reference: string | null): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1017))', [`refund-bank:${reference}`]);
    const used = await tx.query('SELECT id FROM refund_payments WHERE bank_reference = $1', [reference]);
    if (used.length > 0) refuse(paymentsRefusals.BANK_REFERENCE_REUSED(['bankReference']));
  }
}
