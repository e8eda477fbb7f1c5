import { freshKey, type TestApp } from './app';
import type { SentRefusals } from './money';
import type { Person } from './people';

/** The account in custody a fresh database knows. */
export const CUSTODY = '0000000000000000001';

export interface ShownStatement {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly rowsFound: number | null;
  readonly rowsRead: number;
  readonly linesNew: number;
  readonly newCredit: { readonly amount: string };
  readonly refusal: { readonly code: string; readonly message: string } | null;
  readonly errors: readonly { readonly cell: string; readonly code: string; readonly message: string }[];
}
const STATEMENT =
  'id version state rowsFound rowsRead linesNew newCredit { amount } refusal { code message } errors { cell code message }';

export const csv = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n'), 'utf8');

export async function upload(app: TestApp, person: Person, bytes: Buffer, name = 'a.csv'): Promise<string> {
  const answer = await fetch(`${app.url}/files`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      authorization: `Bearer ${person.token}`,
      'x-file-name': name,
    },
    body: new Uint8Array(bytes),
  });
  const said = (await answer.json()) as { id?: string };
  if (!said.id) throw new Error(JSON.stringify(said));
  return said.id;
}

export async function statementVerb(app: TestApp, person: Person, verb: string, input: object) {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const { data, errors } = await app.graphql<Record<
    string,
    SentRefusals & { statement: ShownStatement | null }
  > | null>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { statement { ${STATEMENT} } refusals { code path message } } }`,
    { input: { idempotencyKey: freshKey(), ...input } },
    { token: person.token },
  );
  const refusals = errors
    ? errors.map(({ extensions }) => extensions.code)
    : (data?.[verb]?.refusals.map(({ code, path }) => `${code} ${path.join('.')}`.trim()) ?? []);
  return { statement: data?.[verb]?.statement ?? null, refusals };
}

export async function readStatement(app: TestApp, person: Person, id: string): Promise<ShownStatement> {
  const { data } = await app.graphql<{ bankStatement: ShownStatement }>(
    `query ($id: UUID!) { bankStatement(id: $id) { ${STATEMENT} } }`,
    { id },
    { token: person.token },
  );
  return data.bankStatement;
}

export interface SaidStatement {
  readonly layout: 'TWO_COLUMNS' | 'MARKED' | 'SIGNED';
  readonly bytes: Buffer;
  readonly days: readonly [string, string];
  readonly balances: readonly [string, string];
  readonly name?: string;
}

export const PAYER = '示例采购公司';
export const TWO = [
  '交易时间',
  '借方发生额',
  '贷方发生额',
  '余额',
  '对方户名',
  '对方账号',
  '摘要',
  '交易流水号',
];
const MARKED = ['交易日期', '交易时间', '借贷标志', '交易金额', '账户余额', '对方户名', '对方账号', '用途'];
export const SIGNED = [
  '记账日期',
  '记账时间',
  '收支金额',
  '交易后余额',
  '对方名称',
  '对方账号',
  '备注',
  '核心流水号',
];
export const ACCOUNT = '6222000012345678';
export const twoColumns = (
  rows: string[][],
  days: [string, string],
  balances: [string, string],
): SaidStatement => ({
  layout: 'TWO_COLUMNS',
  bytes: csv([['账号', CUSTODY], TWO, ...rows, ['合计', '', '', '']]),
  days,
  balances,
});
export const marked = (
  rows: string[][],
  days: [string, string],
  balances: [string, string],
): SaidStatement => ({
  layout: 'MARKED',
  bytes: csv([MARKED, ...rows]),
  days,
  balances,
});

/** Uploaded, staged, read and checked. */
export async function stageStatement(
  app: TestApp,
  person: Person,
  said: SaidStatement,
): Promise<ShownStatement> {
  const { statement, refusals } = await statementVerb(app, person, 'stageBankStatement', {
    accountNumber: CUSTODY,
    layout: said.layout,
    firstOn: said.days[0],
    lastOn: said.days[1],
    opening: { amount: said.balances[0] },
    closing: { amount: said.balances[1] },
    fileId: await upload(app, person, said.bytes, said.name),
  });
  if (!statement) throw new Error(refusals.join(', '));
  await app.settle();
  return readStatement(app, person, statement.id);
}

/** … and booked, its lines looked at. */
export async function bookStatement(
  app: TestApp,
  person: Person,
  said: SaidStatement,
): Promise<ShownStatement> {
  const staged = await stageStatement(app, person, said);
  if (staged.state !== 'CHECKED') throw new Error(JSON.stringify(staged));
  await statementVerb(app, person, 'confirmBankStatement', {
    statementId: staged.id,
    expectedVersion: staged.version,
  });
  await app.settle();
  return readStatement(app, person, staged.id);
}

export async function bankLines(
  app: TestApp,
  token: string,
  openOnly = false,
): Promise<Record<string, unknown>[]> {
  const { data } = await app.graphql<{ bankLines: { edges: { node: Record<string, unknown> }[] } }>(
    `query ($openOnly: Boolean!) { bankLines(first: 100, openOnly: $openOnly) { totalCount edges { node {
       day dayPosition direction amount { amount } counterpartyName counterpartyAccount id memo reason receiptId refundPaymentId transferId payoutStatementId proposal { id version kind } } } } }`,
    { openOnly },
    { token },
  );
  return data.bankLines.edges.map(({ node }) => node);
}

export async function gapsOf(app: TestApp, token: string): Promise<object[]> {
  const { data } = await app.graphql<{ bankStatementGaps: { edges: { node: object }[] } }>(
    `{ bankStatementGaps(first: 20) { totalCount edges { node { after before known { amount } goesOnFrom { amount } } } } }`,
    {},
    { token },
  );
  return data.bankStatementGaps.edges.map(({ node }) => node);
}

export interface Books {
  readonly lines: number;
  readonly receipts: number;
  readonly transfers: number;
  readonly uses: number;
}

/** What a statement that brings nothing new must leave as it is. */
export async function booksOf(app: TestApp): Promise<Books> {
  const row = await app.database.one<Books>(
    `SELECT (SELECT count(*) FROM bank_lines)::int AS lines, (SELECT count(*) FROM bank_receipts)::int AS receipts,
            (SELECT count(*) FROM ledger_transfers)::int AS transfers, (SELECT count(*) FROM bank_line_uses)::int AS uses`,
  );
  if (!row) throw new Error('counts of nothing are a row, too');
  return row;
}

const ok = ['2026-07-05 09:00:00', '', '100.00', '1,100.00', PAYER, ACCOUNT, '', 'T1'];
const one = (changes: Record<number, string>) => [ok.map((cell, at) => changes[at] ?? cell)];

/** What no statement says, by the refusal and the cell it is told of. */
export const WRONG_ROWS: readonly (readonly [string[][], string, string | undefined])[] = [
  [one({ 0: '7月5日' }), 'LINES_WRONG', 'A3 DATE_FORM'],
  [one({ 0: '2026-07-04 09:00:00' }), 'LINES_WRONG', 'A3 DAY_OUTSIDE'],
  [one({ 1: '1.00' }), 'LINES_WRONG', 'C3 ONE_AMOUNT'],
  [one({ 2: '' }), 'LINES_WRONG', 'C3 ONE_AMOUNT'],
  [one({ 2: '1.001' }), 'LINES_WRONG', 'C3 AMOUNT_FORM'],
  [one({ 3: '' }), 'LINES_WRONG', 'D3 CELL_MISSING'],
  [one({ 5: '示例' }), 'LINES_WRONG', 'F3 ACCOUNT_FORM'],
  [one({ 7: '' }), 'LINES_WRONG', 'H3 CELL_MISSING'],
  [one({ 3: '1,100.01' }), 'OPENING_DIFFERS', undefined],
  [[ok, ok], 'LINES_WRONG', 'D4 BALANCE_BROKEN'],
  [[ok, ok.with(3, '1,200.00')], 'LINES_WRONG', 'H3 SERIAL_TWICE'],
  [[ok, ok.with(3, '1,200.00').with(7, 'T2')], 'CLOSING_DIFFERS', undefined],
  [[], 'CLOSING_DIFFERS', undefined],
];

let lineDays = 0;
/** A line the bank names nobody for and in words nobody knows, of a statement of its own day. */
export async function openBankLine(app: TestApp, direction: 'CREDIT' | 'DEBIT' = 'DEBIT'): Promise<string> {
  const day = new Date(Date.UTC(2025, 8, (lineDays += 1))).toISOString().slice(0, 10);
  const [opening, closing] = direction === 'DEBIT' ? [200, 100] : [100, 200];
  const row = await app.database.one<{ id: string }>(
    `WITH statement AS (
       INSERT INTO bank_statements (id, version, account_number, layout, first_on, last_on, opening_fen, closing_fen, sha256, state, places,
         rows_found, rows_read, lines_new, new_credit_fen, new_debit_fen, staged_by, staged_at, decided_by, decided_at)
       SELECT gen_random_uuid(), 2, $1, 'MARKED', $2, $2, $3, $4, repeat('0', 64), 'BOOKED', '{}', 1, 1, 1, 0, 0, id, created_at, id, created_at
         FROM members WHERE 'FINANCE' = ANY(roles) ORDER BY created_at, id LIMIT 1 RETURNING id, account_number, first_on, closing_fen)
     INSERT INTO bank_lines (id, statement_id, account_number, day, day_position, booked_at, direction, fen, balance_fen)
     SELECT gen_random_uuid(), id, account_number, first_on, 1, first_on::timestamptz, $5, 100, closing_fen FROM statement RETURNING id`,
    [CUSTODY, day, opening, closing, direction],
  );
  if (!row) throw new Error('nobody is in finance');
  return row.id;
}
