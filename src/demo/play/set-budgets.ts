import { SetApprovalLimit, SetBudget } from '../../organizations/index';
import type { DemoPlan } from '../domain/demo-plan';
import { yuanText } from '../domain/said-amounts';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

const BUDGET_FEN = 5_000_000_000n; // 50 million yuan: a limit that is kept, not one that stops the year
const LIMIT_FEN = 20_000_000n;

/** Every other buyer has a budget of its own for both years; every third lets its clerks order up to 200,000 yuan alone. */
export async function setBudgets(stage: Stage, cast: Cast, plan: DemoPlan): Promise<void> {
  const years = new Set([plan.firstDay, plan.lastDay].map((day) => Number(day.slice(0, 4))));
  const heads = plan.buyers.filter(({ parentKey }) => parentKey === null);
  const each = (step: number) => heads.filter((_, index) => index % step === 0);
  await stage.together(each(2), async ({ key }) => {
    for (const year of years) {
      const input = {
        idempotencyKey: `demo-budget-${key}-${year}`,
        unitId: cast.idOf(key),
        year,
        limit: yuanText(BUDGET_FEN),
      };
      await done(`setBudget ${key}`, stage.use(SetBudget).execute(cast.as(key, 'approver'), input));
    }
  });
  await stage.together(each(3), async ({ key }) => {
    const limit = yuanText(LIMIT_FEN);
    const input = { idempotencyKey: `demo-limit-${key}`, organizationId: cast.idOf(key), limit };
    await done(`setApprovalLimit ${key}`, stage.use(SetApprovalLimit).execute(cast.as(key), input));
  });
}
