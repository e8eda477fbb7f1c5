import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  oneByOne,
  startOfBusinessDate,
  type Ticks,
} from '../../platform/index';
import { lastPeriodBefore } from '../domain/payout-period';
import { OpenEntries } from '../storage/open-entries';
import { PayoutStatements } from '../storage/payout-statements';
import { StatementOpening } from '../storage/statement-opening';

/** Once a period is over, each supplier with something to settle gets his statement. */
@Repeated({ name: 'open-payout-statements', everySeconds: 3600 })
export class OpenPayoutStatements implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly opening: StatementOpening,
    private readonly entries: OpenEntries,
    private readonly statements: PayoutStatements,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const period = lastPeriodBefore(today, await this.opening.periodsPerMonth(this.database, today));
    const cutOffAt = startOfBusinessDate(addDays(period.to, 1));
    const waiting = await this.entries.suppliersWaiting(this.database, cutOffAt);
    await oneByOne(
      waiting.map((id) => ({ id })),
      async ({ id }) => void (await this.transactions.run((tx) => this.statements.open(tx, id, period))),
    );
  }
}
