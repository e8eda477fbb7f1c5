import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { STATEMENT_BOOKED } from '../domain/banking.events';
import { LineTaking, type OpenLine } from '../storage/line-taking';

/**
 * What the lines of a booked statement are: in the bank’s order, so that money goes to orders as it came, and each in a
 * transaction of its own, so that none holds an order while it waits for another.
 */
@Reaction({ name: 'take-bank-lines', on: [STATEMENT_BOOKED] })
export class TakeBankLines implements ReactsInSlices {
  constructor(private readonly taking: LineTaking) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const [day = null, position = null] = after?.split(' ') ?? [];
    const [line] = await tx.query<OpenLine>(
      `SELECT l.id, l.day, l.day_position AS "dayPosition", l.account_number AS "accountNumber", l.booked_at AS "bookedAt", l.direction, l.fen,
              l.serial, l.counterparty_name_encrypted AS "nameSealed", l.counterparty_account_encrypted AS "accountSealed",
              l.memo_encrypted AS "memoSealed", s.decided_by AS "bookedBy"
         FROM bank_lines l JOIN bank_statements s ON s.id = l.statement_id
        WHERE l.statement_id = $1 AND ($2::date IS NULL OR (l.day, l.day_position) > ($2::date, $3::int))
        ORDER BY l.day, l.day_position LIMIT 1`,
      [event.payload['statementId'], day, position],
    );
    if (!line) return null;
    await this.taking.take(tx, line);
    return `${line.day} ${line.dayPosition}`;
  }
}
