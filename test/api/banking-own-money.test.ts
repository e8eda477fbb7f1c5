import { randomUUID } from 'node:crypto';
import { Ledger, PLATFORM, type AccountPurpose } from '../../src/ledger/index';
import { LineTaking } from '../../src/banking/index';
import { PaymentRequests } from '../../src/payments/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { CUSTODY, PAYER, bankLines, bookStatement, booksOf, marked } from '../support/bank-statements';
import { breaksOf, money, openOrder, positionOf, receiptInput, receiptMutation } from '../support/money';
import { makePeople, type People, type Person } from '../support/people';

const ACCOUNT = '6222333344445555';

describe('lines that are nobody’s payment', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const balance = (purpose: AccountPurpose) =>
    app.nest.get(Ledger).balance(app.database, { owner: PLATFORM, purpose, currency: 'CNY' });
  const lines = () => bankLines(app, people.finance.token, false);
  const verb = async (person: Person, name: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await app.graphql<
      Record<
        string,
        { refusals: { code: string }[]; line: { reason: string; proposal: { id: string } | null } | null }
      >
    >(
      `mutation ($input: ${type}!) { ${name}(input: $input) { refusals { code } line { reason proposal { id } } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data[name];
  };
  const refusalsOf = async (said: ReturnType<typeof verb>) => (await said)?.refusals.map(({ code }) => code);

  it('are charges and interest by the bank’s own words, or by the word of two people', async () => {
    const rows = [
      ['20260709', '08:01', '借', '12.00', '988.00', '', '', '汇划费'],
      ['20260709', '08:02', '贷', '3.21', '991.21', '', '', '结息'],
      ['20260709', '08:03', '借', '7.00', '984.21', '', '', '特约'],
      ['20260709', '08:04', '借', '5.00', '979.21', PAYER, ACCOUNT, '手续费'],
    ];
    await bookStatement(
      app,
      people.finance,
      marked(rows, ['2026-07-09', '2026-07-09'], ['1000.00', '979.21']),
    );
    const [other, unknown, interest, charge] = await lines();
    expect([charge, interest, unknown, other].map((line) => line?.['reason'])).toEqual([
      'CHARGE',
      'INTEREST',
      'FROM_THE_BANK',
      'NOTHING_DUE',
    ]);
    expect([await balance('BANK_CHARGE'), await balance('BANK_INTEREST'), await balance('BANK')]).toEqual([
      1_200n,
      321n,
      -879n,
    ]);
    const propose = (line: Record<string, unknown> | undefined, kind: string) =>
      verb(people.finance, 'proposeBankLine', { lineId: line?.['id'], kind, note: '示例：特约服务' });
    expect(await refusalsOf(propose(other, 'CHARGE'))).toEqual(['LINE_HAS_OTHER_SIDE']);
    expect(await refusalsOf(propose(unknown, 'INTEREST'))).toEqual(['LINE_KIND_DIRECTION']);
    expect(await refusalsOf(propose(charge, 'CHARGE'))).toEqual(['LINE_IS_KNOWN']);
    const proposed = await propose(unknown, 'CHARGE');
    expect(proposed?.line).toMatchObject({ reason: 'PROPOSED' });
    expect(await refusalsOf(propose(unknown, 'CHARGE'))).toEqual(['LINE_PROPOSED']);
    const decision = { proposalId: proposed?.line?.proposal?.id, expectedVersion: 1 };
    expect(await refusalsOf(verb(people.finance, 'confirmBankLine', decision))).toEqual(['FOUR_EYES']);
    const clicks = await Promise.all(
      Array.from({ length: 5 }, () => verb(people.financeSecond, 'confirmBankLine', decision)),
    );
    expect(clicks.filter((one) => one?.refusals.length === 0)).toHaveLength(1);
    expect((await lines())[1]).toMatchObject({ reason: 'AGREED', proposal: null });
    expect(await balance('BANK_CHARGE')).toBe(1_900n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('are the provider’s payouts, before or after it tells of them, and moves between our own accounts', async () => {
    const sent = (fen: bigint) =>
      app.transactions.run((tx) => {
        const account = (purpose: AccountPurpose) => ({ owner: PLATFORM, purpose, currency: 'CNY' as const });
        const entries = [
          { ...account('PROVIDER_TRANSIT'), fen },
          { ...account('FX_CLEARING'), fen: -fen },
        ];
        const subject = { kind: 'PROVIDER_BALANCE', id: randomUUID() };
        return app.nest
          .get(Ledger)
          .post(tx, { key: randomUUID(), kind: 'PROVIDER_BALANCE', subject, entries });
      });
    await sent(4_000n);
    app.clock.advance(86_400_000);
    people = await makePeople(app);
    const rows = [
      ['20260710', '08:01', '贷', '40.00', '1,019.21', 'STRIPE PAYMENTS', '1234567890', 'payout'],
      ['20260710', '08:02', '贷', '40.00', '1,059.21', 'STRIPE PAYMENTS', '1234567890', 'payout'],
      ['20260710', '08:03', '贷', '9.00', '1,068.21', '示例存管专户', CUSTODY, '划转'],
    ];
    const before = await booksOf(app);
    await bookStatement(
      app,
      people.finance,
      marked(rows, ['2026-07-10', '2026-07-10'], ['979.21', '1068.21']),
    );
    const reasons = async () => (await lines()).slice(0, 3).map((line) => line['reason']);
    expect(await reasons()).toEqual(['OWN_TRANSFER', 'WAITING', 'PROVIDER_PAYOUT']);
    expect(await booksOf(app)).toMatchObject({ receipts: before.receipts, transfers: before.transfers + 1 });
    expect(await balance('PROVIDER_TRANSIT')).toBe(0n);
    await sent(4_000n);
    await app.transactions.run((tx) =>
      app.nest.get(LineTaking).again(tx, { direction: 'CREDIT', fen: 4_000n, from: '2026-07-10' }),
    );
    expect(await reasons()).toEqual(['OWN_TRANSFER', 'PROVIDER_PAYOUT', 'PROVIDER_PAYOUT']);
    expect(await balance('PROVIDER_TRANSIT')).toBe(0n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('find their refund when it becomes due, on the day of the line or before', async () => {
    const order = await openOrder(app, people, 30_000n);
    const paid = { memo: order.code, amount: money('300.00'), payerAccount: ACCOUNT };
    await receiptMutation(app, 'recordBankReceipt', receiptInput(paid), people.finance.token);
    const rows = [['20260711', '', '借', '40.00', '1,028.21', PAYER, ACCOUNT, '退款']];
    app.clock.advance(86_400_000);
    people = await makePeople(app);
    await bookStatement(
      app,
      people.finance,
      marked(rows, ['2026-07-11', '2026-07-11'], ['1068.21', '1028.21']),
    );
    expect((await lines())[0]).toMatchObject({ reason: 'NOTHING_DUE' });
    const refund = (key: string) =>
      app.transactions.run((tx) =>
        app.nest
          .get(PaymentRequests)
          .refund(tx, { subject: order.subject, fen: 4_000n, reason: 'SHORTAGE', from: 'HELD', key }),
      );
    for (const key of ['a', 'b']) await refund(key);
    await app.settle();
    expect((await lines())[0]).toMatchObject({ reason: 'TAKEN' });
    expect(await positionOf(app, order)).toMatchObject({ refundedFen: 4_000n, refundDueFen: 4_000n });
    const [late] = await app.database.query<{ early: boolean }>(
      `SELECT bool_or(paid_at < requested_at) AS early FROM refund_payments`,
    );
    expect(late?.early).toBe(false);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('are named where the book is held against the bank, and the difference is none', async () => {
    const standing = async () => {
      const { data } = await app.graphql<{
        bankStanding: { accounts: object[]; book: object; inFlight: object; difference: object };
        bankInFlight: { totalCount: number; edges: { node: object }[] };
      }>(
        `{ bankStanding { accounts { lastFour toldUntil start { amount } closing { amount } untold { amount } own { amount } open { amount } openLines }
             book { amount } inFlight { amount } difference { amount } }
           bankInFlight(first: 10) { totalCount edges { node { kind amount { amount } } } } }`,
        {},
        { token: people.auditor.token },
      );
      return data;
    };
    const before = await standing();
    expect(before.bankStanding).toMatchObject({
      accounts: [
        {
          lastFour: '0001',
          toldUntil: '2026-07-11',
          start: { amount: '1000.00' },
          closing: { amount: '1028.21' },
          untold: { amount: '0.00' },
          own: { amount: '9.00' },
          open: { amount: '-5.00' },
          openLines: 1,
        },
      ],
      book: { amount: '324.21' },
      inFlight: { amount: '300.00' },
      difference: { amount: '0.00' },
    });
    expect(before.bankInFlight).toMatchObject({
      totalCount: 1,
      edges: [{ node: { kind: 'BANK_RECEIPT', amount: { amount: '300.00' } } }],
    });
    // Days nobody told, and then money that came without the book knowing.
    app.clock.advance(3 * 86_400_000);
    people = await makePeople(app);
    const rows = [['20260714', '', '贷', '2.00', '1,102.00', PAYER, '6222999988887777', '货款']];
    await bookStatement(
      app,
      people.finance,
      marked(rows, ['2026-07-14', '2026-07-14'], ['1100.00', '1102.00']),
    );
    expect((await standing()).bankStanding).toMatchObject({
      accounts: [{ closing: { amount: '1102.00' }, untold: { amount: '71.79' } }],
      book: { amount: '326.21' },
      difference: { amount: '0.00' },
    });
    expect(await breaksOf(app)).toEqual([]);
    // A line taken for what moved another amount, and a closing balance that is not what the lines come to.
    await app.database.query('ALTER TABLE bank_line_uses DISABLE TRIGGER USER');
    await app.database.query(`DELETE FROM bank_line_uses WHERE reason = 'CHARGE'`);
    await app.database.query(
      `UPDATE bank_line_uses SET transfer_id = (SELECT id FROM ledger_transfers WHERE kind = 'BANK_CHARGE' ORDER BY recorded_at LIMIT 1)
        WHERE reason = 'INTEREST'`,
    );
    await app.database.query('ALTER TABLE bank_line_uses ENABLE TRIGGER USER');
    expect(await breaksOf(app)).toEqual([
      expect.stringMatching(/^line .* moved 321 at the bank and -1200 in the book$/),
      expect.stringMatching(/^bank: /),
    ]);
  });
});
