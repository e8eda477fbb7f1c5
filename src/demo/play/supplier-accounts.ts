import { DecideBankAccount, ProposeBankAccount } from '../../organizations/index';
import type { DemoPlan } from '../domain/demo-plan';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

/** Every supplier names the account it is paid to: one person proposes, another confirms. */
export async function nameAccounts(stage: Stage, cast: Cast, plan: DemoPlan): Promise<void> {
  await stage.together(plan.suppliers, async ({ key, name }) => {
    const proposed = {
      idempotencyKey: `demo-account-${key}`,
      holderName: name,
      bankName: '示例农村商业银行',
      number: `6217${key.replaceAll(/\D/g, '').padEnd(12, '0')}`,
    };
    const { accountId } = await done(
      `proposeBankAccount ${key}`,
      stage.use(ProposeBankAccount).execute(cast.as(key, 'seller'), proposed),
    );
    const input = {
      idempotencyKey: `demo-account-confirmed-${key}`,
      bankAccountId: accountId,
      expectedVersion: 1,
      confirm: true,
    };
    await done(`decideBankAccount ${key}`, stage.use(DecideBankAccount).execute(cast.as(key), input));
  });
}
