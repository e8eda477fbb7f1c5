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
});
