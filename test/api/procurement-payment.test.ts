import { Reconciliation } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { done, pay, playOrder, readOrder, send } from '../support/orders';
import { makePeople, signInAgain, type People } from '../support/people';

const DAY = 86_400_000;

describe('paying for orders', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => app.close());

  const clerk = () => signInAgain(app, people.buyer.clerk);
  const read = async (id: string) => readOrder(app, await clerk(), id);
  const heldOf = async (orderId: string) => {
    const [row] = await app.database.query<{ reserved: bigint }>(
      `SELECT coalesce(sum(h.reserved_base), 0)::bigint AS reserved FROM order_lines l
       LEFT JOIN lot_holdings h ON h.holder_id = l.id WHERE l.order_id = $1`,
      [orderId],
    );
    return row?.reserved;
  };
  const refundsOf = (orderId: string) =>
    app.database.query(
      `SELECT r.fen, r.reason, r.source FROM refunds r JOIN payment_requests p ON p.id = r.request_id
       WHERE p.subject_id = $1 ORDER BY r.requested_at`,
      [orderId],
    );
  const breaks = async () => {
    const found: string[] = [];
    await app.nest.get(Reconciliation).run((proof) => found.push(...proof.breaks));
    return found;
  };

  it('an order is paid by two transfers, and only with the second', async () => {
    const order = await playOrder(app, people, goods, { kg: '100', until: 'AWAITING_PAYMENT' });
    await pay(app, people, order.id, '1999.99');
    expect((await read(order.id)).state).toBe('AWAITING_PAYMENT');
    await pay(app, people, order.id, '3000.01');
    expect((await read(order.id)).state).toBe('PAID');
    const events = await app.database.query(
      `SELECT kind FROM domain_events WHERE stream = $1 AND kind = 'OrderPaid'`,
      [`order:${order.id}`],
    );
    expect(events).toHaveLength(1);
    expect(await breaks()).toEqual([]);
  });

  it('what is paid above the price comes back, with the settlement at the latest', async () => {
    const order = await playOrder(app, people, goods, { kg: '100', until: 'AWAITING_PAYMENT' });
    await pay(app, people, order.id, '5200.00');
    expect((await read(order.id)).state).toBe('PAID');
    const [money] = await app.database.query<{ received: bigint }>(
      `SELECT sum(p.fen)::bigint AS received FROM payments p JOIN payment_requests r ON r.id = p.request_id
       WHERE r.subject_id = $1`,
      [order.id],
    );
    expect([500_000n, 520_000n]).toContain(money?.received);
    expect(await breaks()).toEqual([]);
  });

  it('an unpaid order ends after thirty days: reservation and budget come back', async () => {
    const order = await playOrder(app, people, goods, { kg: '100', until: 'AWAITING_PAYMENT' });
    await pay(app, people, order.id, '100.00');
    expect(await heldOf(order.id)).toBe(100_000n);
    app.clock.advance(30 * DAY);
    await app.settle();
    expect((await read(order.id)).state).toBe('AWAITING_PAYMENT');
    app.clock.advance(DAY);
    await app.settle();
    expect((await read(order.id)).state).toBe('PAYMENT_TIMEOUT');
    expect(await heldOf(order.id)).toBe(0n);
    expect(await refundsOf(order.id)).toEqual([{ fen: 10_000n, reason: 'CANCELLED', source: 'HELD' }]);
    expect(await breaks()).toEqual([]);
  });

  it('the buyer extends once by fifteen days', async () => {
    const order = await playOrder(app, people, goods, { kg: '100', until: 'AWAITING_PAYMENT' });
    const ofOrder = { orderId: order.id, expectedVersion: order.version };
    const extended = await done(app, await clerk(), 'extendPayment', ofOrder);
    const again = await send(app, await clerk(), 'extendPayment', {
      ...ofOrder,
      expectedVersion: extended.version,
    });
    expect(again.refusals).toMatchObject([{ code: 'PAYMENT_ALREADY_EXTENDED' }]);
    app.clock.advance(45 * DAY);
    await app.settle();
    expect((await read(order.id)).state).toBe('AWAITING_PAYMENT');
    app.clock.advance(DAY);
    await app.settle();
    expect((await read(order.id)).state).toBe('PAYMENT_TIMEOUT');
  });

  it('a cancelled order gives back goods and money; shipped ones cannot be cancelled', async () => {
    const order = await playOrder(app, people, goods, { kg: '100', until: 'PAID' });
    const ended = await done(app, await signInAgain(app, people.supplier.member), 'cancelOrder', {
      orderId: order.id,
      expectedVersion: order.version,
      reason: 'GOODS_NOT_AVAILABLE',
    });
    expect(ended.state).toBe('CANCELLED_BY_SUPPLIER');
    expect(await heldOf(order.id)).toBe(0n);
    expect(await refundsOf(order.id)).toEqual([{ fen: 500_000n, reason: 'CANCELLED', source: 'HELD' }]);
    const shipped = await playOrder(app, people, goods, { kg: '100', until: 'SHIPPED' });
    const late = await send(app, await clerk(), 'cancelOrder', {
      orderId: shipped.id,
      expectedVersion: shipped.version,
      reason: 'NO_LONGER_NEEDED',
    });
    expect(late.refusals).toMatchObject([{ code: 'ORDER_ALREADY_SHIPPED' }]);
    expect(await breaks()).toEqual([]);
  });

  it('goods first: due after acceptance, settled when paid', async () => {
    const order = await playOrder(app, people, goods, { kg: '100', terms: 'POSTPAID', until: 'DELIVERED' });
    expect(order.state).toBe('DELIVERED');
    const played = await playOrder(app, people, goods, { kg: '100', acceptedKg: '97', terms: 'POSTPAID' });
    expect(played.state).toBe('SETTLED');
    expect(played.settlement).toMatchObject({ goods: { amount: '4850.00' }, excess: { amount: '0.00' } });
    expect(await refundsOf(played.id)).toEqual([]);
    expect(await breaks()).toEqual([]);
  });

  it('both sides are reminded once before a payment is due, and settled orders close with time', async () => {
    const order = await playOrder(app, people, goods, { kg: '100', until: 'AWAITING_PAYMENT' });
    const settled = await playOrder(app, people, goods, { kg: '100' });
    const reminders = async () => {
      const [row] = await app.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM notices WHERE kind = 'PAYMENT_DUE' AND subject_id = $1`,
        [order.id],
      );
      return row?.n;
    };
    app.clock.advance(26 * DAY);
    await app.settle();
    expect(await reminders()).toBe(0);
    app.clock.advance(DAY);
    await app.settle();
    await app.settle();
    expect(await reminders()).toBe(2);
    app.clock.advance(4 * DAY);
    await app.settle();
    expect((await read(settled.id)).state).toBe('CLOSED');
  });
});
