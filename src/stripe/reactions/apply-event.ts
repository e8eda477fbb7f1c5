import type Stripe from 'stripe';
import { Errand, Errands, Transactions, type Runs } from '../../platform/index';
import { APPLY_EVENT, READ_BALANCE } from '../domain/errands';
import { EventInbox, type HeardEvent, type IgnoredBecause } from '../storage/event-inbox';
import { ObjectFollowing } from '../storage/object-following';
import { ConnectedObjects } from '../storage/connected-objects';
import { StripeClient, isMissing } from '../storage/stripe-client';

/** Looks at the object an event names, as Stripe shows it now: copies, other orders and lost events come to the same. */
@Errand({ name: APPLY_EVENT })
export class ApplyEvent implements Runs {
  constructor(
    private readonly stripe: StripeClient,
    private readonly inbox: EventInbox,
    private readonly objects: ObjectFollowing,
    private readonly transactions: Transactions,
    private readonly errands: Errands,
    private readonly connected: ConnectedObjects,
  ) {}

  async run(id: string): Promise<void> {
    const event = await this.inbox.waiting(id);
    if (event) await this.inbox.finish(id, await this.look(this.stripe.sdk, event));
  }

  private async look(
    sdk: Stripe,
    { objectKind: kind, objectId: id, account }: Pick<HeardEvent, 'objectKind' | 'objectId' | 'account'>,
  ): Promise<IgnoredBecause | null> {
    if (account !== null) return this.connected.look(account, kind, id);
    if (kind === 'payout') {
      await this.transactions.run((tx) => this.errands.ask(tx, READ_BALANCE, ['all']));
      return null;
    }
    try {
      const found = await this.objects.follow(sdk, kind, id);
      return found === null ? 'UNKNOWN_KIND' : found ? null : 'UNKNOWN_OBJECT';
    } catch (error) {
      if (isMissing(error)) return 'UNKNOWN_OBJECT';
      throw error;
    }
  }
}
