import { randomUUID } from 'node:crypto';
import { LotStock } from '../../src/catalog/index';
import { Budgets } from '../../src/organizations/index';
import { startTestApp, type TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { accept, arrive, basketOf, done, playOrder, send, ship, type PlayedOrder } from '../support/orders';
import { addOrganization, makePeople, PLACES, type People } from '../support/people';

/** What moves stock and then the budget locks the budget first, as placing does: neither ever waits for the other. */
describe('budgets are locked before lots', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let unitId: string;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
    unitId = await app.transactions.run((tx) =>
      addOrganization(tx, {
        kind: 'ENTERPRISE',
        regionCode: PLACES.eastCounty,
        side: 'EAST',
        parentId: people.buyer.id,
      }),
    );
    await app.database.query(
      `INSERT INTO budgets (id, unit_id, year, limit_fen, reserved_fen, set_by, version)
       VALUES ($1, $2, 2026, 900000000, 0, $3, 1)`,
      [randomUUID(), unitId, people.buyer.clerk.id],
    );
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const play = (until: 'PAID' | 'DELIVERED') => playOrder(app, people, goods, { unitId, kg: '100', until });
  const deadlocks = async () =>
    (
      await app.database.one<{ n: number }>(
        'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
      )
    )?.n;
  const waiting = async () =>
    (
      await app.database.one<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
    )?.n ?? 0;
  const shipmentOf = (order: PlayedOrder) => ({
    shipmentId: order.shipments.at(-1)?.id,
    expectedVersion: order.shipments.at(-1)?.version,
  });
  const restCancelled = (order: PlayedOrder) =>
    done(app, clerk(), 'cancelRest', { orderId: order.id, expectedVersion: order.version, reason: 'OTHER' });

  const verbs: [string, () => Promise<PlayedOrder>, (order: PlayedOrder) => Promise<unknown>][] = [
    ['an acceptance', () => play('DELIVERED'), (order) => accept(app, clerk(), order, '90')],
    [
      'a refusal',
      () => play('DELIVERED'),
      (order) => done(app, clerk(), 'refuseDelivery', { ...shipmentOf(order), reason: 'DAMAGED' }),
    ],
    [
      'the cancelling of a rest',
      async () => {
        const shipped = await ship(app, people.supplier.token, (await play('PAID')).id, '40');
        return accept(app, clerk(), await arrive(app, clerk(), shipped), '40');
      },
      restCancelled,
    ],
  ];

  it.each(verbs)('%s leaves the lot to whoever holds the budget', async (_, prepare, run) => {
    const order = await prepare();
    const before = await deadlocks();
    let running: Promise<unknown> = Promise.resolve();
    let turns = 0;
    await app.transactions.run(async (tx) => {
      turns += 1;
      await app.nest.get(Budgets, { strict: false }).lock(tx, [unitId], '2026-07-09');
      if (turns === 1) {
        running = run(order);
        await eventually(async () => (await waiting()) > 0);
      }
      await app.nest.get(LotStock, { strict: false }).lock(tx, [goods.lotId]);
    });
    await running;
    expect({ turns, deadlocks: await deadlocks() }).toEqual({ turns: 1, deadlocks: before });
  });

  it('short acceptances and placements of one lot and unit run side by side', async () => {
    const orders: PlayedOrder[] = [];
    for (let n = 0; n < 6; n += 1) orders.push(await play('DELIVERED'));
    const before = await deadlocks();
    const place = () =>
      send(app, clerk(), 'placeOrder', basketOf(app, people.buyer, goods, { unitId, kg: '100' }));
    const answers = await Promise.all(
      orders.flatMap((order) => [place(), accept(app, clerk(), order, '90').then(() => null), place()]),
    );
    expect(answers.flatMap((answer) => answer?.refusals ?? [])).toEqual([]);
    expect(await deadlocks()).toBe(before);
    expect(await breaksOf(app)).toEqual([]);
  });
});
