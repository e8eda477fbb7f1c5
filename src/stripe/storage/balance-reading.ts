import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Database, Transactions, oneByOne } from '../../platform/index';
import { BalanceBooking } from './balance-booking';
import { BalanceSources } from './balance-sources';
import { StripeClient, atSecond, idOf } from './stripe-client';

/** What is listed late is still found. */
const OVERLAP_SECONDS = 3600;
const NAME = 'balance';
const AT_ONCE = 1000;

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
  ) {}

  async read(): Promise<void> {
    const { sdk } = this.stripe;
    await this.list(sdk);
    const open = await this.database.query<{ id: string; type: string; source: string | null }>(
      `SELECT id, type, source FROM stripe_balance_rows WHERE state <> 'BOOKED'
        ORDER BY state = 'UNKNOWN', created_at, id LIMIT ${AT_ONCE}`,
    );
    // One that cannot be looked at holds up none of the others.
    await oneByOne(open, async (row) => {
      await this.sources.follow(sdk, row);
      await this.booking.book(row.id);
    });
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
