import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Ledger, moving } from '../../ledger/index';
import { Events, type Tx } from '../../platform/index';
import { REFUND_DONE } from '../domain/payments.events';
import { paymentsRefusals } from '../domain/payments.refusals';
import { refundPaymentStates } from '../domain/refund-payment.states';
import { BuyerNotices } from './buyer-notices';
import { bankAccount, orderAccount } from './order-accounts';
import type { RefundPayment } from './refund-payment.entity';
import { RefundRows } from './refund-rows';
import { RequestRows } from './request-rows';

export interface PaidBack {
  readonly refundPaymentId: string;
  readonly expectedVersion: number;
  readonly bank: Pick<RefundPayment, 'bankReference' | 'paidAt' | 'confirmedBy'> & { readonly paidAt: Date };
}

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

  async complete(tx: Tx, { refundPaymentId, expectedVersion, bank }: PaidBack) {
    const refund = await this.refunds.refundOf(tx, await this.refunds.payment(tx, refundPaymentId));
    const request = await this.requests.lockById(tx, refund.requestId);
    const payment = await this.refunds.payment(tx, refundPaymentId);
    tx.expectVersion(payment, expectedVersion);
    const state = refundPaymentStates.next(payment.state, 'confirmPaid');
    await this.requireFreeReference(tx, bank.bankReference);
    await this.refunds.markPaid(tx, payment, { ...bank, state });
    await this.ledger.post(tx, {
      key: `refund-paid:${payment.id}`,
      kind: 'REFUND_PAID',
      subject: { kind: 'ORDER', id: request.subjectId },
      eventAt: bank.paidAt,
      entries: moving(payment.fen, orderAccount(request, 'REFUND_DUE'), bankAccount),
    });
    const orderId = request.subjectId;
    if (await this.refunds.isDone(tx, refund.id)) {
      const payload = { orderId, refundId: refund.id, fen: String(refund.fen) };
      await this.notices.send(tx, 'REFUND_DONE', request, refund.fen);
      await this.events.publish(tx, { stream: `order:${orderId}`, kind: REFUND_DONE, payload });
    }
    return { refundId: refund.id, orderId, fen: payment.fen, fromState: payment.state };
  }

  /** The lock keeps two confirmations with one reference apart; the unique index stands behind it. */
  private async requireFreeReference(tx: Tx, reference: string | null): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1017))', [`refund-bank:${reference}`]);
    const used = await tx.query('SELECT id FROM refund_payments WHERE bank_reference = $1', [reference]);
    if (used.length > 0) refuse(paymentsRefusals.BANK_REFERENCE_REUSED(['bankReference']));
  }
}
