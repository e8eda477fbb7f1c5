import type { Line, Lines } from './access-line';
import type { World } from './access-world';
import { randomUUID } from 'node:crypto';
import { CUSTODY, openBankLine } from './bank-statements';
import { uploaded } from './claims';

/** Nothing moved on the account that day: a statement as it stands once it is checked. */
async function statementAt({ app }: World): Promise<string> {
  const row = await app.database.one<{ id: string }>(
    `INSERT INTO bank_statements (id, version, account_number, layout, first_on, last_on, opening_fen, closing_fen, sha256, state, places,
       rows_found, rows_read, lines_new, new_credit_fen, new_debit_fen, staged_by, staged_at)
     SELECT gen_random_uuid(), 1, $1, 'MARKED', '2026-07-01', '2026-07-01', 100, 100, repeat('0', 64), 'CHECKED', '{}', 0, 0, 0, 0, 0, id, created_at
       FROM members WHERE 'FINANCE' = ANY(roles) ORDER BY created_at, id LIMIT 1 RETURNING id`,
    [CUSTODY],
  );
  return row?.id ?? '';
}
/** What one person has said of a line. */
async function proposalAt({ app, callers }: World): Promise<string> {
  const id = randomUUID();
  const proposer = callers.find(({ label }) => label === 'FINANCE')?.person;
  if (!proposer) throw new Error('nobody proposes for finance');
  await app.database.query(
    `INSERT INTO bank_line_proposals (id, line_id, kind, note, state, proposed_by, proposed_at, version)
     SELECT $1, $2, 'CHARGE', '示例', 'PROPOSED', id, created_at, 1 FROM members WHERE id = $3`,
    [id, await openBankLine(app), proposer.id],
  );
  return id;
}
const proposal: Line = { record: proposalAt, variables: (proposalId) => ({ proposalId }) };
const ofPlatform = (variables: Line['variables']): Line => ({ record: statementAt, variables });

export const bankingLines: Lines = {
  bankStatements: { variables: () => ({}) },
  bankLines: { variables: () => ({}) },
  accountBalances: { variables: () => ({}) },
  bankStatementGaps: { variables: () => ({}) },
  bankStanding: { variables: () => ({}) },
  bankInFlight: { variables: () => ({}) },
  bankStatement: ofPlatform((id) => ({ id })),
  proposeBankLine: {
    record: ({ app }) => openBankLine(app),
    variables: (lineId) => ({ lineId, kind: 'CHARGE', note: '示例' }),
  },
  confirmBankLine: { ...proposal, by: 'FINANCE second' },
  rejectBankLine: proposal,
  stageBankStatement: {
    record: ({ app, callers }) => {
      const finance = callers.find(({ label }) => label === 'FINANCE')?.person;
      if (!finance) throw new Error('nobody asks for finance');
      return uploaded(app, finance);
    },
    by: 'FINANCE',
    variables: (fileId) => ({
      accountNumber: CUSTODY,
      layout: 'MARKED',
      firstOn: '2026-07-01',
      lastOn: '2026-07-01',
      opening: { amount: '1.00' },
      closing: { amount: '1.00' },
      fileId,
    }),
  },
  confirmBankStatement: ofPlatform((statementId) => ({ statementId })),
  discardBankStatement: ofPlatform((statementId) => ({ statementId })),
};
