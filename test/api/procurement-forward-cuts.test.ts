import { startTestApp, type TestApp } from '../support/app';
import { forwardOrders } from '../support/forward-orders';
import { breaksOf } from '../support/money';
import { makePeople } from '../support/people';

describe('a harvest that is cut twice', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('leaves the second cut to be answered, though the buyer takes the first before the order has heard of it', async () => {
    const play = await forwardOrders(app, await makePeople(app));
    const supply = await play.announce(100);
    const order = await play.place([play.onHarvest(supply, 90, { leastGrade: '一级' })]);
    const part = await play.certify(supply, [play.lot(20), play.lot(30, { grade: '二级' })], false);
    const seen = await play.read(order.id);
    await play.verbs.does(play.seller, 'certifyHarvest', {
      ...play.verbs.seen(part),
      lots: [play.lot(10), play.lot(15, { grade: '二级' })],
      last: true,
    });

    expect(play.codes(await play.take(seen))).toEqual([]);
    await app.settle();
    const cutAgain = await play.read(order.id);
    expect({ ...cutAgain, shown: play.shown(cutAgain) }).toMatchObject({
      harvest: 'CUT',
      shown: [
        ['to come', 60, 20, 40],
        ['lot', 20, 0, 0],
        ['lot', 10, 0, 0],
      ],
    });
    expect(await breaksOf(app)).toEqual([]);

    expect(play.codes(await play.take(cutAgain))).toEqual([]);
    await app.settle();
    expect(await play.read(order.id)).toMatchObject({ harvest: null, total: { amount: '1800.00' } });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('waits some days for the buyer, in whole packs; then the order stands with what there is, and both are told', async () => {
    const people = await makePeople(app);
    const play = await forwardOrders(app, people);
    const supply = await play.announce(100);
    const signed = await play.signBoth((await play.place([play.onHarvest(supply, 60)])).id);
    expect(signed.contract.text).toContain('5 日内未答复的，视为接受减少后的数量');
    await play.certify(supply, [play.lot(20.5), play.lot(10.7)], true);
    const cut = await play.read(signed.id);
    // which lot's line comes first is chance
    const kilograms = play.shown(cut).map(([, kg]) => Number(kg));
    expect({ ...cut, kg: kilograms.toSorted((a, b) => b - a) }).toMatchObject({
      harvest: 'CUT',
      cutAnswerOn: '2026-07-14',
      kg: [30, 20, 10],
    });
    app.clock.set(new Date('2026-07-14T23:59:00+08:00'));
    await app.settle();
    expect(await play.read(signed.id)).toMatchObject({ state: 'CONTRACT_SIGNED', harvest: 'CUT' });
    app.clock.set(new Date('2026-07-15T00:01:00+08:00'));
    await app.settle();
    const taken = await play.read(signed.id);
    expect(taken).toMatchObject({
      state: 'PLACED',
      harvest: null,
      cutAnswerOn: null,
      goods: { amount: '1800.00' },
      contract: { version: 2, signatures: [] },
    });
    expect(new Set(await play.told(signed.id, 'HARVEST_CUT_TAKEN_BY_TIME'))).toEqual(
      new Set([people.buyer.id, people.supplier.id]),
    );
    expect(await breaksOf(app)).toEqual([]);
  });
});
