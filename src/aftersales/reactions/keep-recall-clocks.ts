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
import { RecallBook } from '../storage/recall-book';

const AT_ONCE = 200;

/** A recall nobody decides on: its deciders are reminded before the day, their owner is asked after it. */
@Repeated({ name: 'keep-recall-clocks', everySeconds: 300 })
export class KeepRecallClocks implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly recalls: RecallBook,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const before = wholeNumberOf(await this.regions.rule('RECALL_REMINDER_DAYS', today));
    const due = await this.database.query<{ id: string; dueOn: string }>(
      `SELECT id, due_on AS "dueOn" FROM lot_recalls
        WHERE state <> 'CONFIRMED' AND (due_on < $1 AND NOT late OR due_on BETWEEN $1 AND $2 AND NOT reminded)
        ORDER BY due_on, id LIMIT ${AT_ONCE}`,
      [today, addDays(today, before)],
    );
    await oneByOne(due, ({ id, dueOn }) =>
      this.transactions.run((tx) =>
        dueOn < today ? this.recalls.late(tx, id) : this.recalls.remind(tx, id, dueOn),
      ),
    );
  }
}
