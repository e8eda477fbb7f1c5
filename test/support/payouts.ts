import { randomUUID } from 'node:crypto';
import { FieldCipher, addDays, businessDateOf, type SettableClock } from '../../src/platform/index';
import { PaymentRequests, type PaymentSubject } from '../../src/payments/index';
import { OpenPayoutStatements } from '../../src/payouts/reactions/open-payout-statements';
import { MemberShareLists } from '../../src/payouts/storage/member-share-lists';
import { PayoutStatements } from '../../src/payouts/storage/payout-statements';
import { freshKey, type TestApp } from './app';
import { receiptInput, receiptMutation, type SentRefusals } from './money';
import { signInAgain, type Person, type Supplier } from './people';

export interface Statement {
  id: string;
  version: number;
  number: string;
  state: string;
  pay: { amount: string };
  lines: { amount: string };
  carried: { amount: string };
  setOff: { amount: string };
  debtAfter: { amount: string };
  contentHash: string | null;
  fileId: string | null;
  hasMemberShares: boolean;
}
export interface StatementAnswer extends SentRefusals {
  statement: Statement | null;
}

export const STATEMENT = `id version number state pay { amount } lines { amount } carried { amount } setOff { amount }
  debtAfter { amount } contentHash fileId hasMemberShares`;

/** An order that exists only here, paid by transfer and settled in full: its money is payable to the supplier. */
export async function settledOrder(
  app: TestApp,
  people: { readonly buyer: { readonly id: string }; readonly finance: Person },
  supplierId: string,
  fen: bigint,
): Promise<PaymentSubject> {
  const subject: PaymentSubject = { kind: 'ORDER', id: randomUUID() };
  const requests = app.nest.get(PaymentRequests);
  const { transferCode } = await app.transactions.run((tx) =>
    requests.open(tx, {
      subject,
      buyerId: people.buyer.id,
      supplierId,
      fen,
      dueOn: null,
      expectedPayerName: '示例采购公司',
    }),
  );
  const text = String(fen).padStart(3, '0');
  const input = receiptInput({
    amount: { amount: `${text.slice(0, -2)}.${text.slice(-2)}`, currency: 'CNY' },
    memo: transferCode,
    receivedAt: app.clock.now().toISOString(),
  });
  const { payload } = await receiptMutation(
    app,
    'recordBankReceipt',
    input,
    await signInAgain(app, people.finance),
  );
  if (payload?.refusals.length !== 0) throw new Error(JSON.stringify(payload));
  await app.transactions.run((tx) => requests.settle(tx, { subject, supplierId, fen, key: randomUUID() }));
  return subject;
}

/** Goods of a settled order were bad: money goes back to the buyer. */
export const refunded = (app: TestApp, subject: PaymentSubject, fen: bigint) =>
  app.transactions.run((tx) =>
    app.nest
      .get(PaymentRequests)
      .refund(tx, { subject, fen, reason: 'QUALITY', from: 'PAYABLE', key: randomUUID() }),
  );

/** A confirmed account of a supplier in place of the one before; rests until the day, where one is said. */
export async function payoutAccount(
  app: TestApp,
  { id, member, second }: Pick<Supplier, 'id' | 'member' | 'second'>,
  payableFrom: string | null = null,
): Promise<string> {
  const number = `62220000${String(process.hrtime.bigint()).slice(-10)}`;
  const cipher = app.nest.get(FieldCipher);
  await app.database.query(
    `UPDATE bank_accounts SET state = 'REPLACED' WHERE organization_id = $1 AND state = 'ACTIVE'`,
    [id],
  );
  await app.database.query(
    `INSERT INTO bank_accounts (id, organization_id, holder_name, bank_name, number_encrypted, number_hash, last_four,
       state, proposed_by, decided_by, created_at, decided_at, payable_from, version)
     VALUES ($1, $2, '示例合作社账户', '示例银行', $3, $4, $5, 'ACTIVE', $6, $7, $8, $8, $9, 1)`,
    [
      randomUUID(),
      id,
      cipher.encrypt(number),
      cipher.lookupHash(number),
      number.slice(-4),
      member.id,
      second.id,
      app.clock.now(),
      payableFrom,
    ],
  );
  return number;
}

export type Until = 'OPEN' | 'CALCULATED' | 'APPROVED' | 'PAID_OUT';
let days = 0;

/** A statement of a settled order and of members' shares, brought to a state; each of a period of its own. */
export async function statementUntil(
  app: TestApp,
  people: {
    readonly buyer: { readonly id: string };
    readonly finance: Person;
    readonly financeSecond: Person;
  },
  supplier: Pick<Supplier, 'id' | 'member' | 'second'>,
  until: Until,
): Promise<string> {
  await settledOrder(app, people, supplier.id, 12_345n);
  const day = addDays(businessDateOf(app.clock.now()), (days += 1));
  const statement = await app.transactions.run(async (tx) => {
    const shares = [{ memberNumber: 'A-1', sharePpm: 1_000_000 }];
    const list = { supplierId: supplier.id, validFrom: day, shares, setBy: supplier.member.id };
    await app.nest.get(MemberShareLists).add(tx, list);
    return app.nest.get(PayoutStatements).open(tx, supplier.id, { from: day, to: day });
  });
  if (!statement) throw new Error('another statement is being prepared');
  const { id } = statement;
  const reaches = (state: Until) => ORDER.indexOf(until) >= ORDER.indexOf(state);
  if (reaches('CALCULATED')) {
    await payoutAccount(app, supplier);
    await must(onStatement(app, people.finance, 'calculatePayoutStatement', { id, version: 1 }));
  }
  if (reaches('APPROVED'))
    await must(onStatement(app, people.financeSecond, 'approvePayoutStatement', { id, version: 2 }));
  if (reaches('PAID_OUT')) await inAFile(app, people.finance, id);
  return id;
}
const ORDER: readonly Until[] = ['OPEN', 'CALCULATED', 'APPROVED', 'PAID_OUT'];

/** In a file of its own: others wait for theirs. */
async function inAFile(app: TestApp, person: Person, id: string): Promise<void> {
  await app.database.query(
    `WITH file AS (INSERT INTO payout_files (id, fen, row_count, made_by, made_at)
       SELECT $1, pay_fen, 1, $2, $3 FROM payout_statements WHERE id = $4 RETURNING id)
     UPDATE payout_statements s SET state = 'PAID_OUT', version = 4, file_id = $1,
            bank_account_id = (SELECT id FROM bank_accounts WHERE organization_id = s.supplier_id AND state = 'ACTIVE')
      WHERE s.id = $4`,
    [randomUUID(), person.id, app.clock.now(), id],
  );
}

async function must(asked: Promise<StatementAnswer>): Promise<void> {
  const { refusals } = await asked;
  if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
}

/** The second day of the next month: everybody who is owed something gets a statement. */
export async function nextMonth(app: TestApp): Promise<void> {
  const now = app.clock.now();
  const clock: SettableClock = app.clock;
  clock.set(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 2, 1)));
  await app.nest.get(OpenPayoutStatements).tick();
}

/** Runs one of the mutations that answer with a statement. */
export async function onStatement(
  app: TestApp,
  person: Person,
  verb: string,
  { id, version }: Pick<Statement, 'id' | 'version'>,
  more: object = {},
): Promise<StatementAnswer> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const answer = await app.graphql<Record<string, StatementAnswer>>(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { statement { ${STATEMENT} } refusals { code path message } } }`,
    { input: { idempotencyKey: freshKey(), statementId: id, expectedVersion: version, ...more } },
    { token: await signInAgain(app, person) },
  );
  const payload = answer.data?.[verb];
  if (answer.errors || !payload) throw new Error(JSON.stringify(answer.errors));
  return payload;
}
