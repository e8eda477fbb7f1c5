import { Injectable } from '@nestjs/common';
import { Audit, addDays, businessDateOf, type Actor, type BusinessDate, type Tx } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { Role } from '../domain/role';
import { Notices } from './notices';
import { Organizations } from './organizations';

/** A new account takes the place of the one in force, so that those who stood behind the old one can object in time. */
@Injectable()
export class AccountReplacing {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  /** Under the lock of the organization. Answers from when on money goes to the new account: a first one need not rest. */
  async activeOf(tx: Tx, actor: Actor, accountId: string): Promise<BusinessDate> {
    const { organizationId } = actor;
    const today = businessDateOf(tx.at);
    const [replaced] = await tx.query<{ id: string }>(
      `UPDATE bank_accounts SET state = 'REPLACED', version = version + 1
        WHERE organization_id = $1 AND state = 'ACTIVE' RETURNING id`,
      [organizationId],
    );
    if (!replaced) return today;
    await this.audit.record(tx, {
      actor,
      action: 'decideBankAccount',
      subjectKind: 'BankAccount',
      subjectId: replaced.id,
      fromState: 'ACTIVE',
      toState: 'REPLACED',
    });
    const days = wholeNumberOf(await this.regions.rule('PAYOUT_ACCOUNT_REST_DAYS', today, undefined, tx));
    const payableFrom = addDays(today, days);
    await this.tell(tx, organizationId, accountId, payableFrom);
    return payableFrom;
  }

  /** All members, whatever became of their roles: the contacts of the old account are among them. And those who pay. */
  private async tell(tx: Tx, organizationId: string, accountId: string, payableFrom: string): Promise<void> {
    const told = { subjectKind: 'BankAccount', subjectId: accountId, data: { payableFrom } };
    const payers = await this.organizations.platformOperations(tx);
    await this.notices.sendAll(tx, [
      { organizationId, kind: 'BANK_ACCOUNT_CHANGED', ...told },
      ...payers.map((payer) => {
        const data = { ...told.data, organizationId };
        return {
          ...told,
          organizationId: payer,
          role: Role.FINANCE,
          kind: 'CHECK_CHANGED_BANK_ACCOUNT',
          data,
        };
      }),
    ]);
  }
}
