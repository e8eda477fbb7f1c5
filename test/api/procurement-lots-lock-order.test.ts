import { LotStock } from '../../src/catalog/index';
import { startTestApp, type TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { arrive, done, playOrder, send, type PlayedOrder, type PlayedUntil } from '../support/orders';
import { makePeople, type People } from '../support/people';
import { Recalls } from '../support/recalls';

/** Whoever touches several lots takes them in the order of their ids, whatever happens to each. */
describe('the lots of an order are locked once and in one order', () => {
  let app: TestApp;
  let people: People;
  let low: Goods;
  let high: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const wish = { inBase: 90_000_000n, ladder: [[1n, 5_000n]] } as const;
    const goods = [await makeGoods(app, people, wish), await makeGoods(app, people, wish)];
    const [first, second] = goods.toSorted((a, b) => (a.lotId < b.lotId ? -1 : 1));
    [low, high] = [first as Goods, second as Goods];
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const seller = () => people.supplier.member.token;
  const play = (until: PlayedUntil) => playOrder(app, people, [high, low], { kg: '100', until });
  const number = async (sql: string) => (await app.database.one<{ n: number }>(sql))?.n ?? 0;
  const deadlocks = () =>
    number('SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()');
  const waiting = () =>
    number(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  type Weights = Readonly<{ low: string; high: string }>;
  const ofLine = (order: PlayedOrder, { lotId }: Goods) => order.lines.find((line) => line.lotId === lotId);
  const shipping = (order: PlayedOrder, kg: Partial<Weights>) => ({
    orderId: order.id,
    expectedVersion: order.version,
    carrier: '示例物流',
    lines: (
      [
        [low, kg.low],
        [high, kg.high],
      ] as const
    ).flatMap(([goods, value]) =>
      value ? [{ orderLineId: ofLine(order, goods)?.id, quantity: { value, unit: 'kg' } }] : [],
    ),
  });
  /** In the order of the shipment's lines, whose lots are looked up. */
  const taking = async (order: PlayedOrder, kg: Weights) => {
    const shipment = order.shipments.at(-1);
    const lots = await app.database.query<{ id: string; lotId: string }>(
      'SELECT id, lot_id AS "lotId" FROM shipment_lines WHERE shipment_id = $1',
      [shipment?.id],
    );
    return {
      shipmentId: shipment?.id,
      expectedVersion: shipment?.version,
      lines: lots.map(({ id, lotId }) => ({
        shipmentLineId: id,
        quantity: { value: lotId === low.lotId ? kg.low : kg.high, unit: 'kg' },
        grade: '一级',
        varianceReason: 'SHORT_WEIGHT',
      })),
    };
  };
  const refused = async () => {
    const sent = await done(app, seller(), 'dispatchShipment', shipping(await play('PAID'), { low: '100' }));
    const arrived = await arrive(app, clerk(), sent);
    const { id: shipmentId, version: expectedVersion } = arrived.shipments.at(-1) ?? {};
    return done(app, clerk(), 'refuseDelivery', { shipmentId, expectedVersion, reason: 'DAMAGED' });
  };

  const verbs: [string, () => Promise<PlayedOrder>, (order: PlayedOrder) => Promise<unknown>][] = [
    [
      'an acceptance of too much of one lot and too little of the other',
      () => play('DELIVERED'),
      async (order) => done(app, clerk(), 'acceptDelivery', await taking(order, { low: '95', high: '104' })),
    ],
    [
      'a dispatch of more of one lot than ordered',
      () => play('PAID'),
      (order) => done(app, seller(), 'dispatchShipment', shipping(order, { low: '100', high: '104' })),
    ],
    [
      'the cancelling of a rest after which nothing is left of the order',
      refused,
      ({ id, version }) =>
        done(app, clerk(), 'cancelRest', { orderId: id, expectedVersion: version, reason: 'OTHER' }),
    ],
  ];

  it.each(verbs)('%s leaves the other lot to whoever holds the first', async (_, prepare, run) => {
    const order = await prepare();
    const before = await deadlocks();
    let running: Promise<unknown> = Promise.resolve();
    let turns = 0;
    const stock = app.nest.get(LotStock, { strict: false });
    await app.transactions.run(async (tx) => {
      turns += 1;
      await stock.lock(tx, [low.lotId]);
      if (turns === 1) {
        running = run(order);
        await eventually(async () => (await waiting()) > 0);
      }
      await stock.lock(tx, [high.lotId]);
    });
    await running;
    expect({ turns, deadlocks: await deadlocks() }).toEqual({ turns: 1, deadlocks: before });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('orders with opposite differences are accepted side by side', async () => {
    const orders: PlayedOrder[] = [];
    for (let n = 0; n < 8; n += 1) orders.push(await play('DELIVERED'));
    const before = await deadlocks();
    const inputs = await Promise.all(
      orders.map((order, index) =>
        taking(order, index % 2 === 0 ? { low: '95', high: '104' } : { low: '104', high: '95' }),
      ),
    );
    const answers = await Promise.all(inputs.map((input) => send(app, clerk(), 'acceptDelivery', input)));
    expect(answers.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(await deadlocks()).toBe(before);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('a recall takes the lot together with what was made of it', async () => {
    const recalls = new Recalls(app, people);
    await app.transactions.run(async (tx) => {
      const [made] = await tx.query<{ id: string }>(
        `INSERT INTO lot_transformations (id, supplier_id, kind, member_id, at)
         VALUES (gen_random_uuid(), $1, 'SPLIT', $2, $3) RETURNING id`,
        [people.supplier.id, people.supplier.member.id, tx.at],
      );
      await tx.query(
        `INSERT INTO lot_transformation_parts (transformation_id, lot_id, side, quantity_base)
         VALUES ($1, $2, 'SOURCE', 1), ($1, $3, 'CHILD', 1)`,
        [made?.id, high.lotId, low.lotId],
      );
    });
    const before = await deadlocks();
    let recalling: Promise<unknown> = Promise.resolve();
    let turns = 0;
    const stock = app.nest.get(LotStock, { strict: false });
    await app.transactions.run(async (tx) => {
      turns += 1;
      await stock.lock(tx, [low.lotId]);
      if (turns === 1) {
        recalling = recalls.recall(high.lotId);
        await eventually(async () => (await waiting()) > 0);
      }
      await stock.lock(tx, [high.lotId]);
    });
    await recalling;
    expect({ turns, deadlocks: await deadlocks() }).toEqual({ turns: 1, deadlocks: before });
    const states = await app.database.query('SELECT DISTINCT state FROM lots WHERE id IN ($1, $2)', [
      low.lotId,
      high.lotId,
    ]);
    expect(states).toEqual([{ state: 'RECALLED' }]);
  });
});
