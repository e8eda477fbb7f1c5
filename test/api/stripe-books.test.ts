import { breaksOf, money, receiptInput, receiptMutation } from '../support/money';
import { OnlinePayments } from '../support/online-payments';

describe('the books of payments online', () => {
  let online: OnlinePayments;
  beforeAll(async () => {
    online = await OnlinePayments.start();
  });
  afterEach(async () => {
    online.controls.troubleAll({});
    Object.assign(online.controls.webhooks.travel, { lose: false, copies: 1, hold: false });
    Object.assign(online.controls.terms, { settlement: null, walletRefundsAtOnce: true });
    expect(await breaksOf(online.app)).toEqual([]);
  });
  afterAll(() => online.close());

  const provided = async () => {
    const { available, pending } = await online.sdk.balance.retrieve();
    const sums = new Map<string, bigint>();
    for (const { currency, amount } of [...available, ...pending])
      sums.set(currency.toUpperCase(), (sums.get(currency.toUpperCase()) ?? 0n) + BigInt(amount));
    return Object.fromEntries([...sums].filter(([, amount]) => amount !== 0n));
  };
  const booked = async (purpose: string) => {
    const rows = await online.rows<{ currency: string; fen: bigint }>(
      `SELECT a.currency, sum(e.fen)::bigint AS fen FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
        WHERE a.purpose = $1 GROUP BY 1 HAVING sum(e.fen) <> 0 ORDER BY 1`,
      [purpose],
    );
    return Object.fromEntries(rows.map(({ currency, fen }) => [currency, fen]));
  };

  it('with every webhook of an hour lost the books come out equal', async () => {
    await online.later();
    Object.assign(online.controls.webhooks.travel, { lose: true });
    const order = await online.order(50_000n);
    const other = await online.order(20_000n);
    const id = await online.opened(order);
    const second = await online.opened(other);
    for (const one of [id, second]) online.controls.customerChooses(one, 'pm_card_visa');
    await online.work();
    expect(await online.position(order)).toMatchObject({ receivedFen: 0n });
    await online.later();
    expect(await online.position(order)).toMatchObject({ heldFen: 50_000n });
    await online.refund(order, 20_000n);
    await online.work();
    const { data } = await online.sdk.charges.list({ payment_intent: second });
    const dispute = online.controls.dispute(data[0]?.id ?? '', 5_000);
    await online.later();
    expect(await online.position(order)).toMatchObject({ heldFen: 30_000n, refundedFen: 20_000n });
    expect(await online.position(other)).toMatchObject({ heldFen: 15_000n, disputedFen: 5_000n });
    online.controls.decideDispute(dispute, true);
    online.controls.payOutAll('cny');
    await online.later();
    expect(await online.position(other)).toMatchObject({ heldFen: 20_000n, disputedFen: 0n });
    expect(await booked('PROVIDER')).toEqual(await provided());
    expect(await online.rows(`SELECT id FROM stripe_balance_rows WHERE state <> 'BOOKED'`)).toEqual([]);
  });

  it('with every webhook lost a dispute that is lost takes the money for good', async () => {
    const order = await online.order(9_000n);
    const id = await online.paid(order);
    const [charge] = (await online.sdk.charges.list({ payment_intent: id })).data;
    Object.assign(online.controls.webhooks.travel, { lose: true });
    const dispute = online.controls.dispute(charge?.id ?? '', 4_000);
    await online.later();
    expect(await online.position(order)).toMatchObject({ heldFen: 5_000n, disputedFen: 4_000n });
    await online.later(40 * 24);
    const asked = () =>
      online.controls.requests.filter(({ url }) => url.startsWith(`/v1/disputes/${dispute}`)).length;
    const before = asked();
    for (let times = 0; times < 3; times += 1) await online.later(1);
    expect(asked() - before).toBeLessThan(2); // the longer it lasts, the more seldom
    online.controls.decideDispute(dispute, false);
    await online.later(7);
    expect(await online.position(order)).toMatchObject({ heldFen: 5_000n, disputedFen: 0n });
    expect(await booked('PROVIDER_WITHHELD')).toEqual({});
  });

  it('what is paid after the order was paid otherwise, or cancelled, goes back by itself', async () => {
    const order = await online.order(10_000n);
    const id = await online.opened(order);
    online.controls.customerChooses(id, 'alipay');
    const memo = { memo: order.code, amount: money('60.00') };
    await receiptMutation(online.app, 'recordBankReceipt', receiptInput(memo), await online.token('finance'));
    const [shown] = await online.list(order);
    if (!shown) throw new Error('no payment');
    expect((await online.cancel(shown)).refusals).toEqual([]);
    online.controls.customerActs(id); // pays before the provider hears of it
    await online.arrived();
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ receivedFen: 10_000n, outstandingFen: 0n });
    const { data } = await online.sdk.charges.list({ payment_intent: id });
    expect(data[0]?.amount_refunded).toBe(6_000);
    const due = await online.rows(`SELECT id FROM refund_payments WHERE state <> 'DONE'`);
    expect(due).toEqual([]);
  });

  it('gives back to where it came from, the newest first, and finance pays none of it by hand', async () => {
    const order = await online.order(10_000n);
    const memo = { memo: order.code, amount: money('40.00') };
    await receiptMutation(online.app, 'recordBankReceipt', receiptInput(memo), await online.token('finance'));
    const id = await online.paid(order);
    const { refundId } = await online.refund(order, 7_000n);
    const parts = await online.rows<{ id: string; version: number; capture_id: string | null; fen: bigint }>(
      'SELECT id, version, capture_id, fen FROM refund_payments WHERE refund_id = $1 ORDER BY fen',
      [refundId],
    );
    expect(parts.map(({ capture_id, fen }) => [capture_id !== null, fen])).toEqual([
      [false, 1_000n],
      [true, 6_000n],
    ]);
    const byHand = await online.app.graphql<{ confirmRefundPaid: { refusals: object[] } }>(
      'mutation ($input: ConfirmRefundPaidInput!) { confirmRefundPaid(input: $input) { refusals { code } } }',
      {
        input: {
          idempotencyKey: 'by-hand-and-by-provider',
          refundPaymentId: parts[1]?.id,
          expectedVersion: parts[1]?.version,
          bankReference: '示例-1',
          paidAt: '2026-07-09T08:30:00+08:00',
        },
      },
      { token: await online.token('finance') },
    );
    expect(byHand.data.confirmRefundPaid.refusals).toEqual([{ code: 'GOES_BY_PROVIDER' }]);
    await online.arrived();
    const { data } = await online.sdk.refunds.list({ payment_intent: id });
    expect(data.map(({ amount, status }) => [amount, status])).toEqual([[6_000, 'succeeded']]);
    expect(await online.position(order)).toMatchObject({ refundedFen: 6_000n, refundDueFen: 1_000n });
  });

  it('a refund that comes back after it had arrived is due again, and tried again by finance', async () => {
    online.controls.terms.walletRefundsAtOnce = false;
    const order = await online.order(3_000n);
    const id = await online.opened(order);
    online.controls.customerChooses(id, 'alipay');
    online.controls.customerActs(id);
    await online.arrived();
    await online.refund(order, 3_000n);
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ refundDueFen: 3_000n });
    const [first] = (await online.sdk.refunds.list({ payment_intent: id })).data;
    online.controls.finishRefund(first?.id ?? '');
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ refundDueFen: 0n, refundedFen: 3_000n });
    online.controls.finishRefund(first?.id ?? '', false);
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ refundDueFen: 3_000n, refundedFen: 0n });
    const [failed] = await online.rows<{ id: string; version: number }>(
      `SELECT id, version FROM refund_payments WHERE state = 'FAILED'`,
    );
    const input = { refundPaymentId: failed?.id, expectedVersion: failed?.version };
    await online.app.graphql(
      'mutation ($input: RetryRefundInput!) { retryRefund(input: $input) { refusals { code } } }',
      { input: { idempotencyKey: 'retry-a-failed-one', ...input } },
      { token: await online.token('finance') },
    );
    await online.arrived();
    const again = (await online.sdk.refunds.list({ payment_intent: id })).data;
    expect(again).toHaveLength(2);
    online.controls.finishRefund(again.find((one) => one.id !== first?.id)?.id ?? '');
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ refundDueFen: 0n, refundedFen: 3_000n });
    await online.later();
  });

  it('a dispute takes the money out of the order, and a lost one takes it for good', async () => {
    const order = await online.order(8_000n);
    const id = await online.paid(order);
    const { data } = await online.sdk.charges.list({ payment_intent: id });
    const dispute = online.controls.dispute(data[0]?.id ?? '');
    await online.arrived();
    const open = { heldFen: 0n, disputedFen: 8_000n, outstandingFen: 8_000n };
    expect(await online.position(order)).toMatchObject(open);
    await expect(online.refund(order, 1n)).rejects.toMatchObject({
      refusals: [{ code: 'REFUND_EXCEEDS_PAID' }],
    });
    online.controls.decideDispute(dispute, false);
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ ...open, disputedFen: 0n });
    await online.later();
    expect(await booked('PROVIDER')).toEqual(await provided());
  });

  it('books what settles in another currency in that currency, each balanced by itself', async () => {
    await online.later();
    const before = await booked('PROVIDER');
    online.controls.terms.settlement = { currency: 'hkd', ratePpm: 1_080_000 };
    const order = await online.order(10_000n);
    await online.paid(order);
    await online.refund(order, 2_500n);
    await online.arrived();
    await online.later();
    expect(await online.position(order)).toMatchObject({ heldFen: 7_500n, refundedFen: 2_500n });
    expect(await booked('PROVIDER')).toEqual(await provided());
    expect((await booked('PROVIDER'))['CNY']).toBe(before['CNY']);
    expect(await booked('FX_CLEARING')).toEqual({ CNY: 7_500n, HKD: -8_100n });
  });
});
