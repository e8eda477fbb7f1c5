import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { ProviderMoney } from '../../payments/index';
import { Clock, Transactions, type Tx } from '../../platform/index';
import { isTooOldToAsk, lookAgainAt } from '../domain/intent.rules';
import { stripeRefundStates } from '../domain/stripe-refund.states';
import type { StripeIntent } from './intent.entity';
import { IntentRows } from './intent-rows';
import { StripeRefundRows } from './refund-rows';
import { codeOf, idOf } from './stripe-client';
import { StripeRefund } from './stripe-refund.entity';

/** What Stripe shows of a refund, or the code with which it will never make it. */
export type ShownRefund = Stripe.Refund | { readonly refusedWith: string };

/** Books what a refund has come to: payments hears of it in the same transaction. */
@Injectable()
export class RefundMarks {
  constructor(
    private readonly transactions: Transactions,
    private readonly intents: IntentRows,
    private readonly rows: StripeRefundRows,
    private readonly money: ProviderMoney,
    private readonly clock: Clock,
  ) {}

  isStale({ askedAt }: StripeRefund): boolean {
    return isTooOldToAsk(askedAt, this.clock.now());
  }

  async countTry(refund: StripeRefund): Promise<void> {
    await this.transactions.run((tx) => this.rows.countTry(tx, refund));
  }

  async apply({ id, intentId }: StripeRefund, shown: ShownRefund): Promise<void> {
    await this.transactions.run(async (tx) => {
      const intent = await this.intents.find(tx, intentId);
      await this.money.payableUnderLock(tx, intent?.requestId ?? '');
      const row = await this.rows.find(tx, id);
      if (!row || row.state === 'FAILED' || row.state === 'DIFFERS') return;
      if ('refusedWith' in shown) return this.fail(tx, row, null, shown.refusedWith);
      if (!isWhatWeAskedFor(row, intent, shown)) return this.differ(tx, row, shown);
      await this.mark(tx, row, shown);
    });
  }

  private async mark(tx: Tx, row: StripeRefund, shown: Stripe.Refund): Promise<void> {
    if (shown.status === 'failed' || shown.status === 'canceled')
      return this.fail(tx, row, shown.id, codeOf(shown.failure_reason ?? shown.status));
    if (row.state === 'SUCCEEDED') return;
    if (shown.status !== 'succeeded') {
      const state = stripeRefundStates.next(row.state, 'wait');
      const lookAgain = { lookAgainAt: lookAgainAt(row.askedAt, tx.at) };
      await tx.change(StripeRefund, row, { ...lookAgain, state, providerId: shown.id });
      return;
    }
    const state = stripeRefundStates.next(row.state, 'succeed');
    await tx.change(StripeRefund, row, { state, providerId: shown.id });
    await this.money.refundSent(tx, newsOf(tx, row, shown.id));
  }

  /** Money may have gone, and nobody knows how much of it: it is neither booked nor sent again. */
  private async differ(tx: Tx, row: StripeRefund, shown: Stripe.Refund): Promise<void> {
    const state = stripeRefundStates.next(row.state, 'differ');
    await tx.change(StripeRefund, row, { state, providerId: shown.id, failureCode: 'differs' });
  }

  private async fail(
    tx: Tx,
    row: StripeRefund,
    reference: string | null,
    failureCode: string,
  ): Promise<void> {
    const state = stripeRefundStates.next(row.state, 'fail');
    await tx.change(StripeRefund, row, { state, providerId: reference ?? row.providerId, failureCode });
    await this.money.refundFailed(tx, newsOf(tx, row, reference ?? row.id), failureCode);
  }
}

function isWhatWeAskedFor(row: StripeRefund, intent: StripeIntent | null, shown: Stripe.Refund): boolean {
  return (
    shown.id === (row.providerId ?? shown.id) &&
    idOf(shown.payment_intent) === intent?.providerId &&
    shown.currency === 'cny' &&
    BigInt(shown.amount) === row.fen
  );
}

function newsOf(tx: Tx, { refundPaymentId, attempt }: StripeRefund, reference: string) {
  return { refundPaymentId, attempt, reference, at: tx.at };
}
