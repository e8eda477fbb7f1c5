import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Database, Transactions } from '../../platform/index';
import { IntentFollowing } from './intent-following';
import { IntentRows } from './intent-rows';
import { ReversalPlanning } from './reversal-planning';
import { StripeClient, atSecond, idOf } from './stripe-client';

/** Only an inquiry: the bank asks, and takes nothing. */
const ONLY_ASKED = /^warning_|^prevented$/;

/** Takes what is disputed out of its order, and gives it back or lets it go when the bank has decided. */
@Injectable()
export class DisputeFollowing {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly intents: IntentRows,
    private readonly following: IntentFollowing,
    private readonly reversals: ReversalPlanning,
  ) {}

  /** False where it disputes nothing of ours. */
  async follow(sdk: Stripe, providerId: string): Promise<boolean> {
    const shown = await sdk.disputes.retrieve(providerId, {});
    const intentId = idOf(shown.payment_intent);
    const known = intentId === null ? null : await this.intents.byProviderId(this.database, intentId);
    if (!known || !this.stripe.isOurs(shown)) return false;
    if (ONLY_ASKED.test(shown.status)) return true;
    await this.following.follow(known.id); // disputed before we heard that it was paid
    const intent = await this.intents.find(this.database, known.id);
    if (intent?.state !== 'SUCCEEDED' || shown.currency !== 'cny') return false;
    const verdict = shown.status === 'won' ? 'WON' : shown.status === 'lost' ? 'LOST' : null;
    const facts = { captureId: known.id, reference: shown.id, fen: BigInt(shown.amount), verdict } as const;
    await this.transactions.run((tx) =>
      this.reversals.disputed(tx, { ...facts, openedAt: atSecond(shown.created) }),
    );
    return true;
  }
}
