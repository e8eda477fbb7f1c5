import { Reconciliation } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { accept, arrive, basketOf, done, pay, readOrder, ship, sign } from '../support/orders';
import { makePeople, type People } from '../support/people';

describe('an order from the basket to the settled line', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, {
      inBase: 50_000_000n,
      ladder: [
        [1n, 6_800n],
        [1_000_000n, 6_450n],
      ],
      freight: { kind: 'PER_KG', fen: 35n },
    });
  });
  afterAll(() => app.close());

  it('is priced, signed, paid, shipped in two parts, accepted 3 % short, settled to the fen', async () => {
    const { clerk, approver } = people.buyer;
    let order = await done(app, clerk.token, 'placeOrder', basketOf(app, people.buyer, goods));
    expect([order.goods.amount, order.freight.amount, order.total.amount]).toEqual([
      '129000.00',
      '700.00',
      '129700.00',
    ]);
    expect(order.number).toMatch(/^XS20260709-\d{6}$/);
    order = await sign(app, people.supplier.token, order);
    order = await sign(app, approver.token, order);
    expect(order.state).toBe('AWAITING_PAYMENT');
    expect(order.contract.signatures.map(({ side }) => side)).toEqual(['SUPPLIER', 'BUYER']);
    await pay(app, people, order.id);
    expect((await readOrder(app, clerk.token, order.id)).state).toBe('PAID');
    order = await ship(app, people.supplier.token, order.id, '1000');
    expect(order.state).toBe('IN_FULFILMENT');
    order = await arrive(app, clerk.token, order);
    order = await accept(app, clerk.token, order, '1000');
    order = await ship(app, people.supplier.token, order.id, '1000');
    expect(order.state).toBe('SHIPPED');
    order = await arrive(app, clerk.token, order);
    expect(order.state).toBe('DELIVERED');
    order = await accept(app, clerk.token, order, '940');
    expect(order.state).toBe('SETTLED');
    expect(order.settlement).toMatchObject({
      goods: { amount: '125130.00' }, // 1940 kg × 64.50
      freight: { amount: '679.00' }, // 1940 kg × 0.35
      excess: { amount: '3891.00' }, // 60 kg × 64.85
    });
    expect(order.settlement?.lines.map((line) => line.goods.amount).sort()).toEqual(['60630.00', '64500.00']);
    const breaks: string[] = [];
    await app.nest.get(Reconciliation).run((line) => breaks.push(...line.breaks));
    expect(breaks).toEqual([]);
  });
});
