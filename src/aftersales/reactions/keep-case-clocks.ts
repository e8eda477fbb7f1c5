import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { CaseClockSteps } from '../storage/case-clock-steps';

const AT_ONCE = 200;

/** Whoever lets a case wait is reminded, then time acts in his place. */
@Repeated({ name: 'keep-case-clocks', everySeconds: 300 })
export class KeepCaseClocks implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly steps: CaseClockSteps,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const before = wholeNumberOf(await this.regions.rule('CASE_REMINDER_DAYS', today));
    const due = await this.database.query<{ id: string; dueOn: string }>(
      `SELECT id, due_on AS "dueOn" FROM aftersales_cases
        WHERE due_on < $1 AND NOT (late AND state = 'ESCALATED') OR due_on BETWEEN $1 AND $2 AND NOT reminded
        ORDER BY due_on, id LIMIT ${AT_ONCE}`,
      [today, addDays(today, before)],
    );
    await oneByOne(due, ({ id, dueOn }) =>
      this.transactions.run((tx) =>
        dueOn < today ? this.steps.pass(tx, id) : this.steps.remind(tx, id, dueOn),
      ),
    );
  }
}
