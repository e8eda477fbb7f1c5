import { freshKey, type TestApp } from './app';
import { addOrganization, signInAgain, type People } from './people';

export interface UnitBudget {
  version: number;
  limit: bigint;
  /** As the budget says it. */
  taken: bigint;
  /** As its entries add up. */
  written: bigint;
}

/** Units below the buyer and their budgets of 2026. */
export function unitBudgets(app: TestApp, people: People) {
  const newUnit = () =>
    app.transactions.run((tx) =>
      addOrganization(tx, {
        kind: 'ENTERPRISE',
        regionCode: '330211',
        side: 'EAST',
        parentId: people.buyer.id,
      }),
    );
  const budgetOf = (unitId: string) =>
    app.database.one<UnitBudget>(
      `SELECT version, reserved_fen AS taken, limit_fen AS limit,
         (SELECT coalesce(sum(fen), 0)::bigint FROM budget_entries e WHERE e.unit_id = b.unit_id) AS written
       FROM budgets b WHERE unit_id = $1`,
      [unitId],
    );
  /** As the approver does it; answers the codes of its refusals. */
  async function setBudget(unitId: string, yuan: number): Promise<string[]> {
    const expectedVersion = (await budgetOf(unitId))?.version;
    const limit = { amount: `${yuan}.00` };
    const answer = await app.graphql<{ setBudget: { refusals: { code: string }[] } }>(
      'mutation ($input: SetBudgetInput!) { setBudget(input: $input) { refusals { code } } }',
      { input: { idempotencyKey: freshKey(), unitId, year: 2026, limit, expectedVersion } },
      { token: await signInAgain(app, people.buyer.approver) },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data.setBudget.refusals.map(({ code }) => code);
  }
  return { newUnit, budgetOf, setBudget };
}
