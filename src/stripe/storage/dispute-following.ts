import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Database, Transactions, type Tx } from '../../platform/index';
import { lookAgainAt } from '../domain/intent.rules';
import { IntentFollowing } from './intent-following';
import { IntentRows } from './intent-rows';
import { ReversalPlanning } from './reversal-planning';
import { StripeClient, atSecond, idOf, isMissing } from './stripe-client';

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

  /** An open one of ours, however the bank has decided. */
  async lookAgain(id: string): Promise<void> {
    const { sdk } = this.stripe;
    const reference = sdk && (await this.transactions.run((tx) => this.putOff(tx, id)));
    if (!reference) return;
    try {
      await this.follow(sdk, reference);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Before Stripe is asked: one that cannot be looked at is asked for no more often than the others. */
  private async putOff(tx: Tx, id: string): Promise<string | null> {
    const [open] = await tx.query<{ reference: string; openedAt: Date }>(
      `SELECT reference, opened_at AS "openedAt" FROM capture_disputes WHERE id = $1 AND state = 'OPEN'`,
      [id],
    );
    if (!open) return null;
    await tx.query(
      `INSERT INTO stripe_dispute_looks (dispute_id, look_again_at) VALUES ($1, $2)
       ON CONFLICT (dispute_id) DO UPDATE SET look_again_at = excluded.look_again_at`,
      [id, lookAgainAt(open.openedAt, tx.at)],
    );
    return open.reference;
  }

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
