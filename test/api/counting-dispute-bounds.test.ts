import type { WrittenOrder } from '../support/order-events';
import { PeriodWorld, codesOf } from '../support/period-world';
import { makeRelation } from '../support/scheme-relations';

const JULY = '2026-07-01';

describe('a dispute about a month', () => {
  let world: PeriodWorld;
  let order: WrittenOrder;
  beforeAll(async () => {
    world = await PeriodWorld.start();
    await makeRelation(world.app, { kind: 'ENTERPRISE_PLEDGE', helper: world.people.buyer.id });
    await world.app.settle();
    order = await world.settled(10_000n);
    world.app.clock.set(new Date('2026-08-03T09:00:00+08:00'));
    await world.close(JULY);
  });
  afterAll(() => world.app.close());

  const july = () => world.desk.month(world.agreement, JULY, world.east);
  const left = () =>
    world.app.database.query(
      `SELECT scheme, sum(amount_fen)::bigint AS fen FROM counting_entries
        WHERE order_id = $1 AND kind IN ('CONFIRMED', 'REVERSAL') GROUP BY 1 ORDER BY 1`,
      [order.id],
    );

  it('has a clock of its own: nobody is reminded to sign what is still being talked about', async () => {
    const entry = await world.app.database.one<{ id: string }>(
      `SELECT id FROM counting_entries WHERE order_id = $1 AND scheme = 'EAST_WEST' AND kind = 'CONFIRMED'`,
      [order.id],
    );
    const objection = world.desk.objection(await july(), [entry?.id ?? '']);
    expect(codesOf(await world.desk.dispute('disputePeriodLines', world.west, objection))).toEqual([]);
    await world.app.settle();
    world.app.clock.set(new Date('2026-08-07T09:00:00+08:00'));
    await world.app.settle();
    expect(await july()).toMatchObject({ state: 'RECONCILING', reminded: false });
  });

  it('takes back in the scheme of its agreement alone', async () => {
    const both = ['EAST_WEST', 'ENTERPRISE_PLEDGE'].map((scheme) => ({ scheme, fen: 10_000n }));
    expect(await left()).toEqual(both);
    const open = await world.app.database.one<{ disputeId: string; expectedVersion: number }>(
      'SELECT id AS "disputeId", version AS "expectedVersion" FROM counting_disputes',
    );
    const upheld = await world.desk.dispute('upholdPeriodDispute', world.east, { ...open });
    expect(upheld.dispute?.state).toBe('UPHELD');
    await world.app.settle();
    expect(await left()).toEqual([
      { scheme: 'EAST_WEST', fen: 0n },
      { scheme: 'ENTERPRISE_PLEDGE', fen: 10_000n },
    ]);
    expect(await world.breaks()).toEqual([]);
  });
});
