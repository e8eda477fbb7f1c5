import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, businessDateOf } from '../../../../src/platform/index';
import { PayoutStatements } from '../../../../src/payouts/storage/payout-statements';
import { freshKey } from '../../../support/app';
import { onStatement, type Statement } from '../../../support/payouts';
import { signInAgain } from '../../../support/people';
import { must } from '../ordering';
import type { MoneyWorld } from './world';

/** Until told to stop, finance pays the supplier what has become payable: the ids of statements it was told are paid. */
export async function payOut(world: MoneyWorld, until: { over: boolean }): Promise<string[]> {
  const paid: string[] = [];
  for (;;) {
    const last = until.over;
    const id = await opened(world);
    if (id !== null && (await settled(world, id))) paid.push(id);
    if (last) return paid;
    await sleep(500);
  }
}

/** Of a day of its own; null where another is being prepared. */
async function opened(world: MoneyWorld): Promise<string | null> {
  const { stage, people } = world;
  const day = addDays(businessDateOf(new Date()), (world.payoutDays += 1));
  const statement = await stage.app.transactions.run((tx) =>
    stage.app.nest
      .get(PayoutStatements, { strict: false })
      .open(tx, people.supplier.id, { from: day, to: day }),
  );
  return statement?.id ?? null;
}

/** Calculated and approved by two people, written into a file and seen at the bank; what is outdated begins anew. */
async function settled(world: MoneyWorld, id: string): Promise<boolean> {
  const { caller, people } = world;
  for (let version = 1; ;) {
    const calculated = await onStatement(caller, people.finance, 'calculatePayoutStatement', { id, version });
    must(calculated.statement !== null, `not calculated: ${JSON.stringify(calculated.refusals)}`);
    const { statement, refusals } = await onStatement(
      caller,
      people.financeSecond,
      'approvePayoutStatement',
      calculated.statement,
    );
    if (statement?.state === 'RECONCILED') return false; // nothing was payable
    if (statement) return confirmed(world, statement);
    must(refusals[0]?.code === 'STATEMENT_OUTDATED', `not approved: ${JSON.stringify(refusals)}`);
    const again = await onStatement(caller, people.finance, 'reopenPayoutStatement', calculated.statement, {
      note: '金额已变',
    });
    must(again.statement !== null, `not reopened: ${JSON.stringify(again.refusals)}`);
    ({ version } = again.statement);
  }
}

async function confirmed({ caller, people }: MoneyWorld, statement: Statement): Promise<boolean> {
  const token = await signInAgain(caller, people.finance);
  const made = await caller.graphql<{ makeTransferFile: { file: object | null; refusals: object[] } }>(
    `mutation ($input: MakeTransferFileInput!) { makeTransferFile(input: $input) { file { id } refusals { code } } }`,
    { input: { idempotencyKey: freshKey() } },
    { token },
  );
  must(made.data.makeTransferFile.file !== null, `no file: ${JSON.stringify(made.data)}`);
  const { id, version } = statement;
  const bank = { bankReference: `示例付款${freshKey()}`, paidAt: new Date().toISOString() };
  const answer = await onStatement(
    caller,
    people.finance,
    'confirmPayoutPaid',
    { id, version: version + 1 },
    bank,
  );
  must(answer.statement?.state === 'RECONCILED', `not confirmed: ${JSON.stringify(answer.refusals)}`);
  return true;
}
