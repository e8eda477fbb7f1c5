import { makeGoods, type Goods } from '../support/goods';
import type { WrittenOrder } from '../support/order-events';
import { PeriodWorld, codesOf } from '../support/period-world';
import { Recalls } from '../support/recalls';

/** Totals are taken in the order of their keys within a statement: two of them could be waited for in a circle. */
describe('everything one event books', () => {
  let world: PeriodWorld;
  let goods: Goods[];

  beforeAll(async () => {
    world = await PeriodWorld.start();
    const { app, people } = world;
    goods = [await makeGoods(app, people), await makeGoods(app, people), await makeGoods(app, people)];
    await app.database.query(
      'CREATE TABLE written (place int GENERATED ALWAYS AS IDENTITY, rows int, kinds text)',
    );
    await app.database.query(
      `CREATE FUNCTION write_down() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         INSERT INTO written (rows, kinds) SELECT count(*), string_agg(kind, ' ' ORDER BY position) FROM added;
         RETURN NULL; END $$`,
    );
    await app.database.query(
      `CREATE TRIGGER write_down AFTER INSERT ON counting_entries REFERENCING NEW TABLE AS added
         FOR EACH STATEMENT EXECUTE FUNCTION write_down()`,
    );
  });
  afterAll(() => world.app.close());

  const written = async () => {
    await world.app.settle();
    const rows = await world.app.database.query<{ kinds: string }>(
      'SELECT kinds FROM written WHERE rows > 0 ORDER BY place',
    );
    await world.app.database.query('TRUNCATE written');
    return rows.map(({ kinds }) => kinds);
  };
  const many = (kind: string, times = 3) => Array<string>(times).fill(kind).join(' ');

  it('is written with one statement: payment, settlement, recall of a lot in many orders', async () => {
    const recalls = new Recalls(world.app, world.people);
    const orders: WrittenOrder[] = [];
    for (const _ of [1, 2]) {
      const order = await recalls.place(goods, [1_000n, 2_000n, 3_000n]);
      orders.push(order);
      await recalls.history.pay(order);
      expect(await written()).toEqual([many('PROVISIONAL')]);
      await recalls.history.settle(order, [1_000n, 2_000n, 3_000n]);
      expect(await written()).toEqual([`${many('VOID')} ${many('CONFIRMED')}`]);
    }
    const wish = await world.propose(orders[0] as WrittenOrder);
    expect(codesOf(await world.confirm(wish, world.people.buyer.approver))).toEqual([]);
    expect(await written()).toEqual([many('REVERSAL CONFIRMED')]);
    await recalls.recall(goods[0]?.lotId ?? '');
    expect(await written()).toEqual([many('REVERSAL', 2)]);
    expect(await world.breaks()).toEqual([]);
  });

  it('is written with one statement when the order is cancelled', async () => {
    const recalls = new Recalls(world.app, world.people);
    const order = await recalls.place(goods.slice(1), [1_000n, 2_000n]);
    await recalls.history.pay(order);
    expect(await written()).toEqual([many('PROVISIONAL', 2)]);
    await recalls.history.cancel(order);
    expect(await written()).toEqual([many('VOID', 2)]);
  });
});
