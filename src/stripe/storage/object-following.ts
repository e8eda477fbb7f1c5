import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Database } from '../../platform/index';
import { DisputeFollowing } from './dispute-following';
import { IntentFollowing } from './intent-following';
import { IntentRows } from './intent-rows';
import { RefundFollowing } from './refund-following';
import { StripeRefundRows } from './refund-rows';
import { idOf } from './stripe-client';

/** From an object of Stripe to our row: always by an id we have stored, never by what the object says about itself. */
@Injectable()
export class ObjectFollowing {
  constructor(
    private readonly database: Database,
    private readonly intents: IntentRows,
    private readonly refunds: StripeRefundRows,
    private readonly intentFollowing: IntentFollowing,
    private readonly refundFollowing: RefundFollowing,
    private readonly disputes: DisputeFollowing,
  ) {}

  /** False: none of ours. Null: of a kind that means nothing to us. */
  async follow(sdk: Stripe, kind: string, id: string): Promise<boolean | null> {
    if (kind === 'payment_intent') return this.intent(id);
    if (kind === 'charge') return this.charge(sdk, id);
    if (kind === 'refund') return this.refund(id);
    if (kind === 'dispute') return this.disputes.follow(sdk, id);
    if (kind === 'transfer') return this.transfer(id);
    return null;
  }

  async charge(sdk: Stripe, id: string): Promise<boolean> {
    const { payment_intent: intent } = await sdk.charges.retrieve(id, {});
    return this.intent(idOf(intent) ?? '');
  }

  async refund(providerId: string): Promise<boolean> {
    const refund = await this.refunds.byProviderId(this.database, providerId);
    if (refund) await this.refundFollowing.follow(refund.id);
    return refund !== null;
  }

  /** Ours are asked for by ourselves, and their end is in the answer. */
  private async transfer(providerId: string): Promise<boolean> {
    const sql = 'SELECT FROM stripe_transfers WHERE provider_id = $1';
    return (await this.database.query(sql, [providerId])).length > 0;
  }

  private async intent(providerId: string): Promise<boolean> {
    const intent = await this.intents.byProviderId(this.database, providerId);
    if (intent) await this.intentFollowing.follow(intent.id);
    return intent !== null;
  }
}
