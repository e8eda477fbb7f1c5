import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Database, FieldCipher, Transactions, type ConnectSettings } from '../../platform/index';
import { AccountMarks } from './account-marks';
import type { ConnectAccount } from './connect-account.entity';
import { ConnectRows } from './connect-rows';
import { StripeClient, atSecond, finalRefusal, hasBrokenDown, isDenied, keyOf } from './stripe-client';

const CLOCKS_DIFFER_SECONDS = 3600;

/** Opens a supplier's account at Stripe and looks at what Stripe says of it: no event and no browser is believed. */
@Injectable()
export class AccountFollowing {
  constructor(
    private readonly stripe: StripeClient,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: ConnectRows,
    private readonly marks: AccountMarks,
    private readonly cipher: FieldCipher,
  ) {}

  async follow(id: string): Promise<void> {
    const { sdk, settings } = this.stripe;
    const account = await this.rows.account(this.database, 'id = $1', [id]);
    if (!settings?.connect || !account) return;
    if (account.state === 'PROPOSED' || account.state === 'REFUSED') return;
    const shown =
      account.providerId === null
        ? await this.open(sdk, account, settings.connect)
        : await this.look(sdk, id, account.providerId);
    if (!shown) return;
    await this.marks.apply(id, shown);
    if (account.linkAskedAt !== null) await this.link(sdk, account, shown.id, settings.connect);
  }

  private async look(sdk: Stripe, id: string, providerId: string): Promise<Stripe.Account | null> {
    try {
      return await sdk.accounts.retrieve(providerId);
    } catch (error) {
      if (!isDenied(error)) throw error;
      await this.marks.gone(id);
      return null;
    }
  }

  private async open(
    sdk: Stripe,
    account: ConnectAccount,
    { country }: ConnectSettings,
  ): Promise<Stripe.Account | null> {
    if (account.tries > 0) {
      const made = await madeBefore(sdk, account);
      if (made) return made;
    }
    const parameters: Stripe.AccountCreateParams = {
      type: 'express',
      country,
      capabilities: { transfers: { requested: true } },
      settings: { payouts: { schedule: { interval: 'manual' } } },
      metadata: { account: account.id },
    };
    try {
      return await sdk.accounts.create(parameters, { idempotencyKey: keyOf('account', account) });
    } catch (error) {
      const refusedWith = finalRefusal(error);
      if (refusedWith !== null || hasBrokenDown(error))
        await this.transactions.run((tx) => this.rows.countTry(tx, 'stripe_accounts', account));
      if (refusedWith === null) throw error;
      await this.marks.refused(account.id, refusedWith);
      return null;
    }
  }

  private async link(
    sdk: Stripe,
    { id, linkAskedAt }: ConnectAccount,
    account: string,
    { returnUrl }: ConnectSettings,
  ): Promise<void> {
    const link = await sdk.accountLinks.create(
      { account, type: 'account_onboarding', return_url: returnUrl, refresh_url: returnUrl },
      { idempotencyKey: `link:${id}:${linkAskedAt?.getTime()}` },
    );
    const linkEncrypted = this.cipher.encrypt(link.url);
    await this.marks.linked(id, { linkEncrypted, linkExpiresAt: atSecond(link.expires_at) });
  }
}

/** Opened although we were told otherwise: its label was ours to set. */
async function madeBefore(sdk: Stripe, { id, decidedAt }: ConnectAccount): Promise<Stripe.Account | null> {
  const gte = Math.floor((decidedAt?.getTime() ?? 0) / 1000) - CLOCKS_DIFFER_SECONDS;
  for await (const one of sdk.accounts.list({ created: { gte }, limit: 100 }))
    if (one.metadata?.['account'] === id) return one;
  return null;
}
