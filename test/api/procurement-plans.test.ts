import type { SaidDetails } from '../../libs/payment-plan/src/index';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { basketOf, done, pay, playOrder, readOrder, send, type PlayWish } from '../support/orders';
import { makePeople, type People } from '../support/people';
import { Plans } from '../support/plans';

const DAY = 86_400_000;

/** 100 kg at 50 yuan: 5000.00. */
describe('payment plans', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let plans: Plans;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    plans = new Plans(app, people);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => app.close());

  const play = (terms: PlayWish['terms'], paymentPlan: SaidDetails, wish: PlayWish = {}) =>
    playOrder(app, people, goods, { kg: '100', terms, paymentPlan, until: 'AWAITING_PAYMENT', ...wish });
  it('a deposit and a balance before dispatch: nothing leaves before both are paid, and a short delivery changes neither', async () => {
    const order = await play('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'BEFORE_DISPATCH' });
    expect(order.contract.text).toContain('付合同总价的 30% 作为预付款，全部款项付清后发货');
    const [first, second] = [plans.day(15), plans.day(17)]; // delivery is on day 20
    expect(await plans.read(order.id)).toMatchObject({
      state: 'AWAITING_PAYMENT',
      paymentDueOn: first,
      paymentPlan: { text: '预付款 30%，尾款发货前付清' },
    });
    await pay(app, people, order.id, '1000.00');
    expect(await plans.parts(order.id)).toEqual([
      `DEPOSIT 1000.00/1500.00 ${first} OPEN`,
      `BALANCE 0.00/3500.00 ${second} OPEN`,
    ]);
    expect(await plans.asked(order.id)).toEqual({ amount: '500.00', outstanding: '4000.00', dueOn: first });
    await pay(app, people, order.id, '500.00');
    expect(await plans.read(order.id)).toMatchObject({ state: 'AWAITING_PAYMENT', paymentDueOn: second });
    expect(await plans.told(order.id, 'PART_PAID')).toBe(2);
    const early = await readOrder(app, await plans.supplier(), order.id);
    const refused = await send(app, await plans.supplier(), 'dispatchShipment', {
      orderId: order.id,
      expectedVersion: early.version,
      carrier: '示例物流',
      lines: early.lines.map(({ id }) => ({ orderLineId: id, quantity: { value: '100', unit: 'kg' } })),
    });
    expect(refused.refusals).toMatchObject([{ code: 'ILLEGAL_TRANSITION' }]);
    await pay(app, people, order.id);
    expect((await plans.read(order.id)).state).toBe('PAID');
    const settled = await plans.deliver(order.id, '100', '97');
    expect(settled).toMatchObject({ state: 'SETTLED', settlement: { excess: { amount: '150.00' } } });
    expect(await plans.parts(order.id)).toEqual([
      `DEPOSIT 1500.00/1500.00 ${first} PAID`,
      `BALANCE 3500.00/3500.00 ${second} PAID`,
    ]);
    expect(await plans.breaks()).toEqual([]);
  });

  it('a balance that does not come ends the order, and the deposit goes back', async () => {
    const order = await play('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'BEFORE_DISPATCH' });
    await pay(app, people, order.id, '1500.00');
    app.clock.advance(14 * DAY);
    await app.settle();
    expect(await plans.told(order.id, 'PAYMENT_DUE')).toBe(2);
    app.clock.advance(3 * DAY);
    await app.settle();
    // The deposit's day may still stand on the order while word of its payment is on the way: it is not late.
    await app.database.query(`UPDATE orders SET payment_due_on = '2026-07-10' WHERE id = $1`, [order.id]);
    await app.settle();
    expect((await plans.read(order.id)).state).toBe('AWAITING_PAYMENT');
    app.clock.advance(DAY);
    await app.settle();
    expect((await plans.read(order.id)).state).toBe('PAYMENT_TIMEOUT');
    expect((await plans.parts(order.id)).map((part) => part.split(' ').at(-1))).toEqual(['PAID', 'LAPSED']);
    const refunds = await app.database.query(
      `SELECT r.fen, r.reason FROM refunds r JOIN payment_requests p ON p.id = r.request_id WHERE p.subject_id = $1`,
      [order.id],
    );
    expect(refunds).toEqual([{ fen: 150_000n, reason: 'CANCELLED' }]);
    expect(await plans.breaks()).toEqual([]);
  });

  it('a deposit lets goods leave; the balance is what was accepted and falls due then', async () => {
    const order = await play('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'AFTER_ACCEPTANCE' });
    await pay(app, people, order.id, '1500.00');
    expect(await plans.read(order.id)).toMatchObject({ state: 'DEPOSIT_PAID', paymentDueOn: null });
    expect(await plans.told(order.id, 'DEPOSIT_PAID')).toBe(2);
    expect(await plans.tasks(order.id)).toEqual(['SHIP_ORDER']);
    const accepted = await plans.deliver(order.id, '100', '97');
    expect(accepted.state).toBe('AWAITING_PAYMENT');
    const due = plans.day(30);
    expect((await plans.parts(order.id))[1]).toBe(`BALANCE 0.00/3350.00 ${due} OPEN`);
    await pay(app, people, order.id);
    expect(await plans.read(order.id)).toMatchObject({ state: 'SETTLED' });
    expect(await plans.breaks()).toEqual([]);
  });

  it('all of it may be paid before, and so little accepted that the deposit comes back in part', async () => {
    const all = await play('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'AFTER_ACCEPTANCE' });
    await pay(app, people, all.id);
    expect((await plans.read(all.id)).state).toBe('PAID');
    const little = await play('DEPOSIT_BALANCE', { depositPercent: 90, restDue: 'AFTER_ACCEPTANCE' });
    await pay(app, people, little.id, '4500.00');
    const settled = await plans.deliver(little.id, '100', '80');
    expect(settled).toMatchObject({ state: 'SETTLED', settlement: { excess: { amount: '500.00' } } });
    expect((await plans.parts(little.id)).map((part) => part.split(' ')[1])).toEqual([
      '4500.00/4500.00',
      '0.00/0.00',
    ]);
    expect(await plans.breaks()).toEqual([]);
  });

  it('by shipments: each accepted one asks for its own, less the deposit, while the rest is on its way', async () => {
    const order = await play('DEPOSIT_BALANCE', { depositPercent: 20, restDue: 'BY_SHIPMENT' });
    await pay(app, people, order.id, '1000.00');
    await plans.deliver(order.id, '40', '38');
    const [first, shipped] = [plans.day(30), await plans.read(order.id)];
    expect(shipped).toMatchObject({ state: 'IN_FULFILMENT', paymentDueOn: first });
    expect((await plans.parts(order.id)).slice(1)).toEqual([
      `SHIPMENT 0.00/1520.00 ${first} OPEN`,
      'BALANCE 0.00/2480.00 - PLANNED',
    ]);
    expect(await plans.tasks(order.id)).toEqual(['PAY_ORDER', 'SHIP_ORDER']);
    await pay(app, people, order.id, '1520.00');
    expect(await plans.read(order.id)).toMatchObject({ state: 'IN_FULFILMENT', paymentDueOn: null });
    expect(await plans.tasks(order.id)).toEqual(['SHIP_ORDER']);
    app.clock.advance(DAY);
    const last = await plans.deliver(order.id, '60');
    expect(last.state).toBe('AWAITING_PAYMENT');
    // 98 kg are 4900.00
    expect((await plans.parts(order.id)).slice(2)).toEqual([`BALANCE 0.00/2380.00 ${plans.day(30)} OPEN`]);
    await pay(app, people, order.id);
    expect(await plans.read(order.id)).toMatchObject({ state: 'SETTLED' });
    expect(await plans.breaks()).toEqual([]);
  });

  it('goods first by shipments: nothing is asked before the first is accepted, and an unpaid one is chased', async () => {
    const order = await play('POSTPAID', { restDue: 'BY_SHIPMENT' });
    expect(await plans.parts(order.id)).toEqual([]);
    await plans.deliver(order.id, '40');
    const due = plans.day(30);
    expect(await plans.parts(order.id)).toEqual([`SHIPMENT 0.00/2000.00 ${due} OPEN`]);
    app.clock.advance(31 * DAY);
    await app.settle();
    expect(await plans.read(order.id)).toMatchObject({ state: 'IN_FULFILMENT' });
    expect(await plans.parts(order.id)).toEqual([`SHIPMENT 0.00/2000.00 ${due} OVERDUE`]);
    expect([
      await plans.told(order.id, 'PAYMENT_DUE'),
      await plans.told(order.id, 'PAYMENT_OVERDUE'),
    ]).toEqual([2, 2]);
    expect(await plans.tasks(order.id)).toEqual(['PAY_ORDER', 'SHIP_ORDER']);
    app.clock.advance(8 * DAY);
    await app.settle();
    await app.settle();
    expect(await plans.told(order.id, 'PAYMENT_ESCALATED')).toBeGreaterThanOrEqual(3);
    expect(await plans.tasks(order.id)).toEqual(['CHASE_PAYMENT', 'PAY_ORDER', 'SHIP_ORDER']);
    const rest = await readOrder(app, await plans.supplier(), order.id);
    await done(app, await plans.supplier(), 'cancelRest', {
      orderId: order.id,
      expectedVersion: rest.version,
      reason: 'GOODS_NOT_AVAILABLE',
    });
    expect(await plans.read(order.id)).toMatchObject({ state: 'AWAITING_PAYMENT', paymentDueOn: due });
    await pay(app, people, order.id);
    expect(await plans.read(order.id)).toMatchObject({ state: 'SETTLED' });
    expect(await plans.tasks(order.id)).toEqual([]);
    expect(await plans.breaks()).toEqual([]);
  });

  it('instalments follow each other; one of them is extended once, and not when it is overdue', async () => {
    const order = await play('POSTPAID', { restDue: 'INSTALMENTS', instalments: 3 });
    await plans.deliver(order.id, '100', '98');
    const days = [plans.day(30), plans.day(60), plans.day(90)];
    expect(await plans.parts(order.id)).toEqual(
      ['1633.34', '1633.33', '1633.33'].map((fen, n) => `INSTALMENT 0.00/${fen} ${days[n]} OPEN`),
    );
    await pay(app, people, order.id, '1700.00');
    expect(await plans.read(order.id)).toMatchObject({ state: 'AWAITING_PAYMENT', paymentDueOn: days[1] });
    const extend = async () =>
      send(app, await plans.clerk(), 'extendPayment', {
        orderId: order.id,
        expectedVersion: (await readOrder(app, await plans.clerk(), order.id)).version,
      });
    app.clock.advance(61 * DAY);
    expect((await extend()).refusals).toMatchObject([{ code: 'PAYMENT_OVERDUE' }]);
    await pay(app, people, order.id, '1600.00');
    const moved = plans.day(29 + 15);
    expect((await extend()).refusals).toEqual([]);
    expect((await plans.read(order.id)).paymentParts[2]).toMatchObject({ dueOn: moved, extended: true });
    expect((await extend()).refusals).toMatchObject([{ code: 'PAYMENT_ALREADY_EXTENDED' }]);
    await pay(app, people, order.id);
    expect(await plans.read(order.id)).toMatchObject({ state: 'SETTLED' });
    expect(await plans.breaks()).toEqual([]);
  });

  it('many transfers at the same moment fill the parts to the fen, and no more than is due', async () => {
    const order = await play('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'BEFORE_DISPATCH' });
    await Promise.all(Array.from({ length: 6 }, () => pay(app, people, order.id, '1000.00')));
    expect((await plans.parts(order.id)).map((part) => part.split(' ')[1])).toEqual([
      '1500.00/1500.00',
      '3500.00/3500.00',
    ]);
    expect(await plans.read(order.id)).toMatchObject({ state: 'PAID' });
    expect(await plans.breaks()).toEqual([]);
  });

  it('credit needs the second pair of eyes, and paying first does not', async () => {
    const required = async (paymentPlan: SaidDetails) => {
      const wish = { kg: '100', terms: 'DEPOSIT_BALANCE' as const, paymentPlan };
      const { id } = await done(
        app,
        await plans.clerk(),
        'placeOrder',
        basketOf(app, people.buyer, goods, wish),
      );
      return (await plans.read(id)).approvalRequired;
    };
    expect(await required({ depositPercent: 30, restDue: 'BEFORE_DISPATCH' })).toBe(false);
    expect(await required({ depositPercent: 30, restDue: 'AFTER_ACCEPTANCE' })).toBe(true);
  });

  it.each([
    [{ terms: 'DEPOSIT_BALANCE' as const }, 'DEPOSIT_PERCENT', 'depositPercent'],
    [{ terms: 'DEPOSIT_BALANCE' as const, paymentPlan: { depositPercent: 30 } }, 'REST_DUE', 'restDue'],
    [{ paymentPlan: { depositPercent: 30 } }, 'DEPOSIT_PERCENT', 'depositPercent'],
    [
      { terms: 'POSTPAID' as const, paymentPlan: { restDue: 'BEFORE_DISPATCH' as const } },
      'REST_DUE',
      'restDue',
    ],
    [{ terms: 'POSTPAID' as const, paymentPlan: { instalments: 3 } }, 'INSTALMENTS', 'instalments'],
    [
      {
        terms: 'DEPOSIT_BALANCE' as const,
        paymentPlan: { depositPercent: 9, restDue: 'AFTER_ACCEPTANCE' as const },
      },
      'DEPOSIT_BELOW_FLOOR',
      'depositPercent',
    ],
  ])('a plan that does not fit is refused: %j', async (wish, code, field) => {
    const { refusals } = await send(
      app,
      await plans.clerk(),
      'placeOrder',
      basketOf(app, people.buyer, goods, wish),
    );
    expect(refusals).toMatchObject([{ code, path: ['paymentPlan', field] }]);
  });

  it('a deposit at the floor is taken, and the refusal below it says the floor in both languages', async () => {
    const clerk = await plans.clerk();
    const placed = async (depositPercent: number, language: 'zh' | 'en' = 'zh') =>
      (
        await send(
          app,
          clerk,
          'placeOrder',
          basketOf(app, people.buyer, goods, {
            kg: '100',
            terms: 'DEPOSIT_BALANCE',
            paymentPlan: { depositPercent, restDue: 'BEFORE_DISPATCH' },
          }),
          language,
        )
      ).refusals;
    expect(await placed(10)).toEqual([]);
    const below = { code: 'DEPOSIT_BELOW_FLOOR', path: ['paymentPlan', 'depositPercent'] };
    expect([await placed(9), await placed(9, 'en')]).toEqual([
      [{ ...below, message: '预付款不得低于合同总价的 10%' }],
      [{ ...below, message: 'A deposit is at least 10% of the total' }],
    ]);
  });

  it('the database lets nobody change a paid part, drop one, or ask for another sum than is due', async () => {
    const order = await play('DEPOSIT_BALANCE', { depositPercent: 30, restDue: 'BEFORE_DISPATCH' });
    await pay(app, people, order.id, '1500.00');
    const change = (what: string) =>
      app.transactions.run((tx) =>
        tx.query(`${what} WHERE request_id = (SELECT id FROM payment_requests WHERE subject_id = $1)`, [
          order.id,
        ]),
      );
    await expect(change('UPDATE payment_parts SET fen = fen - 1')).rejects.toThrow(/is paid/);
    await expect(change('DELETE FROM payment_parts')).rejects.toThrow();
    await expect(
      change(`UPDATE payment_parts SET fen = fen + CASE kind WHEN 'BALANCE' THEN 1 ELSE 0 END`),
    ).rejects.toThrow();
    const [part] = await app.database.query<{ id: string }>(
      'SELECT id FROM payment_requests WHERE subject_id = $1',
      [order.id],
    );
    const ofBalance = `UPDATE payment_parts SET fen = fen + 1 WHERE request_id = $1 AND kind = 'BALANCE'`;
    await expect(app.transactions.run((tx) => tx.query(ofBalance, [part?.id]))).rejects.toThrow(/ask for/);
  });
});
