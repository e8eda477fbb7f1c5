import { PaymentRequests } from '../../src/payments/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { PAYER, bookStatement, marked } from '../support/bank-statements';
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
});
