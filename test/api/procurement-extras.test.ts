import fc from 'fast-check';
import { PaymentRequests } from '../../src/payments/index';
import { SettleUnpaidExtras } from '../../src/procurement/reactions/settle-unpaid-extras';
import { AcceptedGoods } from '../../src/procurement/storage/accepted-goods';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf, receiptInput, receiptMutation } from '../support/money';
import { accept, arrive, done, pay, playOrder, readOrder, type PlayedOrder } from '../support/orders';
import { makePeople, PLACES, signInAgain, type People } from '../support/people';

const DAY = 86_400_000;

describe('an extra above a prepaid order', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods[];
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    await makeAgreement(app, {
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_000n }],
    });
    goods = [
      await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 3_333n]] }),
      await makeGoods(app, people, {
        inBase: 90_000_000n,
        ladder: [[1n, 777n]],
        freight: { kind: 'PER_KG', fen: 7n },
      }),
    ];
  });
  afterAll(() => app.close());

  const clerk = () => signInAgain(app, people.buyer.clerk);
  const read = async (id: string) => readOrder(app, await clerk(), id);
  const timeOut = () => app.nest.get(SettleUnpaidExtras).tick();
  const pass = async (days: number) => {
    app.clock.advance(days * DAY);
    await app.settle();
  };

  /** Ordered, paid and accepted two kilograms above the hundred of every line. */
  async function withExtra(lots = 1, kg = '102'): Promise<PlayedOrder> {
    const order = await playOrder(app, people, goods.slice(0, lots), { kg: '100', until: 'PAID' });
    const shipped = await done(app, await signInAgain(app, people.supplier.member), 'dispatchShipment', {
      orderId: order.id,
      expectedVersion: order.version,
      carrier: '示例物流',
      lines: order.lines.map((line) => ({ orderLineId: line.id, quantity: { value: '100', unit: 'kg' } })),
    });
    return accept(app, await clerk(), await arrive(app, await clerk(), shipped), kg);
  }
  const unpaidOf = (orderId: string) =>
    app.database.one<{ paid: bigint; unpaid: bigint; goods: bigint; base: bigint }>(
      `SELECT s.goods_fen + s.freight_fen AS paid, s.unpaid_fen AS unpaid, s.goods_fen AS goods,
         (SELECT sum(accepted_base)::bigint FROM settlement_lines WHERE settlement_id = s.id) AS base
       FROM settlements s WHERE s.order_id = $1`,
      [orderId],
    );
  const workOf = async (orderId: string) => {
    const tasks = await app.database.query<{ kind: string; due: string }>(
      `SELECT kind, ((due_at AT TIME ZONE 'Asia/Shanghai')::date - 1)::text AS due FROM tasks
       WHERE subject_id = $1 AND closed_at IS NULL`,
      [orderId],
    );
    const notices = await app.database.query<{ kind: string; n: number }>(
      `SELECT kind, count(*)::int AS n FROM notices WHERE subject_id = $1 AND kind LIKE 'EXTRA%' GROUP BY kind ORDER BY kind`,
      [orderId],
    );
    return { tasks, notices: Object.fromEntries(notices.map(({ kind, n }) => [kind, n])) };
  };

  const heldOf = async (id: string) =>
    (await app.nest.get(PaymentRequests).position(app.database, { kind: 'ORDER', id })).heldFen;

  /** Bank transfers under the order's code. */
  async function transferTo(orderId: string) {
    const token = await signInAgain(app, people.finance);
    const asked = await app.database.one<{ memo: string; payerName: string }>(
      `SELECT transfer_code AS memo, expected_payer_name AS "payerName" FROM payment_requests WHERE subject_id = $1`,
      [orderId],
    );
    return (fen: bigint) => {
      const amount = { amount: `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`, currency: 'CNY' };
      return receiptMutation(app, 'recordBankReceipt', receiptInput({ ...asked, amount }), token);
    };
  }

  it('is asked for with a day, reminded of, and at last settled for what was paid: weight and books stay true', async () => {
    const order = await withExtra(2);
    expect(order.contract.text).toContain('平台按已付金额结算');
    // 3333 + 777 fen, and 7 fen of freight, for each of the two kilograms.
    expect(order).toMatchObject({ state: 'AWAITING_PAYMENT', total: { amount: '4117.00' } });
    expect(await workOf(order.id)).toEqual({
      tasks: [{ kind: 'PAY_EXTRA', due: '2026-07-24' }],
      notices: { EXTRA_DUE: 2 },
    });
    await pay(app, people, order.id, '41.17');
    await pass(15);
    expect((await workOf(order.id)).notices).toEqual({ EXTRA_DUE: 2 });
    await pass(1);
    expect(await workOf(order.id)).toEqual({
      tasks: [{ kind: 'PAY_EXTRA', due: '2026-08-01' }],
      notices: { EXTRA_DUE: 2, EXTRA_OVERDUE: 2 },
    });
    await pass(7);
    expect((await read(order.id)).state).toBe('AWAITING_PAYMENT');
    await pass(1);
    expect((await read(order.id)).state).toBe('SETTLED');
    // Of 82.34 above the order 41.17 was paid: half of every extra stays.
    expect(await unpaidOf(order.id)).toEqual({
      paid: 415_817n,
      unpaid: 4_117n,
      goods: 415_110n,
      base: 204_000n,
    });
    expect(await workOf(order.id)).toEqual({
      tasks: [],
      notices: { EXTRA_DUE: 2, EXTRA_OVERDUE: 2, EXTRA_LEFT_UNPAID: 2 },
    });
    const counted = await app.database.query(
      `SELECT sum(amount_fen)::bigint AS fen FROM counting_entries WHERE order_id = $1`,
      [order.id],
    );
    expect(counted).toEqual([{ fen: 415_110n }]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('paid within the last term settles whole; nothing is left unpaid', async () => {
    const order = await withExtra();
    await pass(16);
    await pass(6);
    await pay(app, people, order.id);
    expect((await read(order.id)).state).toBe('SETTLED');
    expect(await unpaidOf(order.id)).toMatchObject({ paid: 339_966n, unpaid: 0n });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('waits for ever where the contract is older than the rule', async () => {
    const order = await withExtra();
    await app.database.query('UPDATE orders SET extra_clause = false WHERE id = $1', [order.id]);
    await pass(60);
    await pass(60);
    expect((await read(order.id)).state).toBe('AWAITING_PAYMENT');
  });

  it('a payment that comes while the order is being settled waits for it, and then for finance in suspense', async () => {
    const order = await withExtra();
    await pass(16);
    app.clock.advance(8 * DAY);
    const transfer = await transferTo(order.id);
    const goods = app.nest.get(AcceptedGoods);
    let arriving: Promise<unknown> = Promise.resolve();
    const pricing = jest.spyOn(goods, 'repriced').mockImplementationOnce(async (tx, of) => {
      pricing.mockRestore();
      arriving = transfer(6_666n);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return goods.repriced(tx, of);
    });
    await timeOut();
    await arriving;
    await app.settle();
    expect(await unpaidOf(order.id)).toMatchObject({ paid: 333_300n, unpaid: 6_666n });
    expect(await heldOf(order.id)).toBe(0n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('whatever is paid, and when, at the very end: all of it settles or waits in suspense, to the fen', async () => {
    const payments = fc.array(fc.record({ percent: fc.integer({ min: 1, max: 120 }), after: fc.boolean() }), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(payments, fc.integer({ min: 101, max: 105 }), async (parts, kg) => {
        const order = await withExtra(2, String(kg));
        const extra = BigInt(kg - 100) * 4_117n;
        await pass(16);
        app.clock.advance(8 * DAY);
        const transfer = await transferTo(order.id);
        const receive = (percent: number) => transfer((extra * BigInt(percent)) / 100n);
        await Promise.all([
          ...parts.filter(({ after }) => !after).map(({ percent }) => receive(percent)),
          timeOut(),
          ...parts.filter(({ after }) => after).map(({ percent }) => receive(percent)),
        ]);
        await app.settle();
        expect((await read(order.id)).state).toBe('SETTLED');
        const settled = await unpaidOf(order.id);
        expect((settled?.paid ?? 0n) + (settled?.unpaid ?? 0n)).toBe(411_700n + extra);
        expect(settled?.base).toBe(BigInt(kg) * 2_000n);
        expect(await heldOf(order.id)).toBe(0n);
        expect(await breaksOf(app)).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });
});
