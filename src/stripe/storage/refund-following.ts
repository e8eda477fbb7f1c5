import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Database } from '../../platform/index';
import { numberForStripe } from '../domain/intent.rules';
import { IntentRows } from './intent-rows';
import { ReversalFollowing } from './reversal-following';
import { StripeRefundRows } from './refund-rows';
import { RefundMarks, type ShownRefund } from './refund-marks';
import { StripeClient, finalRefusal, hasBrokenDown, keyOf } from './stripe-client';
import type { StripeRefund } from './stripe-refund.entity';

/** Sends a part of a refund back by Stripe and follows it to its end, which is not always the first one. */
@Injectable()
export class RefundFollowing {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly rows: StripeRefundRows,
    private readonly intents: IntentRows,
    private readonly marks: RefundMarks,
    private readonly reversals: ReversalFollowing,
  ) {}

  async follow(id: string): Promise<void> {
    const refund = await this.rows.find(this.database, id);
    if (!refund || refund.state === 'FAILED' || refund.state === 'DIFFERS') return;
    const { sdk } = this.stripe;
    const { providerId } = refund;
    await this.marks.apply(
      refund,
      providerId === null ? await this.ask(sdk, refund) : await this.look(sdk, providerId),
    );
  }

  private async look(sdk: Stripe, providerId: string): Promise<ShownRefund> {
    return sdk.refunds.retrieve(providerId, {}).catch((error: unknown) => {
      if (this.stripe.hasForgotten(error)) return { refusedWith: 'forgotten' };
      throw error;
    });
  }

  private async ask(sdk: Stripe, refund: StripeRefund): Promise<ShownRefund> {
    await this.reversals.ofCapture(refund.intentId);
    const intent = await this.intents.find(this.database, refund.intentId);
    const parameters: Stripe.RefundCreateParams = {
      payment_intent: intent?.providerId ?? '',
      amount: numberForStripe(refund.fen),
      metadata: { refund: refund.id },
    };
    // Another key than before, or one that Stripe has forgotten: was it made without our hearing of it?
    if (refund.tries > 0 || this.marks.isStale(refund)) {
      const made = await this.madeBefore(sdk, refund, parameters.payment_intent ?? '');
      if (made) return made;
    }
    try {
      return await sdk.refunds.create(parameters, { idempotencyKey: keyOf('refund', refund) });
    } catch (error) {
      if (hasBrokenDown(error)) await this.marks.countTry(refund);
      const refusedWith = finalRefusal(error);
      if (refusedWith === null) throw error;
      return { refusedWith };
    }
  }

  private async madeBefore(
    sdk: Stripe,
    { id, fen }: StripeRefund,
    intent: string,
  ): Promise<Stripe.Refund | null> {
    for await (const one of sdk.refunds.list({ payment_intent: intent, limit: 100 }))
      if (one.metadata?.['refund'] === id && BigInt(one.amount) === fen) return one;
    return null;
  }
}
