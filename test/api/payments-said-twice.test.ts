import { freshKey, startTestApp, type TestApp } from '../support/app';
import { ACCOUNT, PAYER, bankLines, bookStatement, twoColumns } from '../support/bank-statements';
import { breaksOf, money, openOrder, positionOf, receiptInput, type Recorded } from '../support/money';
import { makePeople, type People, type Person } from '../support/people';

const OTHER = '6222999900001111';

describe('a transfer that a person and a statement tell of', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const verb = async (name: string, input: object, person: Person) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data } = await app.graphql<
      Record<
        string,
        {
          refusals: { code: string }[];
          recorded: (Recorded & { receipt: { id: string; findings: { reason: string }[] } | null }) | null;
        }
      >
    >(
      `mutation ($input: ${type}!) { ${name}(input: $input) { refusals { code }
         recorded { id version state receipt { id findings { reason } } } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    const { refusals = [], recorded = null } = data[name] ?? {};
    return { codes: refusals.map(({ code }) => code), recorded };
  };
  const record = (said: object) => verb('recordBankReceipt', receiptInput({ ...said }), people.finance);
  const recorded = async (said: object): Promise<Recorded> => {
    const answer = await record(said);
    if (!answer.recorded) throw new Error(answer.codes.join(', '));
    return answer.recorded;
  };
  const confirm = ({ id, version }: Recorded) =>
    verb('confirmRecordedReceipt', { recordedReceiptId: id, expectedVersion: version }, people.financeSecond);
  const stateOf = async ({ id }: Recorded) => {
    const [row] = await app.database.query<{ state: string; version: number; by: string | null }>(
      'SELECT state, version, decided_by AS by FROM recorded_receipts WHERE id = $1',
      [id],
    );
    return row;
  };
  const slip = (memo: string | null, amount: string, day: string, more: object = {}) => ({
    memo,
    amount: money(amount),
    payerAccount: ACCOUNT,
    receivedAt: `2026-06-${day}T10:00:00+08:00`,
    ...more,
  });

  interface Told {
    readonly day: string;
    readonly amount: string;
    readonly memo: string;
    readonly serial: string;
    readonly name?: string;
    readonly account?: string;
  }
  let balance = 100_000n;
  const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
  /** The statement of these June days, each following on the one before. */
  const tell = async (days: [string, string], told: readonly Told[]) => {
    const opening = yuan(balance);
    const rows = told.map(({ day, amount, memo, serial, name = PAYER, account = ACCOUNT }) => {
      balance += BigInt(amount.replace('.', ''));
      return [`2026-06-${day} 09:00:00`, '', amount, yuan(balance), name, account, memo, serial];
    });
    const [first, last] = days.map((day) => `2026-06-${day}`) as [string, string];
    await bookStatement(app, people.finance, twoColumns(rows, [first, last], [opening, yuan(balance)]));
    const lines = await bankLines(app, people.finance.token);
    return lines
      .slice(0, told.length)
      .toReversed()
      .map(({ reason }) => reason);
  };
  const received = async (order: Parameters<typeof positionOf>[1]) =>
    (await positionOf(app, order)).receivedFen;

  it('is one, though the statement books it a day later and under a number of its own', async () => {
    const order = await openOrder(app, people, 100_000n);
    const waiting = await recorded(slip(order.code, '41.00', '02'));
    expect(
      await tell(['01', '03'], [{ day: '03', amount: '41.00', memo: order.code, serial: 'A1' }]),
    ).toEqual(['TAKEN']);
    expect(await stateOf(waiting)).toMatchObject({ state: 'CONFIRMED', by: null });
    expect((await confirm({ ...waiting, version: 2 })).codes).toEqual(['ILLEGAL_TRANSITION']);
    expect(await received(order)).toBe(4_100n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is one where two people had booked it before, whatever day the statement books it', async () => {
    const [order, next] = [await openOrder(app, people, 100_000n), await openOrder(app, people, 100_000n)];
    for (const one of [order, next])
      expect((await confirm(await recorded(slip(one.code, '42.00', '04')))).codes).toEqual([]);
    const rows = [
      { day: '05', amount: '42.00', memo: next.code, serial: 'B1' },
      { day: '05', amount: '42.00', memo: order.code, serial: 'B2' },
      { day: '06', amount: '42.00', memo: order.code, serial: 'B3' },
    ];
    expect(await tell(['04', '06'], rows)).toEqual(['RECORDED_BEFORE', 'RECORDED_BEFORE', 'TAKEN']);
    expect(await received(next)).toBe(4_200n);
    expect(await received(order)).toBe(8_400n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is not booked by a second person where a statement shows as much of the same payer near that day', async () => {
    const [order, next] = [await openOrder(app, people, 100_000n), await openOrder(app, people, 100_000n)];
    const waiting = await recorded(slip(order.code, '43.00', '08', { payerAccount: OTHER }));
    const rows = [{ day: '09', amount: '43.00', memo: order.code, serial: 'C1' }];
    expect(await tell(['07', '09'], rows)).toEqual(['TAKEN']);
    expect(await stateOf(waiting)).toMatchObject({ state: 'PROPOSED' });
    expect((await confirm(waiting)).codes).toEqual(['RECEIPT_MAYBE_ON_STATEMENT']);
    expect((await record(slip(null, '43.00', '07'))).codes).toEqual(['RECEIPT_MAYBE_ON_STATEMENT']);
    expect(await received(order)).toBe(4_300n);
    // Of another order, or of another week, it is another one.
    for (const said of [slip(next.code, '43.00', '10'), slip(null, '43.00', '13')])
      expect((await confirm(await recorded(said))).codes).toEqual([]);
    expect(await received(next)).toBe(4_300n);
  });

  it('is not one by the bank’s number alone: what is otherwise said differently is for people', async () => {
    const [order, next] = [await openOrder(app, people, 100_000n), await openOrder(app, people, 100_000n)];
    const said = (serial: string, more = {}) =>
      slip(order.code, '44.00', '15', { bankReference: serial, ...more });
    const waiting = await recorded(said('D1'));
    const late = await recorded(said('D2', { memo: null, receivedAt: '2026-06-14T10:00:00+08:00' }));
    const booked = await recorded(said('D3'));
    expect((await confirm(booked)).codes).toEqual([]);
    const other = { amount: '44.00', memo: next.code, name: '示例另一公司', account: OTHER };
    const rows = [
      { ...other, day: '16', serial: 'D1' },
      { ...other, day: '22', serial: 'D2', account: ACCOUNT, memo: '' },
      { ...other, day: '22', serial: 'D3', name: PAYER },
    ];
    expect(await tell(['14', '22'], rows)).toEqual(['TAKEN', 'TAKEN', 'TAKEN']);
    for (const one of [waiting, late]) {
      expect(await stateOf(one)).toMatchObject({ state: 'PROPOSED' });
      expect((await confirm(one)).codes).toEqual(['RECEIPT_BOOKED_OTHERWISE']);
    }
    expect(await received(order)).toBe(4_400n);
    const findings = await app.database.query<{ reason: string }>(
      `SELECT f.reason FROM bank_receipts b JOIN receipt_findings f ON f.receipt_id = b.id
        WHERE b.bank_reference LIKE 'D3/%' AND NOT b.typed`,
    );
    expect(findings).toEqual([{ reason: 'TYPED_OTHERWISE' }]);
    expect(await received(next)).toBe(0n);
  });

  it('is another one where the statement’s has become of what was written down before', async () => {
    const order = await openOrder(app, people, 100_000n);
    await recorded(slip(order.code, '45.00', '24'));
    expect(
      await tell(['23', '25'], [{ day: '25', amount: '45.00', memo: order.code, serial: 'E1' }]),
    ).toEqual(['TAKEN']);
    expect((await confirm(await recorded(slip(order.code, '45.00', '26')))).codes).toEqual([]);
    expect(await received(order)).toBe(9_000n);
    expect(await breaksOf(app)).toEqual([]);
  });
});
