import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { BankAccounts } from '../../organizations/index';
import {
  Audit,
  Transactions,
  addDays,
  businessDateOf,
  type BusinessDate,
  type Tx,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { verbFor } from '../domain/connect.rules';
import { connectAccountStates } from '../domain/connect.states';
import { lookAgainAt } from '../domain/intent.rules';
import { banksDigest } from './banks-digest';
import { ConnectAccount } from './connect-account.entity';
import { ConnectDesk } from './connect-desk';
import { ConnectRows } from './connect-rows';

/** Writes down what Stripe shows of an account. Nothing is kept of the people it asks about. */
@Injectable()
export class AccountMarks {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: ConnectRows,
    private readonly banks: BankAccounts,
    private readonly regions: Regions,
    private readonly desk: ConnectDesk,
    private readonly audit: Audit,
  ) {}

  async apply(id: string, shown: Stripe.Account): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.rows.account(tx, 'id = $1 FOR UPDATE', [id]);
      if (!row || row.state === 'PROPOSED' || row.state === 'REFUSED') return;
      const state = connectAccountStates.next(row.state, verbFor(seenOf(shown)));
      const lookAgain = lookAgainAt(row.state === state ? (row.decidedAt ?? tx.at) : tx.at, tx.at);
      const digest = banksDigest(shown) ?? row.banksDigest;
      const base = { providerId: shown.id, failureCode: null, lookAgainAt: lookAgain, banksDigest: digest };
      const otherBank = state === 'ACTIVE' && row.banksDigest !== null && row.banksDigest !== digest;
      if (state === row.state && !otherBank) return void (await tx.change(ConnectAccount, row, base));
      const payableFrom = state === 'ACTIVE' ? await this.restsUntil(tx, row) : row.payableFrom;
      const changed = await tx.change(ConnectAccount, row, { ...base, state, payableFrom });
      await this.desk.shown(tx, changed, state === row.state);
      await this.record(tx, row.state, changed);
    });
  }

  /** Stripe lets us at it no more. */
  async gone(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.rows.account(tx, 'id = $1 FOR UPDATE', [id]);
      if (!row || row.state === 'PROPOSED' || row.state === 'REFUSED') return;
      const state = connectAccountStates.next(row.state, 'disable');
      const failed = { state, failureCode: 'account_invalid' };
      const again = lookAgainAt(row.decidedAt ?? tx.at, tx.at);
      const changed = await tx.change(ConnectAccount, row, { ...failed, lookAgainAt: again });
      if (state === row.state) return;
      await this.desk.shown(tx, changed, false);
      await this.record(tx, row.state, changed);
    });
  }

  async refused(id: string, failureCode: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.rows.account(tx, 'id = $1 FOR UPDATE', [id]);
      if (row?.providerId === null)
        await tx.change(ConnectAccount, row, {
          failureCode,
          lookAgainAt: lookAgainAt(row.proposedAt, tx.at),
        });
    });
  }

  async linked(
    id: string,
    link: { readonly linkEncrypted: string; readonly linkExpiresAt: Date },
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.rows.account(tx, 'id = $1 FOR UPDATE', [id]);
      if (row) await tx.change(ConnectAccount, row, { ...link, linkAskedAt: null });
    });
  }

  /** It takes the place of the way money went before: those who stood behind that one can object in time. */
  private async restsUntil(tx: Tx, { supplierId, payableFrom }: ConnectAccount): Promise<BusinessDate> {
    const today = businessDateOf(tx.at);
    const wasPaidOtherwise = payableFrom !== null || (await this.banks.activeOf(tx, supplierId)) !== null;
    if (!wasPaidOtherwise) return today;
    const rule = await this.regions.rule('PAYOUT_ACCOUNT_REST_DAYS', today, undefined, tx);
    return addDays(today, wholeNumberOf(rule));
  }

  private async record(tx: Tx, fromState: string, { id, supplierId, state, payableFrom }: ConnectAccount) {
    await this.audit.record(tx, {
      actor: null,
      action: 'seeConnectAccount',
      subjectKind: 'ConnectAccount',
      subjectId: id,
      fromState,
      toState: state,
      data: { supplierId, payableFrom },
    });
  }
}

const seenOf = (shown: Stripe.Account) => ({
  transfers: shown.capabilities?.transfers,
  payoutsEnabled: shown.payouts_enabled,
  detailsSubmitted: shown.details_submitted,
  disabledReason: shown.requirements?.disabled_reason ?? null,
  payoutInterval: shown.settings?.payouts?.schedule.interval,
});
