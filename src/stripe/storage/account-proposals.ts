import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Audit, Errands, notFound, type Actor, type Tx } from '../../platform/index';
import { connectAccountStates } from '../domain/connect.states';
import { FOLLOW_CONNECT_ACCOUNT } from '../domain/errands';
import { firstLook } from '../domain/intent.rules';
import { stripeRefusals } from '../domain/stripe.refusals';
import { ConnectAccount } from './connect-account.entity';
import { ConnectDesk } from './connect-desk';
import { ConnectRows } from './connect-rows';
import { StripeClient } from './stripe-client';

/** Where a supplier's money goes is changed by two of his members, whichever way it goes. */
@Injectable()
export class AccountProposals {
  constructor(
    private readonly stripe: StripeClient,
    private readonly rows: ConnectRows,
    private readonly desk: ConnectDesk,
    private readonly errands: Errands,
    private readonly audit: Audit,
  ) {}

  async propose(tx: Tx, actor: Actor): Promise<string> {
    if (!this.stripe.settings?.connect) refuse(stripeRefusals.CONNECT_OFF());
    const { organizationId: supplierId } = actor;
    // One account at a time per organization.
    await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [supplierId]);
    if (await this.rows.ofSupplier(tx, supplierId)) refuse(stripeRefusals.CONNECT_ACCOUNT_THERE());
    const account: ConnectAccount = {
      id: randomUUID(),
      supplierId,
      state: 'PROPOSED',
      providerId: null,
      proposedBy: actor.memberId,
      proposedAt: tx.at,
      decidedBy: null,
      decidedAt: null,
      payableFrom: null,
      linkAskedAt: null,
      linkEncrypted: null,
      linkExpiresAt: null,
      banksDigest: null,
      failureCode: null,
      lookAgainAt: firstLook(tx.at),
      tries: 0,
      version: 1,
    };
    await tx.add(ConnectAccount, account);
    await this.desk.proposed(tx, account);
    await this.record(tx, actor, 'proposeConnectAccount', account);
    return account.id;
  }

  /** Refuses CONNECT_ACCOUNT_DECIDED. */
  async decide(tx: Tx, actor: Actor, account: ConnectAccount, confirm: boolean): Promise<void> {
    if (account.state !== 'PROPOSED') refuse(stripeRefusals.CONNECT_ACCOUNT_DECIDED());
    const state = connectAccountStates.next(account.state, confirm ? 'confirm' : 'refuse');
    const decided = { state, decidedBy: actor.memberId, decidedAt: tx.at, lookAgainAt: firstLook(tx.at) };
    const changed = await tx.change(ConnectAccount, account, decided);
    if (confirm) await this.errands.ask(tx, FOLLOW_CONNECT_ACCOUNT, [account.id]);
    await this.desk.decided(tx, account);
    await this.record(tx, actor, 'decideConnectAccount', changed, account.state);
  }

  async askLink(tx: Tx, actor: Actor, account: ConnectAccount): Promise<void> {
    if (account.state === 'PROPOSED' || account.state === 'REFUSED' || !this.stripe.settings?.connect)
      refuse(stripeRefusals.CONNECT_ACCOUNT_NOT_READY());
    const asked = { linkAskedAt: tx.at, linkEncrypted: null, linkExpiresAt: null };
    await tx.change(ConnectAccount, account, asked);
    await this.errands.ask(tx, FOLLOW_CONNECT_ACCOUNT, [account.id]);
    await this.record(tx, actor, 'askConnectOnboarding', account);
  }

  /** Throws NOT_FOUND where it is not the actor's organization's. */
  async lock(tx: Tx, { organizationId }: Actor, id: string): Promise<ConnectAccount> {
    const account = await this.rows.account(tx, 'id = $1 AND supplier_id = $2 FOR UPDATE', [
      id,
      organizationId,
    ]);
    if (!account) throw notFound(['accountId']);
    return account;
  }

  private async record(
    tx: Tx,
    actor: Actor,
    action: string,
    { id, state, supplierId }: ConnectAccount,
    fromState?: string,
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'ConnectAccount',
      subjectId: id,
      ...(fromState === undefined ? {} : { fromState }),
      toState: state,
      data: { supplierId },
    });
  }
}
