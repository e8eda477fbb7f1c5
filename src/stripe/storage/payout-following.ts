import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/index';
import { ConnectRows } from './connect-rows';
import { PayoutAsking } from './payout-asking';
import { PayoutMarks } from './payout-marks';
import { StripeClient } from './stripe-client';

/** Pays out of a supplier's account to his bank, and follows it: the bank may send it back after it had arrived. */
@Injectable()
export class PayoutFollowing {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly rows: ConnectRows,
    private readonly marks: PayoutMarks,
    private readonly asking: PayoutAsking,
  ) {}

  /** False: none of ours. */
  async byProviderId(providerId: string): Promise<boolean> {
    const payout = await this.rows.payout(this.database, 'provider_id = $1', [providerId]);
    if (payout) await this.follow(payout.id);
    return payout !== null;
  }

  async follow(id: string): Promise<void> {
    const payout = await this.rows.payout(this.database, 'id = $1', [id]);
    if (!payout || payout.state === 'FAILED') return;
    const { sdk } = this.stripe;
    const account = await this.rows.account(this.database, 'id = $1', [payout.accountId]);
    const stripeAccount = account?.providerId;
    if (!stripeAccount) throw new Error(`payout ${id} leaves no account`);
    const shown =
      payout.providerId === null
        ? await this.asking.ask(sdk, payout, stripeAccount)
        : await sdk.payouts.retrieve(payout.providerId, {}, { stripeAccount });
    await this.marks.apply(id, shown);
  }
}
