import { Injectable } from '@nestjs/common';
import { Ledger, moving, type LedgerAccount } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { refundPaymentStates } from '../domain/refund-payment.states';
import { FinanceTasks } from './finance-tasks';
import { LostDisputes } from './lost-disputes';
import { orderAccount, providerAccount, returnAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import { RefundCompletion } from './refund-completion';
import { RefundPayment } from './refund-payment.entity';
import { RefundRows, type Refund } from './refund-rows';
import { RequestRows } from './request-rows';

/** What the provider says about one attempt to send a part back. */
export interface RefundNews {
  readonly refundPaymentId: string;
  readonly attempt: number;
  /** The provider's id of it. */
  readonly reference: string;
  readonly at: Date;
}

interface Locked {
  readonly payment: RefundPayment;
  readonly due: LedgerAccount;
  readonly subject: { readonly kind: string; readonly id: string };
  /** What brought the money. */
  readonly request: PaymentRequest;
  /** None where it never was the order’s. */
  readonly refund: Refund | null;
}

/** Parts of refunds that go back by the provider: each attempt is sent once and fails once, in whatever order it is told. */
@Injectable()
export class ProviderRefunds {
  constructor(
    private readonly requests: RequestRows,
    private readonly refunds: RefundRows,
    private readonly completion: RefundCompletion,
    private readonly ledger: Ledger,
    private readonly tasks: FinanceTasks,
    private readonly lost: LostDisputes,
  ) {}

  async sent(tx: Tx, news: RefundNews): Promise<void> {
    const locked = await this.lock(tx, news.refundPaymentId);
    const { payment, request, refund } = locked;
    if (payment.attempt !== news.attempt || payment.state !== 'PROCESSING') return;
    const state = refundPaymentStates.next(payment.state, 'sendByProvider');
    const said = { bankReference: news.reference, paidAt: news.at, confirmedBy: null, byStatement: false };
    await this.refunds.markPaid(tx, payment, { ...said, state });
    await this.post(tx, locked, news.at);
    if (refund) await this.completion.tellIfDone(tx, request, refund);
  }

  /** Also after it was sent: the card's bank may not take the money, and the provider then has it again. */
  async failed(tx: Tx, news: RefundNews, failureReason: string): Promise<void> {
    const locked = await this.lock(tx, news.refundPaymentId);
    const { payment, request, refund } = locked;
    if (payment.attempt !== news.attempt || payment.state === 'FAILED') return;
    const state = refundPaymentStates.next(payment.state, 'failAtProvider');
    if (payment.state === 'DONE') await this.takeBack(tx, locked, news.at);
    if (refund) await this.completion.tellIfUndone(tx, request, refund);
    const gone = { bankReference: null, paidAt: null, confirmedBy: null };
    await tx.change(RefundPayment, payment, { ...gone, state, failureReason });
    await this.tasks.open(tx, 'PAY_REFUND', payment.id);
    await this.lost.payBack(tx, request, payment.captureId ?? '');
  }

  private async post(tx: Tx, { payment, due, subject }: Locked, eventAt: Date): Promise<string> {
    const { transferId } = await this.ledger.post(tx, {
      key: `refund-sent:${payment.id}:${payment.attempt}`,
      kind: 'PROVIDER_REFUND',
      subject,
      eventAt,
      entries: moving(payment.fen, due, providerAccount),
    });
    return transferId;
  }

  private async takeBack(tx: Tx, locked: Locked, eventAt: Date): Promise<void> {
    const { payment, due, subject } = locked;
    await this.ledger.post(tx, {
      key: `refund-failed:${payment.id}:${payment.attempt}`,
      kind: 'PROVIDER_REFUND_FAILED',
      subject,
      eventAt,
      reversalOf: await this.post(tx, locked, eventAt), // the same posting again answers with the first
      entries: moving(payment.fen, providerAccount, due),
    });
  }

  /** The lock of the request that was paid keeps two tellers apart, also over what never was its order’s. */
  private async lock(tx: Tx, id: string): Promise<Locked> {
    const { refundId, captureId } = await this.refunds.payment(tx, id);
    if (captureId === null) throw new Error(`refund payment ${id} does not go back by the provider`);
    const [capture] = await tx.query<{ request_id: string }>(
      'SELECT request_id FROM provider_captures WHERE id = $1',
      [captureId],
    );
    const request = await this.requests.lockById(tx, capture?.request_id ?? '');
    const payment = await this.refunds.payment(tx, id);
    if (refundId === null) {
      const subject = { kind: 'CAPTURE', id: captureId };
      return { payment, due: returnAccount(captureId), subject, request, refund: null };
    }
    const refund = await this.refunds.get(tx, refundId);
    const subject = { kind: 'ORDER', id: request.subjectId };
    return { payment, due: orderAccount(request, 'REFUND_DUE'), subject, request, refund };
  }
}
