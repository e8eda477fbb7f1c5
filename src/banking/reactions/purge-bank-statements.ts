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
import { Regions, wholeNumberOf } from '../../regions/index';
import { BankStatements } from '../storage/bank-statements';

/** Statements nobody confirmed, and the errors of those that were refused. */
@Repeated({ name: 'purge-bank-statements', everySeconds: 3600 })
export class PurgeBankStatements implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly statements: BankStatements,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const days = wholeNumberOf(await this.regions.rule('STATEMENT_IMPORT_KEPT_DAYS', today));
    const before = startOfBusinessDate(addDays(today, -days));
    const old = await this.database.query<{ id: string }>(
      `SELECT s.id FROM bank_statements s WHERE s.staged_at < $1 AND (s.state IN ('READING', 'CHECKED')
         OR EXISTS (SELECT FROM bank_statement_rows r WHERE r.statement_id = s.id)) ORDER BY s.staged_at LIMIT 20`,
      [before],
    );
    await oneByOne(old, ({ id }) =>
      this.transactions.run(async (tx) => {
        const statement = await this.statements.lock(tx, id);
        if (statement?.state === 'READING' || statement?.state === 'CHECKED')
          await this.statements.move(tx, statement, 'discard', null);
        await tx.query('DELETE FROM bank_statement_rows WHERE statement_id = $1', [id]);
      }),
    );
  }
}
