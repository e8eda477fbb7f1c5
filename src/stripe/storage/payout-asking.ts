import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Clock, Database, Transactions, businessDateOf } from '../../platform/index';
import { isOpenForMoney } from '../domain/connect.rules';
import { isTooOldToAsk, numberForStripe } from '../domain/intent.rules';
import { AccountFollowing } from './account-following';
import { ConnectPayout } from './connect-payout.entity';
import { ConnectRows } from './connect-rows';
import type { ShownPayout } from './payout-marks';
import { finalRefusal, hasBrokenDown, isDenied, keyOf } from './stripe-client';

const CLOCKS_DIFFER_SECONDS = 3600;

/** Asks Stripe for a payout once, whatever happened when it was asked before. */
@Injectable()
export class PayoutAsking {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: ConnectRows,
    private readonly accounts: AccountFollowing,
    private readonly clock: Clock,
  ) {}

  async ask(sdk: Stripe, payout: ConnectPayout, stripeAccount: string): Promise<ShownPayout> {
    const { id, fen, tries, askedAt } = payout;
    if (tries > 0 || isTooOldToAsk(askedAt, this.clock.now())) {
      const made = await madeBefore(sdk, payout, stripeAccount);
      if (made) return made;
    }
    if (!(await this.mayLeave(payout)))
      return (await this.madeAfterAll(sdk, payout, stripeAccount)) ?? { refusedWith: 'account_not_ready' };
    await this.send(payout);
    const parameters = { amount: numberForStripe(fen), currency: 'cny', metadata: { payout: id } };
    try {
      const idempotencyKey = keyOf('payout', payout);
      return await sdk.payouts.create(parameters, { stripeAccount, idempotencyKey });
    } catch (error) {
      if (isDenied(error))
        return (await this.madeAfterAll(sdk, payout, stripeAccount)) ?? { refusedWith: 'account_invalid' };
      if (hasBrokenDown(error))
        await this.transactions.run((tx) => this.rows.countTry(tx, 'stripe_payouts', payout));
      const refusedWith = finalRefusal(error);
      if (refusedWith === null) throw error;
      return { refusedWith };
    }
  }

  /** Whoever changes the bank at Stripe and loses us the event has the money rest nevertheless. */
  private async mayLeave({ accountId }: ConnectPayout): Promise<boolean> {
    await this.accounts.follow(accountId);
    const account = await this.rows.account(this.database, 'id = $1', [accountId]);
    return account !== null && isOpenForMoney(account, businessDateOf(this.clock.now()));
  }

  /** What was never sent is not there. */
  private async madeAfterAll(sdk: Stripe, payout: ConnectPayout, stripeAccount: string) {
    return payout.sentAt === null ? null : madeBefore(sdk, payout, stripeAccount);
  }

  private async send({ id }: ConnectPayout): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.rows.payout(tx, 'id = $1 FOR UPDATE', [id]);
      if (row?.sentAt === null) await tx.change(ConnectPayout, row, { sentAt: tx.at });
    });
  }
}

/** Made although we were told otherwise: its label was ours to set, and its amount is compared again. */
async function madeBefore(
  sdk: Stripe,
  { id, askedAt }: ConnectPayout,
  stripeAccount: string,
): Promise<Stripe.Payout | null> {
  const gte = Math.floor(askedAt.getTime() / 1000) - CLOCKS_DIFFER_SECONDS;
  for await (const one of sdk.payouts.list({ created: { gte }, limit: 100 }, { stripeAccount }))
    if (one.metadata?.['payout'] === id) return one;
  return null;
}
