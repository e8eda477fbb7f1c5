import { Injectable } from '@nestjs/common';
import { Database, Transactions } from '../../platform/index';
import { ConnectRows } from './connect-rows';
import { StripeClient, atSecond, idOf } from './stripe-client';

/** What is listed late is still found. */
const OVERLAP_SECONDS = 3600;

/** Reads every movement of a supplier's balance at Stripe from Stripe's own list; the books are held against it. */
@Injectable()
export class ConnectedReading {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: ConnectRows,
  ) {}

  async read(accountId: string): Promise<void> {
    const account = await this.rows.account(this.database, 'id = $1', [accountId]);
    const stripeAccount = account?.providerId;
    if (!stripeAccount) return;
    const { sdk } = this.stripe;
    const since = await this.reached(accountId);
    const created = since === null ? {} : { created: { gte: since - OVERLAP_SECONDS } };
    const listed = sdk.balanceTransactions.list({ ...created, limit: 100 }, { stripeAccount });
    let newest = since ?? 0;
    for await (const { id, type, source, currency, amount, fee, net, created: at } of listed) {
      const values = [
        id,
        accountId,
        type,
        idOf(source),
        currency.toUpperCase(),
        amount,
        fee,
        net,
        atSecond(at),
      ];
      newest = Math.max(newest, at);
      await this.transactions.run((tx) =>
        tx.query(
          `INSERT INTO stripe_connected_rows (id, account_id, type, source, currency, amount, fee, net, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
          values,
        ),
      );
    }
    if (newest > 0) await this.reach(accountId, newest);
  }

  /** Only once all of the list was read: it begins with the newest. */
  private async reach(accountId: string, seconds: number): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query(
        `INSERT INTO stripe_cursors (name, reached_at) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET reached_at = greatest(stripe_cursors.reached_at, excluded.reached_at)`,
        [`connected:${accountId}`, atSecond(seconds)],
      ),
    );
  }

  private async reached(accountId: string): Promise<number | null> {
    const row = await this.database.one<{ reached_at: Date }>(
      'SELECT reached_at FROM stripe_cursors WHERE name = $1',
      [`connected:${accountId}`],
    );
    return row && Math.floor(row.reached_at.getTime() / 1000);
  }
}
