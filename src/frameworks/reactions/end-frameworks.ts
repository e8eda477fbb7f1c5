import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { frameworkStates, type FrameworkVerb } from '../domain/framework.states';
import type { FrameworkAgreement } from '../storage/framework-agreement.entity';
import { FrameworkBook } from '../storage/framework-book';
import { RevisionBook } from '../storage/revision-book';

const AT_ONCE = 100;

/** Ends frameworks on the day their notice ends or after the last day of their period. A call-off asks the day itself. */
@Repeated({ name: 'end-frameworks', everySeconds: 60 })
export class EndFrameworks implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: FrameworkBook,
    private readonly revisions: RevisionBook,
  ) {}

  async tick(): Promise<void> {
    const over = await this.database.query<{ id: string }>(
      `SELECT id FROM framework_agreements
        WHERE state IN ('DRAFT', 'SIGNED_BY_ONE', 'ACTIVE', 'EXHAUSTED') AND (until_on < $1 OR terminates_on <= $1)
        ORDER BY until_on, id LIMIT ${AT_ONCE}`,
      [businessDateOf(this.clock.now())],
    );
    await oneByOne(over, ({ id }) => this.end(id));
  }

  private async end(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const framework = await this.book.lock(tx, id);
      const verb = framework && verbOn(framework, businessDateOf(tx.at));
      if (verb) await this.revisions.withdrawOpen(tx, await this.book.move(tx, framework, verb, null));
    });
  }
}

function verbOn(framework: FrameworkAgreement, today: string): FrameworkVerb | null {
  if (frameworkStates.isTerminal(framework.state)) return null;
  if (framework.terminatesOn !== null && framework.terminatesOn <= today) return 'terminate';
  return framework.untilOn < today ? 'expire' : null;
}
