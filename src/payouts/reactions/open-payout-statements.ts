import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { lastPeriodBefore } from '../domain/payout-period';
import { OpenEntries } from '../storage/open-entries';
import { PayoutStatements } from '../storage/payout-statements';

/** Once a period is over, each supplier with something to settle gets his statement. */
@Repeated({ name: 'open-payout-statements', everySeconds: 3600 })
export class OpenPayoutStatements implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly entries: OpenEntries,
    private readonly statements: PayoutStatements,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const perMonth = wholeNumberOf(await this.regions.rule('PAYOUT_PERIODS_PER_MONTH', today));
    const period = lastPeriodBefore(today, perMonth === 2 ? 2 : 1);
    const waiting = await this.entries.suppliersWaiting(this.database, period.from, period.to);
    await oneByOne(
      waiting.map((id) => ({ id })),
      async ({ id }) => void (await this.transactions.run((tx) => this.statements.open(tx, id, period))),
    );
  }
}
