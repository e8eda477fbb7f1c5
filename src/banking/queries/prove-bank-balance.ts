import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { BankStandings, MOVEMENTS } from '../storage/bank-standing';

@ReconcileCheck({
  invariant: 'I13',
  sentence:
    'The bank account in the book is what the last confirmed statements close with, but for lines nobody knows and what no line tells of yet; and every line moved in the book what it moved at the bank',
})
export class ProveBankBalance implements Checks {
  constructor(private readonly standings: BankStandings) {}

  async check(reader: Reader): Promise<CheckResult> {
    const { accounts, bookFen, expectedFen } = await this.standings.now(reader);
    const breaks = (await reader.query<{ line: string }>(WRONG)).map(({ line }) => line);
    if (bookFen !== expectedFen)
      breaks.push(`bank: ${bookFen} in the book, ${expectedFen} by ${accounts.length} accounts`);
    return { examined: accounts.length, breaks };
  }
}

const WRONG = `
  SELECT 'line ' || l.id || ' moved ' || CASE l.direction WHEN 'CREDIT' THEN l.fen ELSE -l.fen END || ' at the bank and '
         || COALESCE(m.fen, 0) || ' in the book' AS line
    FROM bank_line_uses u JOIN bank_lines l ON l.id = u.line_id LEFT JOIN (${MOVEMENTS}) m ON m.line_id = u.line_id
   WHERE u.reason <> 'OWN_TRANSFER' AND COALESCE(m.fen, 0) <> CASE l.direction WHEN 'CREDIT' THEN l.fen ELSE -l.fen END`;
