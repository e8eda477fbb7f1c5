import { OrderSlices } from '../../src/counting/storage/order-slices';
import { Reactions, Reconciliation } from '../../src/platform/index';
import { orderStream } from '../../src/procurement/index';
import { WakeForgottenReactions } from '../../src/platform/jobs/wake-forgotten-reactions';
import { eventually } from '../support/eventually';
import { makeGoods, type Goods } from '../support/goods';
import type { WrittenOrder } from '../support/order-events';
import { PeriodWorld, codesOf } from '../support/period-world';
import { Recalls } from '../support/recalls';

const at = (day: string) => new Date(`${day}T09:00:00+08:00`);
const PROGRESS = `query ($id: UUID!) { progress(agreementId: $id, groupBy: AGREEMENT) {
  total { net { amount } provisional { amount } } pending { orders reversals { amount } } } }`;

interface Progress {
  total: { net: { amount: string }; provisional: { amount: string } };
  pending: { orders: number; reversals: { amount: string } };
}

describe('a recall of a lot with many orders', () => {
  let world: PeriodWorld;
  let recalls: Recalls;
  let month = 4;
  const slices = () => world.app.nest.get(OrderSlices);

  beforeAll(async () => {
    world = await PeriodWorld.start();
    recalls = new Recalls(world.app, world.people);
    jest.replaceProperty(slices(), 'atMost', 2);
  });
  afterAll(() => world.app.close());

  /** A month of the test's own, and the one after it. */
  const months = () => {
    const [first, second] = [month, month + 1].map((one) => `2026-${String(one).padStart(2, '0')}`);
    month += 1;
    world.app.clock.set(at(`${first}-09`));
    return {
      first: `${first}-01`,
      second: `${second}-01`,
      afterFirst: () => world.app.clock.set(at(`${second}-03`)),
    };
  };
  const byId = (orders: WrittenOrder[]) => orders.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const placed = async (goods: Goods, count: number) => {
    const orders = Array.from({ length: count }, () => recalls.place([goods], [1_000n]));
    return byId(await Promise.all(orders));
  };
  const settled = async (goods: Goods, count: number) => {
    const orders = await placed(goods, count);
    for (const order of orders) await recalls.history.settle(order, [1_000n]);
    await world.app.settle();
    return orders;
  };
  const slice = (lotId: string) =>
    world.app.nest.get(Reactions).catchUp({ reaction: 'reverse-recalled-lots', stream: `lot:${lotId}` });
  const count = (order: WrittenOrder) =>
    world.app.nest.get(Reactions).catchUp({ reaction: 'count-order-events', stream: orderStream(order.id) });
  const progress = async () => {
    const answer = await world.desk.ask<{ progress: Progress }>(
      PROGRESS,
      { id: world.agreement },
      world.east,
    );
    return answer.data.progress;
  };
  /** Of each order: what is left of it, and how often the recall has taken from it. */
  const left = (orders: readonly WrittenOrder[]) =>
    world.app.database.query<{ fen: bigint; recalls: number }>(
      `SELECT coalesce(sum(e.amount_fen), 0)::bigint AS fen, count(*) FILTER (WHERE e.reason = 'RECALL')::int AS recalls
       FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place) LEFT JOIN counting_entries e ON e.order_id = asked.id
       GROUP BY asked.place ORDER BY asked.place`,
      [orders.map(({ id }) => id)],
    );
  const rests = async (orders: readonly WrittenOrder[]) =>
    (await left(orders)).map(({ fen, recalls: times }) => `${fen}/${times}`);
  const numbersOf = (orders: readonly WrittenOrder[]) => orders.map(({ id }) => `XS-${id.slice(0, 13)}`);
  /** What is wrong with the books; among it recalled goods that count and nothing pending, and events without a job. */
  const breaks = async () => {
    const found: string[] = [];
    await world.app.nest.get(Reconciliation).run(({ invariant, sentence, breaks: lines }) => {
      if (invariant === 'I9' || /job is waiting|sums of the entries/.test(sentence)) found.push(...lines);
    });
    return [...found, ...(await world.breaks())];
  };

  it('is carried out two orders at a time, and said to be pending until the last; a killed worker’s rest is done once', async () => {
    const { first, afterFirst } = months();
    const goods = await makeGoods(world.app, world.people);
    const orders = await settled(goods, 5);
    afterFirst();
    await recalls.recall(goods.lotId);
    await slice(goods.lotId);
    expect(await rests(orders)).toEqual(['0/1', '0/1', '1000/0', '1000/0', '1000/0']);
    expect((await progress()).pending).toEqual({ orders: 3, reversals: { amount: '30.00' } });
    expect(await breaks()).toEqual([]);
    const refused = await world.desk.close(world.agreement, first, world.east);
    expect(codesOf(refused)).toEqual(['COUNTING_PENDING']);
    const waits = await world.desk.month(world.agreement, first, world.east);
    expect(waits.waitingOrders.map(({ orderNumber }) => orderNumber).toSorted()).toEqual(
      numbersOf(orders.slice(2)).toSorted(),
    );
    await world.app.database.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'killed', locked_at = now() - interval '4 s', attempts = 1`,
    );
    await world.app.nest.get(WakeForgottenReactions, { strict: false }).tick();
    await world.app.settle();
    expect(await rests(orders)).toEqual(orders.map(() => '0/1'));
    expect((await progress()).pending).toEqual({ orders: 0, reversals: { amount: '0.00' } });
    await world.close(first);
    const closed = await world.desk.month(world.agreement, first, world.east);
    expect(closed.report?.total).toMatchObject({ reversals: { amount: '50.00' }, net: { amount: '0.00' } });
    expect(await breaks()).toEqual([]);
  });

  it('holds a few locks however many orders there are, and gives up none of its work to a lost connection', async () => {
    months();
    const goods = await makeGoods(world.app, world.people);
    const orders = await settled(goods, 6);
    await recalls.recall(goods.lotId);
    let working: Promise<void> = Promise.resolve();
    await world.app.transactions.run(async (tx) => {
      await tx.query('LOCK TABLE counting_entries IN SHARE MODE');
      working = slice(goods.lotId);
      const waiting = `SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'counting_entries'::regclass`;
      await eventually(async () => (await tx.query(waiting)).length === 1);
      const [held] = await tx.query<{ locks: number }>(
        `SELECT count(*)::int AS locks FROM pg_locks WHERE locktype = 'advisory' AND pid = (${waiting})`,
      );
      // Two orders and the one month they stand in.
      expect(held?.locks).toBe(3);
      await tx.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) working`);
    });
    await working;
    expect(await rests(orders)).toEqual(['0/1', '0/1', ...orders.slice(2).map(() => '1000/0')]);
    await world.app.settle();
    expect(await rests(orders)).toEqual(orders.map(() => '0/1'));
  });

  it('ends as in one transaction, whatever happens to its orders between two slices', async () => {
    months();
    const outcome = async (atMost: number) => {
      jest.replaceProperty(slices(), 'atMost', atMost);
      const goods = await makeGoods(world.app, world.people);
      const orders = await placed(goods, 6);
      const [a, b, c, d, e, f] = orders as [
        WrittenOrder,
        WrittenOrder,
        WrittenOrder,
        WrittenOrder,
        WrittenOrder,
        WrittenOrder,
      ];
      for (const order of [a, b, c, d]) await recalls.history.settle(order, [1_000n]);
      for (const order of [e, f]) await recalls.history.pay(order);
      await world.app.settle();
      await recalls.recall(goods.lotId);
      await slice(goods.lotId);
      // Two that the first slice has reached, then four that it has not.
      await recalls.history.refund(a, a.portions[0] ?? '', 300n);
      await recalls.history.refund(d, d.portions[0] ?? '', 400n);
      await recalls.history.settle(e, [900n]);
      await recalls.history.cancel(f);
      for (const order of [a, d, e, f]) await count(order);
      await world.app.settle();
      const rows = await world.app.database.query(
        `SELECT place::int, sum(amount_fen)::bigint AS fen, max(reasons) AS reasons FROM (
           SELECT place, e.amount_fen, NULL::text[] AS reasons FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place)
           JOIN counting_entries e ON e.order_id = asked.id
           UNION ALL SELECT place, 0, x.reasons FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place)
           JOIN counting_exclusions x ON x.order_id = asked.id) what GROUP BY 1 ORDER BY 1`,
        [orders.map(({ id }) => id)],
      );
      expect(await breaks()).toEqual([]);
      return rows;
    };
    const inOne = await outcome(50);
    expect(inOne.map(({ fen }) => fen)).toEqual([0n, 0n, 0n, 0n, 0n, 0n]);
    for (const atMost of [1, 2, 3, 6])
      // The cancelled one was voided by the recall where that reached it first, else by its cancellation.
      expect((await outcome(atMost)).slice(0, 5)).toEqual(inOne.slice(0, 5));
    jest.replaceProperty(slices(), 'atMost', 2);
  });

  it('keeps from closing the months its slices have not reached, and those alone', async () => {
    const { first, second, afterFirst } = months();
    const goods = await makeGoods(world.app, world.people);
    const orders = await placed(goods, 4);
    for (const order of orders.slice(0, 2)) await recalls.history.settle(order, [1_000n]);
    await world.app.settle();
    afterFirst();
    for (const order of orders.slice(2)) await recalls.history.settle(order, [1_000n]);
    await world.app.settle();
    months();
    months();
    await recalls.recall(goods.lotId);
    const close = async (wanted: string) =>
      codesOf(await world.desk.close(world.agreement, wanted, world.east));
    expect([await close(first), await close(second)]).toEqual([['COUNTING_PENDING'], ['COUNTING_PENDING']]);
    await slice(goods.lotId);
    expect([await close(first), await close(second)]).toEqual([[], ['COUNTING_PENDING']]);
    await world.app.settle();
    expect(await close(second)).toEqual([]);
    await world.app.settle();
    for (const closed of [first, second])
      expect((await world.desk.month(world.agreement, closed, world.east)).report).toMatchObject({
        entries: 4,
        total: { net: { amount: '0.00' } },
      });
    expect(await breaks()).toEqual([]);
  });

  it('is on the list of a month that was closed beside it', async () => {
    const { first, afterFirst } = months();
    const goods = await makeGoods(world.app, world.people);
    const orders = await settled(goods, 7);
    afterFirst();
    await recalls.recall(goods.lotId);
    const closing = (async () => {
      for (;;) {
        const codes = codesOf(await world.desk.close(world.agreement, first, world.east));
        if (codes.length === 0) return;
        expect(codes).toEqual(['COUNTING_PENDING']);
      }
    })();
    for (let turn = 0; turn < 4; turn += 1) await slice(goods.lotId);
    await closing;
    await world.app.settle();
    const listed = await world.app.database.query(
      `SELECT count(*)::int AS listed FROM counting_entries e JOIN counting_period_entries l ON l.entry_id = e.id
       WHERE e.order_id = ANY($1) AND e.reason = 'RECALL' AND e.period = $2`,
      [orders.map(({ id }) => id), first],
    );
    expect(listed).toEqual([{ listed: 7 }]);
    expect(await breaks()).toEqual([]);
  });

  it('takes back once when refunds and several workers race with its slices', async () => {
    months();
    const goods = await makeGoods(world.app, world.people);
    const orders = await settled(goods, 7);
    await recalls.recall(goods.lotId);
    const refunds = orders.map(async (order, index) => {
      await recalls.history.refund(order, order.portions[0] ?? '', BigInt(100 * (index + 1)));
      return count(order);
    });
    const workers = Array.from({ length: 3 }, async () => {
      for (let turn = 0; turn < 4; turn += 1) await slice(goods.lotId);
    });
    await Promise.all([...refunds, ...workers]);
    await world.app.settle();
    expect((await left(orders)).map(({ fen }) => fen)).toEqual(orders.map(() => 0n));
    expect(await breaks()).toEqual([]);
  });
});
