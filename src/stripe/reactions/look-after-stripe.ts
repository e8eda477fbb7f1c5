import { Clock, Database, Errands, Repeated, Transactions, type Ticks } from '../../platform/index';
import {
  APPLY_EVENT,
  FOLLOW_CONNECT_ACCOUNT,
  FOLLOW_CONNECT_PAYOUT,
  FOLLOW_CONNECT_TRANSFER,
  FOLLOW_DISPUTE,
  FOLLOW_INTENT,
  FOLLOW_REFUND,
  FOLLOW_REVERSAL,
  READ_BALANCE,
  READ_CONNECTED_BALANCE,
} from '../domain/errands';
import { StripeClient } from '../storage/stripe-client';

const AT_ONCE = 200;
/** So long a bank may send a payout back that had arrived. */
const RETURN_DAYS = 10;
/** A lost one moves no balance, so that Stripe's list does not tell of it. */
const OPEN_DISPUTES = `(SELECT d.id, COALESCE(l.look_again_at, d.opened_at) AS look_again_at FROM capture_disputes d
  LEFT JOIN stripe_dispute_looks l ON l.dispute_id = d.id WHERE d.state = 'OPEN') disputes`;

/** Every event may be lost: what is unfinished is looked at again by itself, the longer it lasts the more seldom. */
@Repeated({ name: 'look-after-stripe', everySeconds: 60 })
export class LookAfterStripe implements Ticks {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly errands: Errands,
    private readonly clock: Clock,
  ) {}

  async tick(): Promise<void> {
    if (!this.stripe.settings) return;
    const now = this.clock.now();
    await this.ask(FOLLOW_INTENT, 'stripe_intents WHERE ended_at IS NULL AND look_again_at <= $1', now);
    await this.ask(
      FOLLOW_REFUND,
      `stripe_refunds WHERE state IN ('CREATED', 'PENDING') AND look_again_at <= $1`,
      now,
    );
    await this.ask(FOLLOW_DISPUTE, `${OPEN_DISPUTES} WHERE look_again_at <= $1`, now);
    const late = `stripe_events WHERE state = 'RECEIVED' AND received_at < $1::timestamptz - interval '5 minutes'`;
    await this.ask(APPLY_EVENT, late, now);
    await this.connect(now);
    if (await this.hasAsked())
      await this.transactions.run((tx) => this.errands.ask(tx, READ_BALANCE, ['all']));
  }

  private async connect(now: Date): Promise<void> {
    await this.ask(
      FOLLOW_CONNECT_TRANSFER,
      `stripe_transfers WHERE state = 'CREATED' AND look_again_at <= $1`,
      now,
    );
    await this.ask(
      FOLLOW_REVERSAL,
      `stripe_reversals WHERE state IN ('CREATED', 'DEBT') AND look_again_at <= $1`,
      now,
    );
    const payouts = `stripe_payouts WHERE look_again_at <= $1 AND (state IN ('CREATED', 'PENDING')
      OR state = 'PAID' AND paid_at > $1::timestamptz - interval '${RETURN_DAYS} days')`;
    await this.ask(FOLLOW_CONNECT_PAYOUT, payouts, now);
    const accounts = `stripe_accounts WHERE state NOT IN ('PROPOSED', 'REFUSED') AND look_again_at <= $1`;
    await this.ask(READ_CONNECTED_BALANCE, accounts, now);
    await this.ask(FOLLOW_CONNECT_ACCOUNT, accounts, now);
  }

  /** Where there are more than can be asked for at once, each has its turn by chance: what always fails keeps none waiting. */
  private async ask(errand: string, unfinished: string, now: Date): Promise<void> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM ${unfinished} ORDER BY random() LIMIT ${AT_ONCE}`,
      [now],
    );
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    await this.transactions.run((tx) => this.errands.ask(tx, errand, ids));
  }

  private async hasAsked(): Promise<boolean> {
    return (await this.database.query('SELECT FROM stripe_intents LIMIT 1')).length > 0;
  }
}
