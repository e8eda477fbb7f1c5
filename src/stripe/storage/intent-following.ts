import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { ProviderMoney } from '../../payments/index';
import { Database, Transactions, type StripeSettings, type Tx } from '../../platform/index';
import { numberForStripe } from '../domain/intent.rules';
import type { StripeIntent } from './intent.entity';
import { IntentMarks } from './intent-marks';
import { IntentRows } from './intent-rows';
import { StripeClient, atSecond, codeOf, finalRefusal, hasBrokenDown, idOf, keyOf } from './stripe-client';

const CLOCKS_DIFFER_SECONDS = 3600;
const CANCELLABLE = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action']);

/** Asks Stripe for what our row says, looks at what became of it, and books what is final. Every call is outside, every write inside. */
@Injectable()
export class IntentFollowing {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: IntentRows,
    private readonly money: ProviderMoney,
    private readonly marks: IntentMarks,
  ) {}

  async follow(id: string): Promise<void> {
    const intent = await this.rows.find(this.database, id);
    if (!intent || intent.endedAt !== null) return;
    const { sdk } = this.stripe;
    const found = intent.providerId === null ? await this.ask(sdk, intent) : await this.look(sdk, intent);
    if (!found) return;
    const shown = await this.stopped(sdk, intent, found);
    await this.transactions.run((tx) => this.apply(tx, intent, shown));
  }

  /** What differs can never be credited: as long as it is ours and unpaid, it is cancelled, so that nobody pays it. */
  private async stopped(
    sdk: Stripe,
    intent: StripeIntent,
    shown: Stripe.PaymentIntent,
  ): Promise<Stripe.PaymentIntent> {
    const isOurs = this.stripe.isOurs(shown) && shown.id === (intent.providerId ?? shown.id);
    return isOurs && CANCELLABLE.has(shown.status) && !this.isWhatWeAskedFor(intent, shown)
      ? this.cancel(sdk, intent, shown)
      : shown;
  }

  private async ask(sdk: Stripe, intent: StripeIntent): Promise<Stripe.PaymentIntent | null> {
    // Never handed out, so nobody can pay it, also where Stripe has made it without our hearing of it.
    if (this.marks.isStale(intent)) return this.end(intent, 'expire', 'not_answered');
    const methods = intent.methods.split(',') as StripeSettings['methods'][number][];
    const parameters: Stripe.PaymentIntentCreateParams = {
      amount: numberForStripe(intent.fen),
      currency: 'cny',
      allowed_payment_method_types: methods,
      capture_method: 'automatic', // held money is captured money, never an open authorization
      metadata: { intent: intent.id },
      ...(methods.includes('wechat_pay') && { payment_method_options: { wechat_pay: { client: 'web' } } }),
    };
    try {
      const made = intent.tries > 0 ? await this.madeBefore(sdk, intent) : null;
      return (
        made ?? (await sdk.paymentIntents.create(parameters, { idempotencyKey: keyOf('intent', intent) }))
      );
    } catch (error) {
      if (hasBrokenDown(error)) await this.transactions.run((tx) => this.rows.countTry(tx, intent));
      const code = finalRefusal(error);
      if (code === null) throw error;
      return this.end(intent, 'fail', code);
    }
  }

  /** Made although we were told otherwise: its label was ours to set, and its amount is compared again. */
  private async madeBefore(sdk: Stripe, { id, fen, startedAt }: StripeIntent) {
    const gte = Math.floor(startedAt.getTime() / 1000) - CLOCKS_DIFFER_SECONDS;
    for await (const one of sdk.paymentIntents.list({ created: { gte }, limit: 100 }))
      if (one.metadata['intent'] === id && BigInt(one.amount) === fen) return one;
    return null;
  }

  private async look(sdk: Stripe, intent: StripeIntent): Promise<Stripe.PaymentIntent | null> {
    const id = intent.providerId ?? '';
    const shown = await sdk.paymentIntents
      .retrieve(id, { expand: ['latest_charge'] })
      .catch((error: unknown) => {
        if (this.stripe.hasForgotten(error)) return null;
        throw error;
      });
    if (shown === null) return this.end(intent, 'expire', 'forgotten');
    const payable = await this.money.payableOf(this.database, intent.requestId);
    if (!CANCELLABLE.has(shown.status) || !this.marks.isUnwanted(intent, payable)) return shown;
    return this.cancel(sdk, intent, shown);
  }

  private cancel(
    sdk: Stripe,
    intent: StripeIntent,
    shown: Stripe.PaymentIntent,
  ): Promise<Stripe.PaymentIntent> {
    return sdk.paymentIntents
      .cancel(shown.id, { expand: ['latest_charge'] }, { idempotencyKey: `cancel:${intent.id}` })
      .catch((error: unknown) => {
        if (finalRefusal(error) === null) throw error; // paid in the meantime: the next look says so
        return shown;
      });
  }

  private async end(intent: StripeIntent, verb: 'expire' | 'fail', code: string): Promise<null> {
    await this.transactions.run(async (tx) => {
      const row = await this.marks.lock(tx, intent);
      if (row.endedAt === null && row.state === intent.state) await this.marks.end(tx, row, verb, code);
    });
    return null;
  }

  /** What was final before stays as it is: older answers and repeated ones change nothing. */
  private async apply(tx: Tx, { id, requestId }: StripeIntent, shown: Stripe.PaymentIntent): Promise<void> {
    const row = await this.marks.lock(tx, { id, requestId });
    if (row.endedAt !== null) return;
    if (!this.isWhatWeAskedFor(row, shown))
      return this.marks.end(tx, row, 'differ', 'differs', row.providerId ?? shown.id);
    if (shown.status === 'succeeded') return this.succeed(tx, row, shown);
    if (shown.status === 'canceled')
      return this.marks.end(tx, row, 'expire', codeOf(shown.cancellation_reason));
    await this.marks.wait(tx, row, shown);
  }

  private async succeed(tx: Tx, row: StripeIntent, shown: Stripe.PaymentIntent): Promise<void> {
    const charge = shown.latest_charge;
    const reference = idOf(charge);
    if (reference === null) throw new Error(`intent ${row.id} succeeded without a charge`);
    const at = charge !== null && typeof charge === 'object' ? atSecond(charge.created) : tx.at;
    await this.marks.end(tx, row, 'succeed', null, shown.id);
    await this.money.captured(tx, { id: row.id, requestId: row.requestId, reference, fen: row.fen, at });
  }

  private isWhatWeAskedFor(row: StripeIntent, shown: Stripe.PaymentIntent): boolean {
    const received = shown.status === 'succeeded' ? shown.amount_received : shown.amount;
    return (
      this.stripe.isOurs(shown) &&
      shown.id === (row.providerId ?? shown.id) &&
      shown.currency === 'cny' &&
      BigInt(shown.amount) === row.fen &&
      BigInt(received) === row.fen
    );
  }
}
