import { businessDateOf } from '../../src/platform/index';
import { acceptanceStep } from '../../src/procurement/domain/acceptance-clock';
import { AcceptByTime } from '../../src/procurement/reactions/accept-by-time';
import { DueShipments } from '../../src/procurement/storage/due-shipments';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { playOrder } from '../support/orders';
import { makePeople, type People } from '../support/people';

const TODAY = '2026-07-09';
const DAYS = { first: 5, second: 8, acceptance: 10 };

describe('shipments a silent buyer has not accepted', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => app.close());

  const arrived = async () => (await playOrder(app, people, goods, { kg: '100', until: 'DELIVERED' })).id;
  const set = (orderId: string, arrivedAt: string, reminders: number, heldUpAt: string | null) =>
    app.database.query(
      'UPDATE shipments SET arrived_at = $2, dispatched_at = $2, reminders = $3, held_up_at = $4 WHERE order_id = $1',
      [orderId, arrivedAt, reminders, heldUpAt],
    );
  /** More shipments of the order, as the first one but for these. */
  const add = (orderId: string, many: { at: string; reminders: number }[]) =>
    app.database.query<{ id: string; number: number }>(
      `INSERT INTO shipments (id, version, order_id, number, state, carrier, dispatched_at, arrived_at, reminders)
       SELECT gen_random_uuid(), 1, $1, n + 1, 'ARRIVED', '示例物流', at, at, reminders
         FROM unnest($2::timestamptz[], $3::int[]) WITH ORDINALITY m (at, reminders, n) RETURNING id, number`,
      [orderId, many.map(({ at }) => at), many.map(({ reminders }) => reminders)],
    );
  const seen = (orderId: string) =>
    app.database.one('SELECT state, reminders FROM shipments WHERE order_id = $1 AND number = 1', [orderId]);

  it('are looked at when their time has come, those held up and those not alike, however many wait', async () => {
    const [crowd, silent, heldUp] = [await arrived(), await arrived(), await arrived()];
    const waiting = { at: '2026-07-02T09:00:00+08:00', reminders: 1 };
    await set(crowd, waiting.at, 1, null);
    await add(
      crowd,
      Array.from({ length: 250 }, () => waiting),
    );
    await set(silent, '2026-07-04T09:00:00+08:00', 0, null);
    await set(heldUp, '2026-06-29T09:00:00+08:00', 2, '2026-07-09T08:00:00+08:00');
    await app.nest.get(AcceptByTime, { strict: false }).tick();
    expect(await seen(silent)).toEqual({ state: 'ARRIVED', reminders: 1 });
    expect(await seen(heldUp)).toEqual({ state: 'ACCEPTED', reminders: 2 });
  });

  it('are due on exactly the days the clock of acceptance says, at both ends of a day', async () => {
    const order = await arrived();
    const cases = Array.from({ length: 13 }, (_, ago) => new Date(Date.parse(TODAY) - ago * 86_400_000))
      .map((day) => day.toISOString().slice(0, 10))
      .flatMap((day) => [`${day}T00:00:00+08:00`, `${day}T23:59:59+08:00`])
      .flatMap((at) => [0, 1, 2].map((reminders) => ({ at, reminders })));
    const added = await add(order, cases);
    const due = new Set(await app.nest.get(DueShipments, { strict: false }).neverHeldUp(TODAY, 1000));
    const found = cases.filter((_, n) => due.has(added.find(({ number }) => number === n + 2)?.id ?? ''));
    const expected = cases.filter(({ at, reminders }) => {
      const arrivedOn = businessDateOf(new Date(at));
      return acceptanceStep({ arrivedOn, reminders }, DAYS, TODAY) !== 'WAIT';
    });
    expect(found).toEqual(expected);
    expect(expected.length).toBeGreaterThan(20);
  });
});
