import { startTestApp, type TestApp } from '../support/app';
import { award, awardOf, type ShownAward } from '../support/awarding';
import { eventually } from '../support/eventually';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { PLACES, addOrganization, makePeople, signInAgain, type Buyer, type People } from '../support/people';
import {
  joinPool,
  kg,
  onJoin,
  openPool,
  poolSeenBy,
  poolShare,
  poolTerms,
  pooling,
} from '../support/pooling';
import { linesOf, quotes, submitQuote, type QuoteWish, type ShownQuote } from '../support/quoting';
import { allSignedInAgain } from '../support/quoting-reads';

const at = (yuan: string) => ({ cap: { price: { amount: yuan }, priceUnit: 'kg' } });

describe('what is awarded to a pool', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let far: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 100_000_000n });
    const { otherSupplier: supplier } = people;
    const where = { countyCode: PLACES.otherWestCounty, verifiedMu: null, inBase: 100_000_000n };
    far = await makeGoods(app, { supplier }, where);
  });
  afterAll(() => app.close());

  const unitOf = ({ id }: Pick<Buyer, 'id'>) =>
    app.transactions.run((tx) =>
      addOrganization(tx, { kind: 'ENTERPRISE', regionCode: '330211', side: 'EAST', parentId: id }),
    );
  const afterHours = async (hours: number) => {
    app.clock.advance(hours * 3_600_000);
    const again = await allSignedInAgain(app, people);
    const { otherBuyer } = again;
    const clerk = { ...otherBuyer.clerk, token: await signInAgain(app, otherBuyer.clerk) };
    people = { ...again, otherBuyer: { ...otherBuyer, clerk } };
  };
  const inHours = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString();

  /** Three units of two houses for 花椒 in packs of 50 kg: 500, 1,000 and 500 kg, at 80, 90 and 60 yuan. */
  async function filled(opener = people.buyer.clerk.token, said: readonly object[] = []) {
    const pool = await openPool(
      app,
      opener,
      poolTerms({
        categoryCode: '13',
        leastGrade: null,
        certificates: [],
        maximum: kg(2_000),
        windows: [{ from: '2026-08-01', until: '2026-08-10', quantity: kg(2_000) }],
        gatheringDeadline: inHours(1),
        quoteDeadline: inHours(2),
      }),
    );
    const units = [
      await unitOf(people.buyer),
      await unitOf(people.otherBuyer),
      await unitOf(people.otherBuyer),
    ];
    const shares = [
      poolShare({ ...at('80.00') }),
      poolShare({ maximum: kg(1_000), ...at('90.00') }),
      poolShare({ ...at('60.00') }),
    ];
    const joins: string[] = [];
    for (const [index, unitId] of units.entries()) {
      const { token } = index === 0 ? people.buyer.clerk : people.otherBuyer.clerk;
      const share = { ...shares[index], ...said[index] };
      joins.push((await joinPool(app, token, { poolId: pool.id, unitId, share })).id);
    }
    const requestId = (await poolSeenBy(app, people.buyer.clerk.token, pool.id))?.requestId ?? '';
    return { pool, units, joins, requestId };
  }
  const quote = async (requestId: string, lot: Goods, token: string, wish: QuoteWish): Promise<ShownQuote> =>
    submitQuote(
      app,
      token,
      { request: { id: requestId, revision: 1 }, lines: await linesOf(app, requestId) },
      lot,
      wish,
    );
  const ordersOf = (units: readonly string[]) =>
    app.database.query<{ unit: number; buyer_id: string; base: bigint; fen: bigint; freight_fen: bigint }>(
      `SELECT array_position($1::uuid[], o.unit_id) AS unit, o.buyer_id, sum(l.quantity_base)::bigint AS base,
              o.goods_fen AS fen, o.freight_fen
         FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.unit_id = ANY($1::uuid[])
        GROUP BY o.id ORDER BY 1, 3`,
      [units],
    );
  const takenOf = async (unitId: string) =>
    (
      await app.database.one<{ fen: bigint }>(
        'SELECT coalesce(sum(fen), 0)::bigint AS fen FROM budget_entries WHERE unit_id = $1',
        [unitId],
      )
    )?.fen;
  const joinStates = async (ids: readonly string[]) =>
    (
      await app.database.query<{ state: string }>(
        'SELECT state FROM pool_joins WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id)',
        [ids],
      )
    ).map(({ state }) => state);

  it('becomes one order for each unit whose cap it keeps: its house buys, its budget pays, who gets nothing is told', async () => {
    const { units, joins, requestId } = await filled();
    const [one, two, three] = units as [string, string, string];
    const offered = await quote(requestId, goods, people.supplier.token, {
      kg: '2000',
      minimumKg: '500',
      yuan: '70.00',
      freight: { kind: 'FIXED', amount: { amount: '100.01' } },
    });
    await afterHours(2);
    const clerk = people.buyer.clerk.token;
    const tooMuch = await award(app, clerk, requestId, [awardOf(offered)]);
    expect(tooMuch.refusals).toEqual(['POOL_SHARE_SHORT awards.0']);
    expect((await award(app, clerk, requestId, [awardOf(offered, '1200')])).refusals).toEqual([]);
    expect(await ordersOf(units)).toEqual([
      { unit: 1, buyer_id: people.buyer.id, base: 400_000n, fen: 2_800_000n, freight_fen: 3_334n },
      { unit: 2, buyer_id: people.otherBuyer.id, base: 800_000n, fen: 5_600_000n, freight_fen: 6_667n },
    ]);
    // the order, and what it can still get at its cap
    expect([await takenOf(one), await takenOf(two), await takenOf(three)]).toEqual([
      2_803_334n + 800_000n,
      5_606_667n + 1_800_000n,
      3_000_000n,
    ]);
    expect(await breaksOf(app)).toEqual([]);
    const late = await pooling(
      app,
      people.otherBuyer.clerk.token,
      'leavePool',
      onJoin({ id: joins[2] ?? '', version: 1 }),
    );
    expect(late.refusals).toEqual(['POOL_CLOSED poolId']);
    const [request] = await app.database.query<{ version: number }>(
      'SELECT version FROM sourcing_requests WHERE id = $1',
      [requestId],
    );
    const closed = await app.graphql<{ closeSourcingRequest: { refusals: { code: string }[] } }>(
      'mutation ($input: CloseSourcingRequestInput!) { closeSourcingRequest(input: $input) { refusals { code } } }',
      {
        input: {
          idempotencyKey: 'close-the-rest-of-it',
          sourcingRequestId: requestId,
          expectedVersion: request?.version,
        },
      },
      { token: clerk },
    );
    expect(closed.data?.closeSourcingRequest.refusals).toEqual([]);
    expect([await takenOf(one), await takenOf(two), await takenOf(three)]).toEqual([
      2_803_334n,
      5_606_667n,
      0n,
    ]);
    await app.settle();
    expect(await joinStates(joins)).toEqual(['SERVED', 'SERVED', 'PASSED_OVER']);
    const told = await app.database.query<{ kind: string }>(
      'SELECT kind FROM notices WHERE subject_id = $1 ORDER BY kind',
      [joins[2]],
    );
    expect(told).toEqual([{ kind: 'POOL_PASSED_OVER' }]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('by an office from several suppliers gives the dearer goods to the higher caps, and everybody what he wants', async () => {
    const { units, joins, requestId } = await filled(await signInAgain(app, people.coordEast.city));
    const cheap = await quote(requestId, goods, people.supplier.token, { kg: '600', yuan: '59.00' });
    const dear = await quote(requestId, far, people.otherSupplier.token, { kg: '1400', yuan: '79.00' });
    await afterHours(2);
    const both = [awardOf(cheap), awardOf(dear)];
    const byMember = await award(app, people.buyer.clerk.token, requestId, both);
    expect(byMember.refusals).toEqual(['NOT_FOUND sourcingRequestId']);
    const office = await signInAgain(app, people.coordEast.city);
    await app.settle();
    const waiting = await app.graphql<{
      myTasks: { edges: { node: { kind: string; subjectId: string } }[] };
    }>('{ myTasks(first: 50) { edges { node { kind subjectId } } } }', {}, { token: office });
    expect(waiting.data.myTasks.edges.map(({ node }) => node)).toContainEqual({
      kind: 'AWARD_QUOTES',
      subjectId: requestId,
    });
    // 100 kg and 400 kg fall to the first unit: each below its limit, together above.
    await app.database.query(
      'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 3200000, $2, 1)',
      [units[0], people.buyer.clerk.id],
    );
    expect((await award(app, office, requestId, both)).refusals).toEqual([]);
    expect(
      await app.database.query(
        `SELECT array_position($1::uuid[], unit_id) AS unit, count(*)::int AS orders FROM orders
          WHERE unit_id = ANY($1::uuid[]) AND approval_required AND goods_fen + freight_fen < 3200000 GROUP BY 1`,
        [units],
      ),
    ).toEqual([{ unit: 1, orders: 2 }]);
    expect((await ordersOf(units)).map(({ unit, base }) => [unit, base])).toEqual([
      [1, 100_000n],
      [1, 400_000n],
      [2, 1_000_000n],
      [3, 500_000n],
    ]);
    await app.settle();
    expect(await joinStates(joins)).toEqual(['SERVED', 'SERVED', 'SERVED']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('counts for each unit toward the pairing it said when it joined, where that covers the goods', async () => {
    const pairing = async (east: string, west: string) =>
      (
        await app.database.one<{ id: string }>(
          'SELECT id FROM pairings WHERE east_region_code = $1 AND west_region_code = $2',
          [east, west],
        )
      )?.id;
    const own = await pairing(PLACES.eastCounty, PLACES.westCounty);
    const city = await pairing(PLACES.eastCity, PLACES.westCity);
    const { units, requestId } = await filled(undefined, [{ pairingChoice: own }, { pairingChoice: city }]);
    const wish = { kg: '2000', minimumKg: '500', yuan: '59.00' };
    const all = awardOf(await quote(requestId, goods, people.supplier.token, wish));
    await afterHours(2);
    const clerk = people.buyer.clerk.token;
    const named = await award(app, clerk, requestId, [{ ...all, pairingChoice: own }]);
    expect(named.refusals).toEqual(['PAIRINGS_ARE_THE_UNITS awards.0.pairingChoice']);
    expect((await award(app, clerk, requestId, [all])).refusals).toEqual([]);
    const chosen = await app.database.query(
      `SELECT pairing_choice AS chosen FROM orders WHERE unit_id = ANY($1::uuid[])
        ORDER BY array_position($1::uuid[], unit_id)`,
      [units],
    );
    expect([typeof city, chosen]).toEqual(['string', [{ chosen: own }, { chosen: null }, { chosen: null }]]);
  });

  it('in part is not told to the supplier by what caps take: he hears that the buyer has to decide', async () => {
    const { requestId } = await filled();
    const dear = await quote(requestId, goods, people.supplier.token, { kg: '2000', yuan: '85.00' });
    await afterHours(2);
    const offered = await award(app, people.buyer.clerk.token, requestId, [awardOf(dear, '1500')]);
    const taken = await quotes<ShownAward>(
      app,
      people.supplier.token,
      'takeAward',
      { awardId: offered.node?.[0]?.id, expectedVersion: 1 },
      'award { id }',
    );
    expect(taken.refusals).toEqual(['BUYER_MUST_DECIDE awardId']);
  });

  it('gives back to budgets in the order in which everybody locks them, whoever joined first', async () => {
    const { units, requestId } = await filled();
    const served = await app.database.query<{ unitId: string }>(
      'SELECT unit_id AS "unitId" FROM pool_joins WHERE unit_id = ANY($1::uuid[]) ORDER BY joined_at, id',
      [units.slice(0, 2)],
    );
    const [joinedFirst, joinedLast] = served.map(({ unitId }) => unitId);
    await app.database.query(
      `INSERT INTO budgets (id, unit_id, year, limit_fen, reserved_fen, set_by, version)
       SELECT b.id, b.unit_id, 2026, 100000000, (SELECT sum(fen) FROM budget_entries e WHERE e.unit_id = b.unit_id), $3, 1
         FROM (VALUES ('ffffffff-ffff-4fff-bfff-ffffffffffff'::uuid, $1::uuid),
                      ('00000000-0000-4000-8000-000000000001'::uuid, $2::uuid)) b (id, unit_id)`,
      [joinedFirst, joinedLast, people.buyer.clerk.id],
    );
    const offered = await quote(requestId, goods, people.supplier.token, {
      kg: '1200',
      minimumKg: '500',
      yuan: '70.00',
    });
    await afterHours(2);
    const waiting = async () =>
      (
        await app.database.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
      ).length > 0;
    const locked = 'SELECT FROM budgets WHERE unit_id = $1 FOR NO KEY UPDATE NOWAIT';
    let awarded: ReturnType<typeof award> | undefined;
    await app.transactions.run(async (tx) => {
      await tx.query(locked, [joinedLast]);
      awarded = award(app, people.buyer.clerk.token, requestId, [awardOf(offered)]);
      await eventually(waiting);
      await tx.query(locked, [joinedFirst]);
    });
    expect((await awarded)?.refusals).toEqual([]);
    expect(await breaksOf(app)).toEqual([]);
  });
});
