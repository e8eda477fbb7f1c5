import { Reconciliation, type DomainEvent, type ReconciliationLine } from '../../src/platform/index';
import { ReverseRecalledLots } from '../../src/counting/reactions/reverse-recalled-lots';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import type { WrittenOrder } from '../support/order-events';
import { PLACES, makePeople, type People } from '../support/people';
import { closeMonth, reopenMonth } from '../support/months';
import { Recalls } from '../support/recalls';
import { sellingVerbs } from '../support/selling';

interface Amount {
  amount: string;
}
interface Said {
  code: string;
  zh: string;
  en: string;
}
interface Progress {
  total: { gross: Amount; reversals: Amount; net: Amount; provisional: Amount };
  pending: { orders: number; reversals: Amount };
}
interface Shown {
  countedPortions: { edges: { node: { net: Amount; reversalReasons: Said[] } }[] };
  uncountedPortions: { edges: { node: { amount: Amount; decidedFor: string; reasons: Said[] } }[] };
}

const PROGRESS = `query ($id: UUID!) { progress(agreementId: $id, groupBy: AGREEMENT) {
  total { gross { amount } reversals { amount } net { amount } provisional { amount } } pending { orders reversals { amount } } } }`;
const PORTIONS = `query ($id: UUID!, $order: UUID!) {
  countedPortions(agreementId: $id, filter: { orderId: $order }) { edges { node { net { amount } reversalReasons { code zh en } } } }
  uncountedPortions(agreementId: $id, filter: { orderId: $order }) {
    edges { node { amount { amount } decidedFor reasons { code zh en } } } } }`;
const COUNTED =
  'query ($id: UUID!) { order(id: $id) { countedToward { state net { amount } reasons { code } } } }';

describe('counting when a lot is recalled', () => {
  let app: TestApp;
  let people: People;
  let recalls: Recalls;
  let agreementId: string;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    recalls = new Recalls(app, people);
    agreementId = await makeAgreement(app, {
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_000n }],
    });
    await app.settle();
  });
  afterAll(() => app.close());

  const asked = async <Data>(query: string, variables: object, token = people.coordEast.city.token) => {
    const answer = await app.graphql<Data>(query, variables, { token });
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };
  const progress = async () => (await asked<{ progress: Progress }>(PROGRESS, { id: agreementId })).progress;
  const net = async () => BigInt((await progress()).total.net.amount.replace('.', ''));
  const takenBack = (order: WrittenOrder) =>
    app.database.query(
      `SELECT r.kind, r.amount_fen AS fen, r.reason, o.order_line_id = r.order_line_id AS linked
       FROM counting_entries r JOIN counting_entries o ON o.id = r.original_id
       WHERE r.order_id = $1 AND r.reason <> 'SETTLED' ORDER BY r.position`,
      [order.id],
    );
  const reconciled = async () => {
    const lines: ReconciliationLine[] = [];
    await app.nest.get(Reconciliation).run((line) => lines.push(line));
    return lines
      .filter(({ invariant }) => ['I5', 'I6', 'I7', 'I8', 'I9'].includes(invariant))
      .flatMap(({ breaks }) => breaks);
  };

  it('falls back by exactly what is left, of the recalled lot alone, and says why', async () => {
    const [bad, good] = [await makeGoods(app, people), await makeGoods(app, people)];
    const before = await net();
    const order = await recalls.settled([bad, good], [970_001n, 30_000n]);
    expect(await net()).toBe(before + 1_000_001n);
    await recalls.recall(bad.lotId);
    expect((await progress()).pending).toEqual({ orders: 1, reversals: { amount: '9700.01' } });
    await app.settle();
    expect(await net()).toBe(before + 30_000n);
    expect((await progress()).pending.orders).toBe(0);
    expect(await takenBack(order)).toEqual([
      { kind: 'REVERSAL', fen: -970_001n, reason: 'RECALL', linked: true },
    ]);
    const shown = await asked<Shown>(PORTIONS, { id: agreementId, order: order.id });
    expect(shown.uncountedPortions.edges.map(({ node }) => node)).toEqual([
      {
        amount: { amount: '9700.01' },
        decidedFor: '2026-07-09',
        reasons: [{ code: 'LOT_RECALLED', zh: '批次已召回', en: 'The lot was recalled' }],
      },
    ]);
    const counted = shown.countedPortions.edges.map(({ node }) => node);
    const text = (part: string) => expect.stringContaining(part) as string;
    expect(counted).toHaveLength(2);
    expect(counted).toContainEqual({ net: { amount: '300.00' }, reversalReasons: [] });
    expect(counted).toContainEqual({
      net: { amount: '0.00' },
      reversalReasons: [{ code: 'RECALL', zh: text('召回'), en: text('recalled') }],
    });
    const { countedToward } = (
      await asked<{ order: { countedToward: object[] } }>(COUNTED, { id: order.id }, people.buyer.clerk.token)
    ).order;
    expect(countedToward).toHaveLength(2);
    expect(countedToward).toContainEqual({
      state: 'NOT_COUNTED',
      net: { amount: '0.00' },
      reasons: [{ code: 'LOT_RECALLED' }],
    });
  });

  it('posts into the current period what counted in one that is closed', async () => {
    const goods = await makeGoods(app, people);
    const order = await recalls.settled([goods], [500n]);
    const today = app.clock.now();
    await closeMonth(app, agreementId, '2026-07-01');
    app.clock.set(new Date('2026-08-03T10:00:00+08:00'));
    await recalls.recall(goods.lotId);
    await app.settle();
    app.clock.set(today);
    await reopenMonth(app, agreementId, '2026-07-01');
    const rows = await app.database.query(
      `SELECT period, original_period AS "originalPeriod", counted_on AS "countedOn" FROM counting_entries
       WHERE order_id = $1 AND reason = 'RECALL'`,
      [order.id],
    );
    expect(rows).toEqual([{ period: '2026-08-01', originalPeriod: '2026-07-01', countedOn: '2026-07-09' }]);
  });

  it('reverses nothing more for a refund that comes later, nor for the event handled twice', async () => {
    const goods = await makeGoods(app, people);
    const before = await net();
    const order = await recalls.settled([goods], [10_000n]);
    await recalls.recall(goods.lotId);
    await app.settle();
    await recalls.history.refund(order, order.portions[0] ?? '', 10_000n);
    await app.settle();
    const [event] = await app.database.query<DomainEvent>(
      `SELECT id, stream, sequence, kind, payload, at FROM domain_events WHERE stream = $1 AND kind = 'LotRecalled'`,
      [`lot:${goods.lotId}`],
    );
    if (event)
      await app.transactions.run((tx) => app.nest.get(ReverseRecalledLots).handleSlice(tx, event, null));
    expect(await takenBack(order)).toEqual([
      { kind: 'REVERSAL', fen: -10_000n, reason: 'RECALL', linked: true },
    ]);
    expect(await net()).toBe(before);
  });

  it('reverses what a refund before it has left', async () => {
    const goods = await makeGoods(app, people);
    const before = await net();
    const order = await recalls.settled([goods], [10_000n]);
    await recalls.history.refund(order, order.portions[0] ?? '', 3_333n);
    await app.settle();
    await recalls.recall(goods.lotId);
    await app.settle();
    expect(await takenBack(order)).toMatchObject([
      { fen: -3_333n, reason: 'REFUND' },
      { fen: -6_667n, reason: 'RECALL' },
    ]);
    expect(await net()).toBe(before);
    const shown = await asked<Shown>(PORTIONS, { id: agreementId, order: order.id });
    expect(shown.uncountedPortions.edges.map(({ node }) => node.amount.amount)).toEqual(['66.67']);
    expect(shown.countedPortions.edges[0]?.node.reversalReasons.map(({ code }) => code)).toEqual([
      'RECALL',
      'REFUND',
    ]);
  });

  it('voids what is only paid, and does not count it when it is settled', async () => {
    const goods = await makeGoods(app, people);
    const order = await recalls.place([goods], [800n]);
    await recalls.history.pay(order);
    await app.settle();
    await recalls.recall(goods.lotId);
    await app.settle();
    expect(await takenBack(order)).toMatchObject([{ kind: 'VOID', fen: -800n, reason: 'RECALL' }]);
    await recalls.history.settle(order, [800n]);
    await app.settle();
    expect(await takenBack(order)).toHaveLength(1);
    const shown = await asked<Shown>(PORTIONS, { id: agreementId, order: order.id });
    expect(shown.uncountedPortions.edges.map(({ node }) => node.reasons[0]?.code)).toEqual(['LOT_RECALLED']);
    expect(shown.countedPortions.edges).toEqual([]);
  });

  it('reaches what was sold of a lot split from the recalled one', async () => {
    const parent = await makeGoods(app, people);
    await sellingVerbs(app, () => people).does(people.supplier.member, 'splitLot', {
      lotId: parent.lotId,
      expectedVersion: await recalls.versionOf(parent.lotId),
      parts: [{ quantity: { value: '30', unit: 'kg' }, certificateNo: 'HGZ-CR-1' }],
    });
    const part = await app.database.one<{ id: string }>(
      `SELECT id FROM lots WHERE certificate_no = 'HGZ-CR-1'`,
    );
    const before = await net();
    const orders = [
      await recalls.settled([{ ...parent, lotId: part?.id ?? '', certificateNo: 'HGZ-CR-1' }], [4_000n]),
      await recalls.settled([parent], [5_000n]),
    ];
    expect(await net()).toBe(before + 9_000n);
    await recalls.recall(parent.lotId);
    await app.settle();
    expect(await net()).toBe(before);
    for (const order of orders) expect(await takenBack(order)).toMatchObject([{ reason: 'RECALL' }]);
  });

  it('leaves a book in which nothing recalled counts, and would say so otherwise', async () => {
    expect(await reconciled()).toEqual([]);
    const goods = await makeGoods(app, people);
    await recalls.settled([goods], [600n]);
    await app.database.query(`UPDATE lots SET state = 'RECALLED' WHERE id = $1`, [goods.lotId]);
    expect(await reconciled()).toEqual([
      expect.stringContaining('counted 600, by the raw records 0'),
      expect.stringContaining('still counts 600'),
    ]);
  });
});
