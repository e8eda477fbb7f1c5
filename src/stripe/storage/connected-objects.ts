import { Injectable } from '@nestjs/common';
import { Database, Errands, Transactions } from '../../platform/index';
import { READ_CONNECTED_BALANCE } from '../domain/errands';
import { AccountFollowing } from './account-following';
import { ConnectRows } from './connect-rows';
import type { IgnoredBecause } from './event-inbox';
import { PayoutFollowing } from './payout-following';

const OF_THE_ACCOUNT = new Set(['account', 'bank_account', 'card']);

/** What an event of a supplier's account is about, as Stripe shows it now. */
@Injectable()
export class ConnectedObjects {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: ConnectRows,
    private readonly accounts: AccountFollowing,
    private readonly payouts: PayoutFollowing,
    private readonly errands: Errands,
  ) {}

  async look(providerId: string, kind: string, objectId: string): Promise<IgnoredBecause | null> {
    const account = await this.rows.account(this.database, 'provider_id = $1', [providerId]);
    if (!account) return 'OTHER_ACCOUNT';
    if (kind === 'payout') {
      await this.transactions.run((tx) => this.errands.ask(tx, READ_CONNECTED_BALANCE, [account.id]));
      return (await this.payouts.byProviderId(objectId)) ? null : 'UNKNOWN_OBJECT';
    }
    await this.accounts.follow(account.id);
    return OF_THE_ACCOUNT.has(kind) ? null : 'UNKNOWN_KIND';
  }
}
