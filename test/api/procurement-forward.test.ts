import { PREPAID } from '../../libs/payment-plan/src/index';
import { randomUUID } from 'node:crypto';
import { AgreedOrders } from '../../src/procurement/index';
import type { Actor } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { forwardOrders, type Forward } from '../support/forward-orders';
import { breaksOf } from '../support/money';
import { pay, send } from '../support/orders';
import { makePeople, PLACES, type People } from '../support/people';
import { unitBudgets } from '../support/unit-budgets';

describe('orders on announced harvests', () => {
  let app: TestApp;
  let people: People;
  let play: Awaited<ReturnType<typeof forwardOrders>>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    play = await forwardOrders(app, people);
  });
  afterEach(async () => {
    await app.settle();
    expect(await breaksOf(app)).toEqual([]);
  });
  afterAll(() => app.close());

  it('name the announcement and its range, wait for it, and take nothing plainer than agreed', async () => {
    const {
      codes,
      announce,
      certify,
      lot,
      onHarvest,
      onLot,
      place,
      read,
      signBoth,
      dispatch,
      shown,
      tasks,
      goods,
    } = play;
    const supply = await announce(100);
    const placed = await place([onHarvest(supply, 60, { leastGrade: '一级' }), onLot(goods, 20)]);
    expect(placed).toMatchObject({ state: 'PLACED', harvest: 'AWAITED', goods: { amount: '4800.00' } });
    expect(placed.contract.text).toContain(`预计上市编号 ${supply.id}，预计产量 100.000 至 150.000 千克`);
    expect(placed.contract.text).toContain('等级不低于一级');
    const signed = await signBoth(placed.id);
    expect(signed).toMatchObject({ state: 'CONTRACT_SIGNED', harvest: 'AWAITED' });
    expect(await tasks(placed.id)).toEqual([]);
    expect(codes(await dispatch(signed))).toEqual(['AWAITS_HARVEST orderId']);

    const part = await certify(supply, [lot(25), lot(50, { grade: '二级' })], false);
    expect(part.reserved).toEqual({ value: '25.000' });
    const partly = await read(placed.id);
    expect(partly).toMatchObject({ state: 'CONTRACT_SIGNED', harvest: 'CUT' });
    expect(new Set(shown(partly).map((line) => line.join(' ')))).toEqual(
      new Set(['lot 20 0 0', 'lot 25 0 0', 'to come 35 0 10']),
    );
  });

  it('are paid and shipped like any other once the whole harvest is in, and keep their price to the fen', async () => {
    const { codes, announce, certify, lot, onHarvest, place, read, signBoth, dispatch, shown, told } = play;
    const supply = await announce(70);
    const placed = await signBoth((await place([onHarvest(supply, 61)])).id);
    const part = await certify(supply, [lot(20)], false);
    expect(shown(await read(placed.id))).toEqual([
      ['to come', 41, 0, 0],
      ['lot', 20, 0, 0],
    ]);
    await certify(part, [lot(30), lot(30)], true);
    const ready = await read(placed.id);
    expect(ready).toMatchObject({ state: 'AWAITING_PAYMENT', harvest: null, goods: { amount: '3660.00' } });
    expect(ready.contract.version).toBe(1);
    expect(shown(ready).map(([, kg]) => kg)).toEqual([expect.any(Number), 20, expect.any(Number)]);
    expect(ready.lines.every(({ grade, certificateNo }) => grade === '一级' && certificateNo !== null)).toBe(
      true,
    );
    const sums = await app.database.one(
      `SELECT sum(l.goods_fen)::bigint = o.goods_fen AS goods, sum(l.vat_fen)::bigint = o.vat_fen AS vat
         FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.id = $1 GROUP BY o.id`,
      [placed.id],
    );
    expect(sums).toEqual({ goods: true, vat: true });
    expect(await told(placed.id, 'HARVEST_CERTIFIED')).toHaveLength(4);
    await pay(app, people, placed.id);
    expect(codes(await dispatch(await read(placed.id)))).toEqual([]);
    expect((await read(placed.id)).state).toBe('SHIPPED');
  });

  it('refuse what an announcement cannot bear, and what names no one thing', async () => {
    const { codes, announce, onHarvest, placing, verbs, seller, goods, onLot } = play;
    const supply = await announce(50);
    const wrong: [object[], string[]][] = [
      [[onHarvest(supply, 51)], ['HARVEST_SHORT lines 0 quantity']],
      [[onHarvest(supply, 20), onHarvest(supply, 31)], ['HARVEST_SHORT lines 0 quantity']],
      [[onHarvest({ id: randomUUID() }, 1)], ['HARVEST_UNKNOWN lines 0 forwardSupplyId']],
      [[onHarvest({ id: goods.lotId }, 1)], ['HARVEST_UNKNOWN lines 0 forwardSupplyId']],
      [[{ ...onLot(goods, 1), lotId: supply.id }], ['LOT_UNKNOWN lines 0 lotId']],
      [[{ ...onHarvest(supply, 1), lotId: goods.lotId }], ['LOT_OR_HARVEST lines 0']],
      [[{ quantity: { value: '1', unit: 'kg' } }], ['LOT_OR_HARVEST lines 0']],
      [[{ ...onLot(goods, 1), leastGrade: '一级' }], ['LOT_OR_HARVEST lines 0']],
      [[onHarvest(supply, 1, { leastGrade: '顶级' })], ['GRADE_UNKNOWN lines 0 leastGrade']],
      [[onHarvest(supply, 1), onHarvest(supply, 1, { leastGrade: '一级' })], ['LOT_TWICE lines 1']],
    ];
    for (const [lines, refusals] of wrong) expect(codes(await placing(lines))).toEqual(refusals);
    // The window begins on 1 August, the supplier needs seven days.
    expect(codes(await placing([onHarvest(supply, 1)], { deliveryOn: '2026-08-07' }))).toEqual([
      'DELIVERY_TOO_SOON deliveryOn',
    ]);
    await verbs.does(seller, 'withdrawAnnouncement', { ...verbs.seen(supply), reason: 'MISTAKEN' });
    expect(codes(await placing([onHarvest(supply, 1)]))).toEqual(['HARVEST_UNKNOWN lines 0 forwardSupplyId']);
  });

  it('that a smaller harvest cuts wait for the buyer, who takes what there is under a new contract', async () => {
    const {
      codes,
      announce,
      certify,
      lot,
      onHarvest,
      onLot,
      place,
      read,
      signBoth,
      take,
      dispatch,
      told,
      tasks,
      goods,
    } = play;
    const unitId = await unitBudgets(app, people).newUnit();
    const budget = async () => (await unitBudgets(app, people).budgetOf(unitId))?.taken;
    await unitBudgets(app, people).setBudget(unitId, 100_000);
    const supply = await announce(100);
    const first = await place([onHarvest(supply, 40)]);
    const second = await signBoth((await place([onHarvest(supply, 60), onLot(goods, 10)], { unitId })).id);
    expect(await budget()).toBe(420_000n);
    await certify(supply, [lot(70)], true);
    expect(await read(first.id)).toMatchObject({ harvest: null, state: 'PLACED' });
    const cut = await read(second.id);
    expect(cut).toMatchObject({ harvest: 'CUT', state: 'CONTRACT_SIGNED' });
    expect(await tasks(cut.id)).toEqual(['DECIDE_ON_CUT']);
    expect(new Set(await told(cut.id, 'HARVEST_CUT'))).toEqual(
      new Set([people.buyer.id, people.supplier.id]),
    );
    expect(codes(await dispatch(cut))).toEqual(['AWAITS_HARVEST orderId']);
    const taken = await take(cut);
    expect(codes(taken)).toEqual([]);
    const after = await read(cut.id);
    expect(after).toMatchObject({ harvest: null, state: 'PLACED', goods: { amount: '2400.00' } });
    expect(after.contract).toMatchObject({ version: 2, signatures: [] });
    expect(after.contract.text).toContain('数量 30.000 千克');
    expect(await budget()).toBe(240_000n);
    expect(codes(await take(after))).toEqual(['HARVEST_NOT_CUT orderId']);
    expect(await signBoth(after.id)).toMatchObject({ state: 'AWAITING_PAYMENT' });
  });

  it('may leave out what was cut, or end without fault; nothing left ends by itself', async () => {
    const { codes, announce, certify, lot, onHarvest, tokenOf, place, read, take, told, verbs, seller } =
      play;
    const [short, whole] = [await announce(50), await announce(20)];
    const mixed = await place([onHarvest(short, 30), onHarvest(whole, 20)]);
    const leaving = await place([onHarvest(short, 20)]);
    await certify(short, [lot(25)], true);
    expect(codes(await take(await read(mixed.id), [whole.id]))).toEqual([
      'HARVEST_NOT_CUT withoutForwardSupplyIds 0',
    ]);
    expect(codes(await take(await read(mixed.id), [short.id]))).toEqual([]);
    expect(await read(mixed.id)).toMatchObject({ harvest: 'AWAITED', goods: { amount: '1200.00' } });
    expect(await read(leaving.id)).toMatchObject({
      state: 'CANCELLED_BY_SUPPLIER',
      reason: 'HARVEST_FAILED',
    });
    await verbs.does(seller, 'withdrawAnnouncement', { ...verbs.seen(whole), reason: 'CROP_LOST' });
    await app.settle();
    expect(await read(mixed.id)).toMatchObject({ state: 'CANCELLED_BY_SUPPLIER', harvest: null });
    expect(new Set(await told(mixed.id, 'ORDER_CANCELLED'))).toEqual(
      new Set([people.buyer.id, people.supplier.id]),
    );

    const supply = await announce(30);
    const order = await place([onHarvest(supply, 30)]);
    await certify(supply, [lot(10)], true);
    const before = await read(order.id);
    expect(codes(await take(before, [supply.id]))).toEqual(['NOTHING_TO_TAKE withoutForwardSupplyIds']);
    const cancelled = await send(app, await tokenOf(people.buyer.clerk), 'cancelOrder', {
      orderId: order.id,
      expectedVersion: before.version,
      reason: 'OTHER',
    });
    expect(codes(cancelled)).toEqual([]);
    expect(await read(order.id)).toMatchObject({ state: 'CANCELLED_BY_BUYER', reason: 'HARVEST_CUT' });
  });

  it('give their reservation back when they are cancelled, even between certification and the step to lots', async () => {
    const { codes, announce, lot, onHarvest, tokenOf, placing, place, read, shown, verbs, seller } = play;
    const supply = await announce(40);
    const cancel = async (order: Forward) =>
      codes(
        await send(app, await tokenOf(people.buyer.clerk), 'cancelOrder', {
          orderId: order.id,
          expectedVersion: order.version,
          reason: 'OTHER',
        }),
      );
    const [early, late] = [await place([onHarvest(supply, 30)]), await place([onHarvest(supply, 10)])];
    expect(codes(await placing([onHarvest(supply, 1)]))).toEqual(['HARVEST_SHORT lines 0 quantity']);
    expect(await cancel(late)).toEqual([]);
    const other = await place([onHarvest(supply, 10)]);
    await verbs.does(seller, 'certifyHarvest', { ...verbs.seen(supply), lots: [lot(40)], last: true });
    expect(await breaksOf(app)).toEqual([]);
    expect(shown(await read(early.id))).toEqual([['to come', 30, 0, 0]]);
    expect(await cancel(early)).toEqual([]);
    await app.settle();
    expect(shown(await read(other.id))).toEqual([['lot', 10, 0, 0]]);
    const free = await app.database.one<{ reserved: bigint }>(
      'SELECT s.reserved_base AS reserved FROM lot_stock s JOIN order_lines l ON l.lot_id = s.lot_id WHERE l.order_id = $1',
      [other.id],
    );
    expect(free).toEqual({ reserved: 10_000n });
  });

  it('never promise more than the lower bound: of 100 at once as many as fit are placed', async () => {
    const { announce, onHarvest, tokenOf } = play;
    const supply = await announce(100);
    const token = await tokenOf(people.buyer.clerk);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        send(app, token, 'placeOrder', {
          lines: [n % 2 ? onHarvest(supply, 7) : onHarvest(supply, 7, { leastGrade: '二级' })],
          unitId: people.buyer.unitId,
          terms: 'PREPAID',
          deliveryCounty: PLACES.eastCounty,
          deliveryOn: '2026-09-20',
        }),
      ),
    );
    expect(answers.filter(({ orders }) => orders?.length)).toHaveLength(14);
    expect(new Set(answers.flatMap(({ refusals }) => refusals.map(({ code }) => code)))).toEqual(
      new Set(['HARVEST_SHORT']),
    );
  });

  it('on agreed terms stand on announcements as well', async () => {
    const { announce, certify, lot, read, shown } = play;
    const supply = await announce(30);
    const quoteVersionId = randomUUID();
    const agreed = (kg: bigint) =>
      app.transactions.run((tx) =>
        app.nest
          .get(AgreedOrders, { strict: false })
          .place(tx, { memberId: people.buyer.clerk.id, organizationId: people.buyer.id } as Actor, [
            {
              quoteVersionId,
              buyerId: people.buyer.id,
              unitId: people.buyer.unitId,
              supplierId: people.supplier.id,
              terms: 'PREPAID',
              plan: PREPAID,
              deliveryCounty: PLACES.eastCounty,
              deliveryOn: '2026-09-20',
              freight: { kind: 'INCLUDED', fen: 0n },
              lines: [
                {
                  forwardSupplyId: supply.id,
                  leastGrade: '二级',
                  quantityBase: kg,
                  unitPriceFen: 5_000n,
                  priceUnit: 'kg',
                },
              ],
            },
          ]),
      );
    await expect(agreed(30_001n)).rejects.toMatchObject({
      refusals: [{ code: 'HARVEST_SHORT', path: ['lines', 0] }],
    });
    const [id = ''] = await agreed(12_500n);
    expect(await read(id)).toMatchObject({ harvest: 'AWAITED', goods: { amount: '625.00' } });
    await certify(supply, [lot(30)], true);
    expect(shown(await read(id))).toEqual([['lot', 12.5, 0, 0]]);
  });
});
