import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Clock, Database, Transactions, oneByOne } from '../../platform/index';
import { lookAgainAt } from '../domain/intent.rules';
import { BalanceBooking, isOurs } from './balance-booking';
import { BalanceSources } from './balance-sources';
import { StripeClient, atSecond, idOf } from './stripe-client';

/** What is listed late is still found. */
const OVERLAP_SECONDS = 3600;
const NAME = 'balance';
const AT_ONCE = 1000;

interface OpenRow {
  readonly id: string;
  readonly source: string | null;
  readonly state: string;
  readonly createdAt: Date;
}

/**
 * Reads every movement of our balance from Stripe's own list. What a movement is about is looked at first, so that with
 * every event lost the books come out the same; then its fee, exchange or payout is booked.
 */
@Injectable()
export class BalanceReading {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly sources: BalanceSources,
    private readonly booking: BalanceBooking,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<void> {
    const { sdk } = this.stripe;
    await this.list(sdk);
    const open = await this.database.query<OpenRow>(
      `SELECT id, source, state, created_at AS "createdAt" FROM stripe_balance_rows
        WHERE state = 'WAITING' OR state = 'UNKNOWN' AND (COALESCE(look_again_at <= $1, true) OR ${isOurs('source')})
        ORDER BY state = 'UNKNOWN', look_again_at, created_at, id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    // One that cannot be looked at holds up none of the others.
    await oneByOne(open, async (row) => {
      if (row.state === 'UNKNOWN') await this.putOff(row);
      await this.sources.follow(sdk, row);
      await this.booking.book(row.id);
    });
  }

  /** People look into it meanwhile. */
  private async putOff({ id, createdAt }: OpenRow): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query('UPDATE stripe_balance_rows SET look_again_at = $2 WHERE id = $1', [
        id,
        lookAgainAt(createdAt, tx.at),
      ]),
    );
  }

  private async list(sdk: Stripe): Promise<void> {
    const since = await this.reached();
    const created = since === null ? {} : { created: { gte: since - OVERLAP_SECONDS } };
    let newest = since ?? 0;
    for await (const one of sdk.balanceTransactions.list({ ...created, limit: 100 })) {
      newest = Math.max(newest, one.created);
      await this.keep(one);
    }
    if (newest > 0) await this.reach(newest);
  }

  private async keep(one: Stripe.BalanceTransaction): Promise<void> {
    const { id, type, currency, amount, fee, net, created } = one;
    await this.transactions.run((tx) =>
      tx.query(
        `INSERT INTO stripe_balance_rows (id, type, source, currency, amount, fee, net, created_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'WAITING') ON CONFLICT (id) DO NOTHING`,
        [id, type, idOf(one.source), currency.toUpperCase(), amount, fee, net, atSecond(created)],
      ),
    );
  }

  private async reached(): Promise<number | null> {
    const row = await this.database.one<{ reached_at: Date }>(
      'SELECT reached_at FROM stripe_cursors WHERE name = $1',
      [NAME],
    );
    return row && Math.floor(row.reached_at.getTime() / 1000);
  }

  private async reach(seconds: number): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query(
        `INSERT INTO stripe_cursors (name, reached_at) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET reached_at = greatest(stripe_cursors.reached_at, excluded.reached_at)`,
        [NAME, atSecond(seconds)],
      ),
    );
  }
}
