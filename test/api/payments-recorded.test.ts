import { freshKey, startTestApp, type TestApp } from '../support/app';
import { ACCOUNT, PAYER, bankLines, bookStatement, twoColumns } from '../support/bank-statements';
import {
  breaksOf,
  confirmRecorded,
  money,
  openOrder,
  positionOf,
  receiptInput,
  type OpenedOrder,
  type Recorded,
} from '../support/money';
import { makePeople, shareTelephone, type People, type Person } from '../support/people';

interface Answer {
  readonly codes: string[];
  readonly recorded: (Recorded & { receipt: { id: string } | null; withdrawalReason: string | null }) | null;
}

describe('a receipt written down by hand', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const verb = async (name: string, input: object, person: Person): Promise<Answer> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await app.graphql<Record<
      string,
      { refusals: { code: string; path: string[] }[]; recorded: Answer['recorded'] }
    > | null>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { refusals { code path }
         recorded { id version state withdrawalReason receipt { id } } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    const said = data?.[name];
    const codes = errors
      ? errors.map(({ extensions }) => extensions.code)
      : (said?.refusals ?? []).map(({ code, path }) => `${code} ${path.join('.')}`);
    return { codes, recorded: said?.recorded ?? null };
  };
  const record = async (said: object, person = people.finance): Promise<Recorded> => {
    const { recorded, codes } = await verb('recordBankReceipt', receiptInput({ ...said }), person);
    if (!recorded) throw new Error(codes.join(', '));
    return recorded;
  };
  const confirm = ({ id, version }: Recorded, person: Person) =>
    verb('confirmRecordedReceipt', { recordedReceiptId: id, expectedVersion: version }, person);
  const withdraw = ({ id, version }: Recorded, person: Person) =>
    verb(
      'withdrawRecordedReceipt',
      { recordedReceiptId: id, expectedVersion: version, reason: '记错金额' },
      person,
    );
  const paidFor = async (order: OpenedOrder) => {
    const [sum] = await app.database.query<{ payments: number }>(
      `SELECT count(*)::int AS payments FROM payments p JOIN payment_requests r ON r.id = p.request_id WHERE r.subject_id = $1`,
      [order.subject.id],
    );
    return { payments: sum?.payments, receivedFen: (await positionOf(app, order)).receivedFen };
  };
  const waiting = async (person: Person) => {
    const { data } = await app.graphql<{
      receiptsToConfirm: {
        totalCount: number;
        edges: { node: { id: string; payerName: string | null; payerAccount: string } }[];
      };
    }>(
      '{ receiptsToConfirm(first: 50) { totalCount edges { node { id payerName payerAccount } } } }',
      {},
      { token: person.token },
    );
    return data.receiptsToConfirm;
  };
  const tasks = (id: string) =>
    app.database.query(
      `SELECT FROM tasks WHERE kind = 'CONFIRM_RECEIPT' AND subject_id::text = $1 AND organization_id = $2 AND closed_at IS NULL`,
      [id, people.platform],
    );

  it('books nothing until a second person confirms it, and then credits its order once', async () => {
    const order = await openOrder(app, people, 10_000n);
    const recorded = await record({ memo: order.code });
    expect(await paidFor(order)).toEqual({ payments: 0, receivedFen: 0n });
    expect(await app.database.query('SELECT FROM bank_receipts')).toEqual([]);
    const list = await waiting(people.finance);
    expect(list).toMatchObject({ totalCount: 1, edges: [{ node: { id: recorded.id, payerName: PAYER } }] });
    expect((await waiting(people.auditor)).edges).toMatchObject([
      { node: { payerName: null, payerAccount: '****5678' } },
    ]);
    expect(await tasks(recorded.id)).toHaveLength(1);
    expect((await confirm(recorded, people.finance)).codes).toEqual(['FOUR_EYES recordedReceiptId']);
    for (const person of [people.ops, people.auditor, people.buyer.approver])
      expect((await confirm(recorded, person)).codes).toEqual(['FORBIDDEN']);
    expect((await confirm({ ...recorded, version: 2 }, people.financeSecond)).codes).toEqual([
      'STALE_VERSION expectedVersion',
    ]);
    expect(await paidFor(order)).toEqual({ payments: 0, receivedFen: 0n });
    const { codes, recorded: confirmed } = await confirm(recorded, people.financeSecond);
    expect(codes).toEqual([]);
    expect(confirmed).toMatchObject({ state: 'CONFIRMED', receipt: { id: expect.any(String) } });
    expect(await paidFor(order)).toEqual({ payments: 1, receivedFen: 10_000n });
    expect(await tasks(recorded.id)).toEqual([]);
    expect(await waiting(people.finance)).toMatchObject({ totalCount: 0 });
    const again = await confirm({ ...recorded, version: 2 }, people.financeSecond);
    expect(again.codes).toEqual([expect.stringContaining('ILLEGAL_TRANSITION')]);
    expect((await withdraw({ ...recorded, version: 2 }, people.finance)).codes).toEqual([
      expect.stringContaining('ILLEGAL_TRANSITION'),
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is not confirmed by the same person under another account', async () => {
    const recorded = await record({});
    await shareTelephone(app, 'one-person-of-finance', people.finance, people.financeSecond);
    expect((await confirm(recorded, people.financeSecond)).codes).toEqual(['FOUR_EYES recordedReceiptId']);
    await shareTelephone(app, null, people.finance, people.financeSecond);
    expect((await confirm(recorded, people.financeSecond)).codes).toEqual([]);
  });

  it('credits its order once, however often it is confirmed at once', async () => {
    const order = await openOrder(app, people, 100_000n);
    const recorded = await record({ memo: order.code });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => confirm(recorded, people.financeSecond)),
    );
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(await paidFor(order)).toEqual({ payments: 1, receivedFen: 10_000n });
  });

  it('is withdrawn with a reason while it waits, and its reference is free again', async () => {
    const order = await openOrder(app, people, 10_000n);
    const said = { memo: order.code, bankReference: '示例更正 1' };
    const wrong = await record({ ...said, amount: money('1000.00') });
    const { codes, recorded } = await withdraw(wrong, people.finance);
    expect(codes).toEqual([]);
    expect(recorded).toMatchObject({ state: 'REJECTED', withdrawalReason: '记错金额', receipt: null });
    expect(await tasks(wrong.id)).toEqual([]);
    expect((await confirm({ ...wrong, version: 2 }, people.financeSecond)).codes).toEqual([
      expect.stringContaining('ILLEGAL_TRANSITION'),
    ]);
    const right = await record(said);
    expect(right.id).not.toBe(wrong.id);
    const other = await verb(
      'recordBankReceipt',
      receiptInput({ ...said, amount: money('7.00') }),
      people.finance,
    );
    expect(other.codes).toEqual(['BANK_REFERENCE_REUSED bankReference']);
    expect((await confirm(right, people.financeSecond)).codes).toEqual([]);
    expect(await paidFor(order)).toEqual({ payments: 1, receivedFen: 10_000n });
    expect(await breaksOf(app)).toEqual([]);
  });

  let told: string[][] = [];
  const at = (time: string) => `2026-07-08 ${time}`;
  const typed = (memo: string | null, amount: string, bankReference: string) => ({
    memo,
    amount: money(amount),
    bankReference,
    payerAccount: ACCOUNT,
    receivedAt: '2026-07-08T10:00:00+08:00',
  });

  it('is confirmed by the line that brings it, and by nobody after that', async () => {
    const order = await openOrder(app, people, 100_000n);
    const one = await record(typed(order.code, '88.00', 'T-1'));
    app.clock.advance(1_000);
    const two = await record(typed(order.code, '88.00', 'T-2'));
    const wrong = await record(typed(order.code, '99.00', 'R3'));
    told = [
      [at('09:00:00'), '', '88.00', '1,088.00', PAYER, ACCOUNT, order.code, 'R1'],
      [at('09:05:00'), '', '90.00', '1,178.00', PAYER, ACCOUNT, order.code, 'R3'],
    ];
    await bookStatement(
      app,
      people.finance,
      twoColumns(told, ['2026-07-08', '2026-07-08'], ['1000.00', '1178.00']),
    );
    expect(await paidFor(order)).toEqual({ payments: 2, receivedFen: 17_800n });
    expect(await bankLines(app, people.finance.token)).toMatchObject([
      { reason: 'TAKEN' },
      { reason: 'TAKEN' },
    ]);
    expect(await tasks(one.id)).toEqual([]);
    expect((await confirm({ ...one, version: 2 }, people.financeSecond)).codes).toEqual([
      expect.stringContaining('ILLEGAL_TRANSITION'),
    ]);
    // The bank tells of one such transfer that day, and of another amount under the third one's reference.
    expect((await confirm(two, people.financeSecond)).codes).toEqual([
      'RECEIPT_ON_STATEMENT recordedReceiptId',
    ]);
    expect((await confirm(wrong, people.financeSecond)).codes).toEqual([
      'RECEIPT_BOOKED_OTHERWISE recordedReceiptId',
    ]);
    for (const left of [two, wrong]) expect((await withdraw(left, people.financeSecond)).codes).toEqual([]);
    expect(await paidFor(order)).toEqual({ payments: 2, receivedFen: 17_800n });
    const [proved] = await app.database.query(
      `SELECT r.state, r.decided_by, b.typed FROM recorded_receipts r JOIN bank_receipts b ON b.id = r.receipt_id WHERE r.id = $1`,
      [one.id],
    );
    expect(proved).toEqual({ state: 'CONFIRMED', decided_by: null, typed: false });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('credits its order once where a person confirms it while the statement is booked', async () => {
    const order = await openOrder(app, people, 100_000n);
    const amounts = ['31.00', '32.00', '33.00', '34.00'];
    const recorded = [];
    for (const amount of amounts) recorded.push(await record(typed(order.code, amount, `B-${amount}`)));
    let balance = 117_800n;
    const rows = amounts.map((amount, place) => {
      balance += BigInt(amount.replace('.', ''));
      const shown = `${balance / 100n}.${String(balance % 100n).padStart(2, '0')}`;
      return [at(`10:0${place}:00`), '', amount, shown, PAYER, ACCOUNT, order.code, `L${place}`];
    });
    const statement = twoColumns(
      [...told, ...rows],
      ['2026-07-08', '2026-07-08'],
      ['1000.00', rows.at(-1)?.[3] ?? ''],
    );
    await Promise.all([
      bookStatement(app, people.finance, statement),
      ...recorded.map((one) => confirm(one, people.financeSecond)),
    ]);
    expect(await paidFor(order)).toEqual({ payments: 4, receivedFen: 13_000n });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is found by the check where nobody else has confirmed it', async () => {
    const confirmed = await confirmRecorded(app, await record({}));
    const id = confirmed.payload?.receipt?.id ?? '';
    const [row] = await app.database.query<{ by: string }>(
      'SELECT decided_by AS by FROM recorded_receipts WHERE receipt_id = $1',
      [id],
    );
    const say = (by: string | null) =>
      app.database.query('UPDATE recorded_receipts SET decided_by = $2 WHERE receipt_id = $1', [id, by]);
    await say(null);
    expect(await breaksOf(app)).toEqual([`receipt ${id} was typed and nobody else confirmed it`]);
    await say(row?.by ?? null);
    expect(await breaksOf(app)).toEqual([]);
    await expect(
      app.database.query('UPDATE recorded_receipts SET decided_by = proposed_by WHERE receipt_id = $1', [id]),
    ).rejects.toThrow('recorded_receipts_four_eyes');
  });
});
