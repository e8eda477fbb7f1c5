import { PaymentRequests } from '../../src/payments/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { PAYER, bankLines, bookStatement, marked } from '../support/bank-statements';
import { breaksOf, money, openOrder, positionOf, receiptInput, receiptMutation } from '../support/money';
import { makePeople, type People } from '../support/people';

const ACCOUNT = '6222333344445555';

describe('refunds that a statement has told', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const due = async () =>
    app.database.query<{ id: string; version: number }>(
      `SELECT id, version FROM refund_payments WHERE state = 'PROCESSING' ORDER BY requested_at, id`,
    );

  const confirm = async (bankReference: string, paidAt: string) => {
    const [payment] = await due();
    const { data } = await app.graphql<{ confirmRefundPaid: { refusals: { code: string }[] } }>(
      `mutation ($input: ConfirmRefundPaidInput!) { confirmRefundPaid(input: $input) { refusals { code } } }`,
      {
        input: {
          idempotencyKey: freshKey(),
          refundPaymentId: payment?.id,
          expectedVersion: payment?.version,
          bankReference,
          paidAt,
        },
      },
      { token: people.finance.token },
    );
    return data.confirmRefundPaid.refusals.map(({ code }) => code);
  };

  it('are not confirmed again by hand: one transfer pays one of two equal refunds', async () => {
    const order = await openOrder(app, people, 30_000n);
    await receiptMutation(
      app,
      'recordBankReceipt',
      receiptInput({ memo: order.code, amount: money('300.00'), payerAccount: ACCOUNT }),
      people.finance.token,
    );
    for (const key of ['a', 'b'])
      await app.transactions.run((tx) =>
        app.nest
          .get(PaymentRequests)
          .refund(tx, { subject: order.subject, fen: 4_000n, reason: 'SHORTAGE', from: 'HELD', key }),
      );
    const row = ['20260709', '08:45', '借', '40.00', '260.00', PAYER, ACCOUNT, '退款'];
    await bookStatement(
      app,
      people.finance,
      marked([row], ['2026-07-09', '2026-07-09'], ['300.00', '260.00']),
    );
    expect(await due()).toHaveLength(1);
    expect(await confirm('ON-PAPER-1', '2026-07-09T08:45:00+08:00')).toEqual(['REFUND_ON_STATEMENT']);
    expect(await positionOf(app, order)).toMatchObject({ refundDueFen: 4_000n });
    expect(await breaksOf(app)).toEqual([]);
  });

  const partsOf = (state: string) =>
    app.database.query<{ id: string; version: number; attempt: number }>(
      'SELECT id, version, attempt FROM refund_payments WHERE state = $1 ORDER BY requested_at, id',
      [state],
    );
  const openTasks = async (id: string) => {
    const rows = await app.database.query<{ kind: string }>(
      `SELECT kind FROM tasks WHERE subject_id::text = $1 AND organization_id = $2 AND closed_at IS NULL ORDER BY kind`,
      [id, people.platform],
    );
    return rows.map(({ kind }) => kind);
  };
  const nextDay = async () => {
    app.clock.advance(86_400_000);
    people = { ...(await makePeople(app)), platform: people.platform };
  };
  const tell = (day: string, rows: string[][], balances: [string, string]) =>
    bookStatement(app, people.finance, marked(rows, [day, day], balances));
  const retry = async (part: { id: string; version: number } | undefined) => {
    const { data } = await app.graphql<{ retryRefund: { refusals: { code: string }[] } }>(
      `mutation ($input: RetryRefundInput!) { retryRefund(input: $input) { refusals { code } } }`,
      {
        input: { idempotencyKey: freshKey(), refundPaymentId: part?.id, expectedVersion: part?.version },
      },
      { token: people.finance.token },
    );
    await app.settle();
    return data.retryRefund.refusals;
  };

  it('are due again when the bank sends them back, and are sent again, each time by a line of its own', async () => {
    const order = await openOrder(app, people, 50_000n);
    const paid = { memo: order.code, amount: money('500.00'), payerAccount: '6222333344446666' };
    await receiptMutation(app, 'recordBankReceipt', receiptInput(paid), people.finance.token);
    await app.transactions.run((tx) =>
      app.nest
        .get(PaymentRequests)
        .refund(tx, { subject: order.subject, fen: 7_000n, reason: 'SHORTAGE', from: 'HELD', key: 'c' }),
    );
    await nextDay();
    const payee = [PAYER, '6222333344446666'];
    const out = ['20260710', '08:00', '借', '70.00', '190.00', ...payee, '退款'];
    // Who writes a code pays, whatever else he writes.
    const code = ['20260710', '09:00', '贷', '70.00', '260.00', ...payee, `退回重付 ${order.code}`];
    const back = ['20260710', '10:00', '贷', '70.00', '330.00', ...payee, '账号户名不符 退汇'];
    const before = await positionOf(app, order);
    await tell('2026-07-10', [out, code, back], ['260.00', '330.00']);
    const reasons = async () =>
      (await bankLines(app, people.finance.token)).map(({ reason }) => reason).slice(0, 3);
    expect(await reasons()).toEqual(['REFUND_RETURNED', 'TAKEN', 'TAKEN']);
    const [part] = await partsOf('RETURNED');
    expect(part).toMatchObject({ attempt: 2 });
    expect(await openTasks(part?.id ?? '')).toEqual(['RESEND_REFUND']);
    const told = await app.database.query(
      `SELECT FROM notices WHERE kind = 'REFUND_RETURNED' AND subject_id::text = $1`,
      [order.subject.id],
    );
    expect(told).toHaveLength(1);
    // Credited is what came with the code and not what came back: that is due again.
    expect(await positionOf(app, order)).toMatchObject({
      receivedFen: before.receivedFen + 7_000n,
      refundDueFen: 7_000n,
      refundedFen: 0n,
    });
    expect(await breaksOf(app)).toEqual([]);

    // Nobody says that it was paid before it is sent again.
    expect(await retry(part)).toEqual([]);
    expect(await openTasks(part?.id ?? '')).toEqual(['PAY_REFUND']);
    await nextDay();
    const again = ['20260711', '08:00', '借', '70.00', '260.00', ...payee, '退款'];
    const second = ['20260711', '10:00', '贷', '70.00', '330.00', ...payee, '退汇'];
    await tell('2026-07-11', [again, second], ['330.00', '330.00']);
    expect((await reasons()).slice(0, 2)).toEqual(['REFUND_RETURNED', 'TAKEN']);
    expect(await partsOf('RETURNED')).toMatchObject([{ id: part?.id, attempt: 3 }]);
    expect(await breaksOf(app)).toEqual([]);

    const [third] = await partsOf('RETURNED');
    expect(await retry(third)).toEqual([]);
    await nextDay();
    const [due] = await partsOf('PROCESSING').then((parts) => parts.filter(({ id }) => id === part?.id));
    const input = {
      idempotencyKey: freshKey(),
      refundPaymentId: due?.id,
      expectedVersion: due?.version,
      bankReference: 'BY-HAND-3',
      paidAt: '2026-07-12T07:00:00+08:00',
    };
    const { data } = await app.graphql<{ confirmRefundPaid: { refusals: object[] } }>(
      `mutation ($input: ConfirmRefundPaidInput!) { confirmRefundPaid(input: $input) { refusals { code } } }`,
      { input },
      { token: people.finance.token },
    );
    expect(data.confirmRefundPaid.refusals).toEqual([]);
    const last = ['20260712', '08:00', '借', '70.00', '260.00', ...payee, '退款'];
    await tell('2026-07-12', [last], ['330.00', '260.00']);
    expect((await reasons())[0]).toBe('RECORDED_BEFORE');
    expect(await positionOf(app, order)).toMatchObject({ refundDueFen: 0n, refundedFen: 7_000n });
    expect(await breaksOf(app)).toEqual([]);
  });
});
