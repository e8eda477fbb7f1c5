import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  purgeStaged,
  startOfBusinessDate,
  type Ticks,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { BankStatements } from '../storage/bank-statements';

/** Statements nobody confirmed, and the errors of those that were refused. */
@Repeated({ name: 'purge-bank-statements', everySeconds: 3600 })
export class PurgeBankStatements implements Ticks {
  constructor(
    readonly database: Database,
    readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly statements: BankStatements,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const days = wholeNumberOf(await this.regions.rule('STATEMENT_IMPORT_KEPT_DAYS', today));
    await purgeStaged(
      this,
      {
        table: 'bank_statements',
        rows: 'bank_statement_rows',
        key: 'statement_id',
        giveUp: async (tx, id) => {
          const statement = await this.statements.lock(tx, id);
          if (statement?.state === 'READING' || statement?.state === 'CHECKED')
            await this.statements.move(tx, statement, 'discard', null);
        },
      },
      startOfBusinessDate(addDays(today, -days)),
    );
  }
}
