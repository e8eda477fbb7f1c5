import { randomUUID } from 'node:crypto';
import { PaymentRequests } from '../../src/payments/index';
import { startTestApp, type TestApp } from '../support/app';
import { openOrder, receiptInput, receiptMutation, money } from '../support/money';
import { makePeople, type People } from '../support/people';

describe('balances as of a moment, as known at another', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const ask = async (said: Record<string, string> = {}, token = people.finance.token) => {
    const { data, errors } = await app.graphql<{
      accountBalances: { purpose: string; balance: { amount: string; currency: string } }[];
    } | null>(
      `query ($orderId: UUID, $supplierId: UUID, $at: Timestamp, $knownAt: Timestamp) {
         accountBalances(orderId: $orderId, supplierId: $supplierId, at: $at, knownAt: $knownAt) { purpose balance { amount currency } } }`,
      said,
      { token },
    );
    if (errors) return errors[0]?.extensions.code;
    return Object.fromEntries(
      data?.accountBalances.map(({ purpose, balance }) => [purpose, balance.amount]) ?? [],
    );
  };
  const recorded = async () => {
    const row = await app.database.one<{ at: Date }>('SELECT max(recorded_at) AS at FROM ledger_transfers');
    return row?.at.toISOString() ?? '';
  };

  it('tell apart when money moved and when it was written down', async () => {
    const order = await openOrder(app, people, 30_000n);
    const orderId = order.subject.id;
    const receive = (amount: string, receivedAt: string) =>
      receiptMutation(
        app,
        'recordBankReceipt',
        receiptInput({ memo: order.code, amount: money(amount), receivedAt }),
        people.finance.token,
      );
    await receive('200.00', '2026-07-08T10:00:00+08:00');
    const first = new Date(new Date(await recorded()).getTime() + 1).toISOString();
    await receive('100.00', '2026-07-02T10:00:00+08:00'); // told later, came earlier
    await app.transactions.run((tx) =>
      app.nest.get(PaymentRequests).settle(tx, {
        subject: order.subject,
        supplierId: people.supplier.id,
        fen: 30_000n,
        key: randomUUID(),
      }),
    );
    const all = { HELD: '0.00', PAYABLE: '300.00' };
    expect(await ask({ orderId })).toEqual(all);
    expect(await ask({ orderId, at: '2026-07-05T00:00:00+08:00' })).toEqual({
      HELD: '100.00',
      PAYABLE: '0.00',
    });
    expect(await ask({ orderId, at: '2026-07-05T00:00:00+08:00', knownAt: first })).toEqual({
      HELD: '0.00',
      PAYABLE: '0.00',
    });
    expect(await ask({ orderId, knownAt: first })).toEqual({ HELD: '200.00', PAYABLE: '0.00' });
    expect(await ask({ supplierId: people.supplier.id })).toEqual({ PAYABLE: '300.00' });
    expect(await ask({ at: '2026-07-05T00:00:00+08:00' })).toMatchObject({ BANK: '100.00' });
    expect(await ask({}, people.auditor.token)).toMatchObject({ BANK: '300.00' });
  });

  it('are told of one thing that is there, to finance and auditors alone', async () => {
    expect(await ask({ orderId: randomUUID() })).toBe('NOT_FOUND');
    expect(await ask({ supplierId: randomUUID() })).toBe('NOT_FOUND');
    expect(await ask({ orderId: randomUUID(), supplierId: people.supplier.id })).toBe('BAD_USER_INPUT');
    for (const { token } of [people.buyer.clerk, people.supplier.member, people.ops])
      expect(await ask({}, token)).toBe('FORBIDDEN');
  });
});
