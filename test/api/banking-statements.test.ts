import { workbookOf } from '../../src/platform/exports/workbook';
import { PaymentRequests } from '../../src/payments/index';
import { startTestApp, type TestApp } from '../support/app';
import {
  ACCOUNT,
  CUSTODY,
  PAYER,
  SIGNED,
  TWO,
  WRONG_ROWS,
  bankLines,
  bookStatement,
  booksOf,
  csv,
  gapsOf,
  marked,
  readStatement,
  stageStatement,
  statementVerb,
  twoColumns,
  upload,
  type SaidStatement,
} from '../support/bank-statements';
import { breaksOf, money, openOrder, positionOf, receiptInput, receiptMutation } from '../support/money';
import { makePeople, type People } from '../support/people';

describe('bank statements', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());
  const book = (said: SaidStatement) => bookStatement(app, people.finance, said);
  const stage = (said: SaidStatement) => stageStatement(app, people.finance, said);

  const lines = async (openOnly = false) => bankLines(app, (await makePeople(app)).finance.token, openOnly);
  const gaps = () => gapsOf(app, people.finance.token);

  let first: SaidStatement;
  let evening: SaidStatement;
  it('become receipts that find their orders; what comes from nobody stays open', async () => {
    const order = await openOrder(app, people, 10_000n);
    first = twoColumns(
      [
        ['2026-07-06 09:00:00', '0.00', '100.00', '1,100.00', PAYER, ACCOUNT, `货款${order.code}`, 'S1'],
        ['2026-07-06 09:05:00', '', '50.00', '1,150.00', PAYER, ACCOUNT, '货款', 'S2'],
        ['2026-07-06 09:05:00', '', '50.00', '1,200.00', PAYER, ACCOUNT, '货款', 'S3'],
        ['2026-07-07 00:00:01', '0.50', '', '1,199.50', '', '', '账户管理费', 'S4'],
      ],
      ['2026-07-06', '2026-07-07'],
      ['1000.00', '1199.50'],
    );
    const booked = await book(first);
    expect(booked).toMatchObject({
      state: 'BOOKED',
      rowsFound: 4,
      rowsRead: 4,
      linesNew: 4,
      newCredit: { amount: '200.00' },
    });
    expect(await positionOf(app, order)).toMatchObject({ receivedFen: 10_000n, outstandingFen: 0n });
    expect(await lines(true)).toEqual([]);
    expect(await lines()).toMatchObject([
      { day: '2026-07-07', direction: 'DEBIT', reason: 'CHARGE', memo: '账户管理费' },
      { dayPosition: 3, reason: 'TAKEN' },
      { dayPosition: 2, reason: 'TAKEN' },
      { dayPosition: 1, reason: 'TAKEN', counterpartyName: PAYER, counterpartyAccount: '****5678' },
    ]);
    expect(await booksOf(app)).toMatchObject({ lines: 4, receipts: 3, uses: 4 });
  });

  it('change nothing when they come twice, or tell of days that are known, in whatever file', async () => {
    const before = await booksOf(app);
    expect(await book(first)).toMatchObject({ state: 'BOOKED', rowsRead: 4, linesNew: 0 });
    const rows = [
      ['2026-07-07 00:00:01', '0.5', null, '1199.5', null, null, '账户管理费', 'S4'],
      ['2026-07-08 10:00:00', null, '7', '1206.5', PAYER, ACCOUNT, null, 'S1'],
    ];
    const bytes = await workbookOf([
      {
        name: '明细',
        title: '明细',
        columns: TWO.map((heading) => ({ heading, kind: 'TEXT' as const })),
        rows,
      },
    ]);
    const said = { layout: 'TWO_COLUMNS', name: 'a.xlsx', bytes } as const;
    const booked = await book({ ...said, days: ['2026-07-07', '2026-07-08'], balances: ['1200', '1206.50'] });
    expect(booked).toMatchObject({ rowsRead: 2, linesNew: 1 });
    expect(await booksOf(app)).toMatchObject({
      lines: before.lines + 1,
      receipts: before.receipts + 1, // the bank numbers each day anew: S1 is another one
    });
  });

  it('keep true transfers of one amount on one day apart without any number of the bank’s', async () => {
    const pay = ['20260709', '08:00', '贷', '10.00', '1,216.50', PAYER, ACCOUNT, ''];
    const back = ['20260709', '08:01', '借', '10.00', '1,206.50', PAYER, ACCOUNT, ''];
    const morning = marked([pay, back], ['2026-07-09', '2026-07-09'], ['1206.50', '1206.50']);
    const before = await booksOf(app);
    expect(await book(morning)).toMatchObject({ linesNew: 2 });
    expect(await lines(true)).toMatchObject([{ reason: 'NOTHING_DUE' }]);
    // The same amount, payer, minute and balance a second time: the place in the day tells it from the first.
    evening = marked([pay, back, pay], ['2026-07-09', '2026-07-09'], ['1206.50', '1216.50']);
    expect(await book(evening)).toMatchObject({ linesNew: 1 });
    for (const again of [evening, morning]) expect(await book(again)).toMatchObject({ linesNew: 0 });
    expect(await booksOf(app)).toMatchObject({ lines: before.lines + 3, receipts: before.receipts + 2 });
    expect(await gaps()).toEqual([]);
  });

  it('are booked once by however many at once', async () => {
    app.clock.advance(2 * 86_400_000);
    people = await makePeople(app);
    expect(await book(evening)).toMatchObject({ linesNew: 0 }); // the day was not over when it was told
    const rows = [['2026/07/10', '08:00:00', '+20.00', '1,236.50', PAYER, ACCOUNT, '', 'N1']];
    const said = { layout: 'SIGNED', bytes: csv([SIGNED, ...rows]) } as const;
    const days = ['2026-07-10', '2026-07-10'] as const;
    const staged = [];
    for (let index = 0; index < 4; index += 1)
      staged.push(await stage({ ...said, days, balances: ['1216.50', '1236.50'] }));
    const before = await booksOf(app);
    const answers = await Promise.all(
      [...staged, ...staged].map(({ id, version }, index) =>
        statementVerb(app, index % 2 ? people.finance : people.financeSecond, 'confirmBankStatement', {
          statementId: id,
          expectedVersion: version,
        }),
      ),
    );
    await app.settle();
    expect(answers.filter(({ refusals }) => refusals.length === 0)).toHaveLength(4);
    expect(await booksOf(app)).toMatchObject({ lines: before.lines + 1, receipts: before.receipts + 1 });
  });

  it('are read newest first where the bank prints them so, and tell what is missing', async () => {
    app.clock.advance(4 * 86_400_000);
    people = await makePeople(app);
    const rows = [
      ['2026/07/14', '10:00:00', '-6.50', '1,300.00', '', '', '手续费', 'N3'],
      ['2026/07/14', '08:00:00', '+30.00', '1,306.50', PAYER, ACCOUNT, '', 'N2'],
    ];
    const said = { layout: 'SIGNED', bytes: csv([SIGNED, ...rows]) } as const;
    await book({ ...said, days: ['2026-07-14', '2026-07-14'], balances: ['1276.50', '1300.00'] });
    expect(await gaps()).toEqual([
      {
        after: '2026-07-10',
        before: '2026-07-14',
        known: { amount: '1236.50' },
        goesOnFrom: { amount: '1276.50' },
      },
    ]);
    const missing = [['20260712', '08:00', '贷', '40.00', '1,276.50', PAYER, ACCOUNT, '']];
    await book(marked(missing, ['2026-07-11', '2026-07-13'], ['1236.50', '1276.50']));
    expect(await gaps()).toEqual([]);
    await book(marked([], ['2026-07-15', '2026-07-15'], ['1300.00', '1300.00']));
    expect(await breaksOf(app)).toEqual([]);
  });

  it.each(WRONG_ROWS)('take nothing of %j: %s', async (rows, code, error) => {
    const before = await booksOf(app);
    const staged = await stage(twoColumns(rows, ['2026-07-05', '2026-07-05'], ['1000.00', '1100.00']));
    expect(staged).toMatchObject({ state: 'REFUSED', refusal: { code } });
    const found = staged.errors.map(({ cell, code: why }) => `${cell} ${why}`);
    expect(error === undefined ? found : found.includes(error)).toEqual(error === undefined ? [] : true);
    expect(await booksOf(app)).toEqual(before);
  });

  it('take nothing that differs from what is booked, has other headings or begins in the middle of a day', async () => {
    const later = [['2026-07-06 09:05:00', '', '50.00', '1,200.00', PAYER, ACCOUNT, '货款', 'S3']];
    const staged = await stage(twoColumns(later, ['2026-07-06', '2026-07-06'], ['1150.00', '1200.00']));
    expect(staged.errors).toMatchObject([{ cell: 'A3', code: 'DIFFERS_FROM_BOOKED' }]);
    const other = await stage({ ...first, layout: 'SIGNED' });
    expect(other).toMatchObject({ state: 'REFUSED', refusal: { code: 'HEADINGS_MISSING' } });
  });

  it('refuse another account, days to come and long gone, another’s file, and anybody but finance', async () => {
    const fileId = await upload(app, people.finance, first.bytes);
    const input = {
      accountNumber: CUSTODY,
      layout: 'TWO_COLUMNS',
      firstOn: '2026-07-06',
      lastOn: '2026-07-07',
      opening: { amount: '1000.00' },
      closing: { amount: '1199.50' },
      fileId,
    };
    const send = async (said: object, person = people.finance) =>
      (await statementVerb(app, person, 'stageBankStatement', { ...input, ...said })).refusals;
    expect(await send({ accountNumber: '6222000000000000' })).toEqual(['ACCOUNT_NOT_OURS accountNumber']);
    expect(await send({ lastOn: '2026-07-16' })).toEqual(['DAYS_OUT_OF_REACH lastOn']);
    expect(await send({ firstOn: '2025-01-01' })).toEqual(['DAYS_OUT_OF_REACH firstOn']);
    expect(await send({ firstOn: '2026-07-08' })).toEqual(['DAYS_OUT_OF_REACH firstOn']);
    expect(await send({}, people.financeSecond)).toEqual(['FILE_NOT_YOURS fileId']);
    expect(await send({ opening: { amount: '1.001' } })).toEqual(['AMOUNT_TOO_PRECISE opening.amount']);
    for (const person of [people.ops, people.auditor, people.buyer.clerk])
      expect(await send({}, person)).toEqual(['FORBIDDEN']);
    expect(
      (await app.graphql('{ bankLines { totalCount } }', {}, { token: people.auditor.token })).errors,
    ).toBeUndefined();
  });

  it('know transfers that were typed before, and let none be typed after them', async () => {
    const said = {
      bankReference: 'T-77',
      payerAccount: ACCOUNT,
      amount: money('77.00'),
      receivedAt: '2026-07-15T08:10:00+08:00',
    };
    const record = (more: object = {}) =>
      receiptMutation(app, 'recordBankReceipt', receiptInput({ ...said, ...more }), people.finance.token);
    const typed = (await record()).payload?.receipt?.id;
    expect(typed).toBeDefined();
    app.clock.advance(86_400_000);
    people = await makePeople(app);
    const row = ['20260715', '08:00', '贷', '77.00', '1,377.00', PAYER, ACCOUNT, ''];
    const before = await booksOf(app);
    await book(marked([row, row.with(4, '1,454.00')], ['2026-07-15', '2026-07-15'], ['1300.00', '1454.00']));
    expect(await booksOf(app)).toMatchObject({ lines: before.lines + 2, receipts: before.receipts + 1 });
    const [second, one] = await lines();
    expect(one).toMatchObject({ receiptId: typed, reason: 'RECORDED_BEFORE' });
    expect(second).toMatchObject({ reason: 'TAKEN' });
    const late = await record({ bankReference: 'T-78' });
    expect(late.payload?.refusals).toMatchObject([{ code: 'RECEIPT_ON_STATEMENT', path: ['bankReference'] }]);
    expect((await record()).payload?.receipt?.id).toBe(typed);
  });

  it('confirm refunds: each debit one of its account and amount, the oldest first', async () => {
    const order = await openOrder(app, people, 30_000n);
    await receiptMutation(
      app,
      'recordBankReceipt',
      receiptInput({ memo: order.code, amount: money('300.00'), payerAccount: '6222333344445555' }),
      people.finance.token,
    );
    const refund = (key: string) =>
      app.transactions.run((tx) =>
        app.nest
          .get(PaymentRequests)
          .refund(tx, { subject: order.subject, fen: 4_000n, reason: 'SHORTAGE', from: 'HELD', key }),
      );
    for (const key of ['a', 'b']) await refund(key);
    const rows = [
      ['20260716', '08:00', '借', '40.00', '1,414.00', PAYER, '6222 3333 4444 5555', '退款'],
      ['20260716', '08:00', '借', '40.00', '1,374.00', PAYER, '6222000000000001', '退款'],
      ['20260716', '08:00', '借', '40.00', '1,334.00', PAYER, '6222333344445555', '退款'],
      ['20260716', '08:00', '借', '40.00', '1,294.00', PAYER, '6222333344445555', '退款'],
    ];
    await book(marked(rows, ['2026-07-16', '2026-07-16'], ['1454.00', '1294.00']));
    expect((await lines()).slice(0, 4)).toMatchObject([
      { dayPosition: 4, reason: 'NOTHING_DUE' },
      { dayPosition: 3, reason: 'TAKEN' },
      { dayPosition: 2, reason: 'NOTHING_DUE' },
      { dayPosition: 1, reason: 'TAKEN' },
    ]);
    expect(await positionOf(app, order)).toMatchObject({ refundedFen: 8_000n, refundDueFen: 0n });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('leave no account number, name or file behind but encrypted', async () => {
    const tables = ['bank_statements', 'bank_statement_rows', 'bank_lines', 'audit_rows', 'domain_events'];
    for (const table of tables)
      expect(
        await app.database.query(
          `SELECT FROM ${table} t WHERE t::text LIKE '%${ACCOUNT}%' OR t::text LIKE '%${PAYER}%'`,
        ),
      ).toEqual([]);
    const left = await app.database.query('SELECT FROM files');
    expect(left).toHaveLength(1); // uploaded and never staged
    await expect(app.database.query('UPDATE bank_lines SET fen = fen + 1')).rejects.toThrow('append-only');
    await expect(app.database.query('DELETE FROM bank_line_uses')).rejects.toThrow();
  });

  it('tell of days that are missing, though the balance is the same before and after them', async () => {
    app.clock.advance(3 * 86_400_000);
    people = await makePeople(app);
    await book(marked([], ['2026-07-18', '2026-07-18'], ['1294.00', '1294.00']));
    const balance = { amount: '1294.00' };
    const days = { after: '2026-07-15', before: '2026-07-18' }; // the 16th was not over when it was told
    expect(await gaps()).toEqual([{ ...days, known: balance, goesOnFrom: balance }]);
  });

  it('are given up by people, or by time', async () => {
    const [waiting, left] = [await stage(first), await stage(first)];
    const given = await statementVerb(app, people.finance, 'discardBankStatement', {
      statementId: waiting.id,
      expectedVersion: waiting.version,
    });
    expect(given.statement).toMatchObject({ state: 'DISCARDED' });
    app.clock.advance(15 * 86_400_000);
    people = await makePeople(app);
    await app.settle();
    expect(await readStatement(app, people.finance, left.id)).toMatchObject({
      state: 'DISCARDED',
      errors: [],
    });
    expect(await app.database.query('SELECT FROM bank_statement_rows')).toEqual([]);
  });
});
