import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { STATEMENT_STAGED } from '../domain/banking.events';
import { BankStatement } from '../storage/bank-statement.entity';
import { BankStatements } from '../storage/bank-statements';
import { StatementChecking } from '../storage/statement-checking';
import { StatementReading, refusalOf } from '../storage/statement-reading';

const ROWS_AT_ONCE = 5_000;
/** After row 0: everything that stands below the headings. */
const FIRST = '0';
const CHECK = 'CHECK';

/** A staged statement is counted, read in slices, each a step of the progress people see, and then checked as a whole. */
@Reaction({ name: 'read-bank-statements', on: [STATEMENT_STAGED] })
export class ReadBankStatements implements ReactsInSlices {
  constructor(
    private readonly statements: BankStatements,
    private readonly reading: StatementReading,
    private readonly checking: StatementChecking,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const statement = await this.statements.lock(tx, String(event.payload['statementId']));
    if (statement?.state !== 'READING') return null;
    if (after === CHECK) {
      const checked = await this.orRefused(tx, statement, this.checking.check(tx, statement));
      if (checked) await this.statements.move(tx, statement, 'check', null, checked);
      return null;
    }
    if (after === null) {
      const counted = await this.orRefused(tx, statement, this.reading.count(statement));
      if (!counted) return null;
      await tx.change(BankStatement, statement, counted);
      return FIRST;
    }
    const reading = this.reading.slice(statement, Number(after), ROWS_AT_ONCE);
    const slice = await this.orRefused(tx, statement, reading);
    if (!slice) return null;
    await this.reading.keep(tx, statement, slice.rows);
    await tx.change(BankStatement, statement, { rowsRead: statement.rowsRead + slice.rows.length });
    return slice.last === null ? CHECK : String(slice.last);
  }

  /** Null: the statement is refused as a whole. */
  private async orRefused<Read>(
    tx: Tx,
    statement: BankStatement,
    reading: Promise<Read>,
  ): Promise<Read | null> {
    try {
      return await reading;
    } catch (error) {
      await this.statements.move(tx, statement, 'refuse', null, { refusal: refusalOf(error) });
      return null;
    }
  }
}
