import { Injectable } from '@nestjs/common';
import { Notices, Organizations, Role, Tasks, describeWork } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { ConnectAccount } from './connect-account.entity';

describeWork({
  CONFIRM_CONNECT_ACCOUNT: {
    zh: '确认 Stripe 收款账户申请',
    en: 'Confirm the proposal of an account at Stripe',
  },
  CHECK_CONNECT_ACCOUNT: {
    zh: '核对新启用或变更银行账户的 Stripe 收款账户',
    en: 'Check an account at Stripe that is newly active or pays to another bank',
  },
  CONNECT_DEBT: {
    zh: '供应商 Stripe 账户余额不足，退款款项尚未收回',
    en: 'A supplier’s account at Stripe lacks what refunds have taken',
  },
  CONNECT_ACCOUNT_PROPOSED: {
    zh: '有成员申请开立 Stripe 收款账户',
    en: 'A member has proposed an account at Stripe',
  },
  CONNECT_ACCOUNT_ACTIVE: { zh: 'Stripe 收款账户已可收款', en: 'Your account at Stripe can be paid to' },
  CONNECT_BANK_CHANGED: {
    zh: 'Stripe 收款账户的提现银行账户已变更，如非本单位所为请立即联系平台',
    en: 'Your account at Stripe pays to another bank account now: tell the platform at once if that is not yours',
  },
  CONNECT_ACCOUNT_RESTRICTED: {
    zh: 'Stripe 收款账户受限，请在 Stripe 补充资料',
    en: 'Your account at Stripe is restricted: complete it there',
  },
});

const subjectOf = (accountId: string) => ({ subjectKind: 'ConnectAccount', subjectId: accountId });

/** Who is asked and told about suppliers' accounts at the provider. */
@Injectable()
export class ConnectDesk {
  constructor(
    private readonly organizations: Organizations,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
  ) {}

  /** To all members, whatever their roles: those who stand behind the way money goes now are among them. */
  async proposed(tx: Tx, { id, supplierId: organizationId }: ConnectAccount): Promise<void> {
    const subject = subjectOf(id);
    await this.tasks.open(tx, {
      organizationId,
      role: Role.ORG_ADMIN,
      kind: 'CONFIRM_CONNECT_ACCOUNT',
      ...subject,
    });
    await this.notices.send(tx, { organizationId, kind: 'CONNECT_ACCOUNT_PROPOSED', ...subject });
  }

  decided(tx: Tx, { id }: ConnectAccount): Promise<void> {
    return this.tasks.close(tx, { ...subjectOf(id), kind: 'CONFIRM_CONNECT_ACCOUNT' });
  }

  /** What it has become, or that it is still in use and pays to another bank. */
  async shown(tx: Tx, account: ConnectAccount, otherBank: boolean): Promise<void> {
    const { id, supplierId: organizationId, state, payableFrom } = account;
    const told = { ...subjectOf(id), organizationId };
    if (state === 'RESTRICTED' || state === 'DISABLED')
      return this.notices.send(tx, { ...told, kind: 'CONNECT_ACCOUNT_RESTRICTED' });
    if (state !== 'ACTIVE') return;
    await this.notices.send(tx, {
      ...told,
      kind: otherBank ? 'CONNECT_BANK_CHANGED' : 'CONNECT_ACCOUNT_ACTIVE',
      data: { payableFrom: payableFrom ?? '' },
    });
    await this.ask(tx, 'CHECK_CONNECT_ACCOUNT', id);
  }

  /** One task while anything is lacking. */
  async debt(tx: Tx, accountId: string): Promise<void> {
    const lacking = await tx.query(
      `SELECT FROM stripe_reversals r JOIN stripe_transfers t ON t.id = r.transfer_id
        WHERE t.account_id = $1 AND r.state = 'DEBT' LIMIT 1`,
      [accountId],
    );
    if (lacking.length > 0) return this.ask(tx, 'CONNECT_DEBT', accountId);
    await this.tasks.close(tx, { ...subjectOf(accountId), kind: 'CONNECT_DEBT' });
  }

  private async ask(tx: Tx, kind: string, accountId: string): Promise<void> {
    const finance = await this.organizations.platformOperations(tx);
    await this.tasks.openAll(
      tx,
      finance.map((organizationId) => ({
        organizationId,
        role: Role.FINANCE,
        kind,
        ...subjectOf(accountId),
      })),
    );
  }
}
