import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { OrderHistory, type WrittenOrder } from '../support/order-events';
import { PLACES, makePeople, type People, type Person } from '../support/people';
import { FoldTotals } from '../../src/counting/reactions/fold-totals';
import { Database, Worker } from '../../src/platform/index';

interface Seen {
  asOf: string;
  regime: string;
  ruleVersion: string;
  committed: { amount: string };
  total: { gross: { amount: string }; reversals: { amount: string }; net: { amount: string } };
  rows: { key: string; net: { amount: string } }[];
}
interface Tree {
  year: number;
  regime: string;
  ruleVersion: string;
  total: { net: { amount: string } };
  nodes: {
    regionCode: string;
    parentCode: string | null;
    name: string;
    target: { amount: string };
    net: { amount: string };
  }[];
}

const PROGRESS = `query ($id: UUID!, $by: ProgressGroup!, $asOf: BusinessDay) { progress(agreementId: $id, groupBy: $by, asOf: $asOf) {
  asOf regime ruleVersion committed { amount } total { gross { amount } reversals { amount } net { amount } } rows { key net { amount } } } }`;
const TREE = `query ($code: RegionCode, $asOf: BusinessDay) { targetTree(regionCode: $code, asOf: $asOf) {
  year regime ruleVersion total { net { amount } } nodes { regionCode parentCode name target { amount } net { amount } } } }`;
const GROUPS = ['AGREEMENT', 'PAIRING', 'COUNTY', 'MONTH', 'CATEGORY'];

describe('figures as of a day', () => {
  let app: TestApp;
  let people: People;
  let history: OrderHistory;
  let [lastYear, thisYear]: [string, string] = ['', ''];
  let order: WrittenOrder;

  const drained = () => app.nest.get(Worker).drain();
  const fold = () => app.nest.get(FoldTotals).tick();
  const ask = async <Data>(query: string, variables: object, person: Person) =>
    app.graphql<Data>(query, variables, { token: person.token });
  const progress = async (id: string, asOf: string | null, by = 'AGREEMENT') =>
    (await ask<{ progress: Seen }>(PROGRESS, { id, by, asOf }, people.coordEast.city)).data.progress;
  const tree = async (code: string | null, asOf: string | null, person: Person = people.coordWest.province) =>
    (await ask<{ targetTree: Tree }>(TREE, { code, asOf }, person)).data.targetTree;
  const on = (instant: string) => app.clock.set(new Date(instant));

  async function settled(fen: bigint, goods: Awaited<ReturnType<typeof makeGoods>>): Promise<WrittenOrder> {
    const { buyer } = people;
    const placed = await history.place({
      buyerId: buyer.id,
      unitId: buyer.unitId,
      placedBy: buyer.clerk.id,
      goods: [goods],
      fen: [fen],
      countyCode: PLACES.westCounty,
    });
    await history.pay(placed);
    await history.settle(placed, [fen]);
    await drained();
    return placed;
  }

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    history = new OrderHistory(app);
    const leaves = [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000n }];
    const goods = await makeGoods(app, people, { harvestedOn: '2025-06-20', season: 2025 });
    await app.database.query(
      `UPDATE recognitions SET publicised_from = '2025-01-01', publicised_to = '2025-01-07', valid_from = '2025-01-08'
       WHERE product_id = $1`,
      [goods.productId],
    );
    on('2025-12-01T09:00:00+08:00');
    lastYear = await makeAgreement(app, { year: 2025, ownFen: 0n, leaves });
    on('2025-12-30T09:00:00+08:00');
    order = await settled(4_000n, goods);
    on('2025-12-31T23:59:00+08:00');
    await settled(600n, goods);
    await fold();
    on('2026-01-01T00:00:00+08:00');
    thisYear = await makeAgreement(app, { leaves });
    await settled(50n, goods);
    await history.refund(order, order.portions[0] ?? '', 1_000n);
    await drained();
    on('2026-01-02T12:00:00+08:00');
    await settled(7n, goods);
  });
  afterAll(() => app.close());

  it('are those of that day, by its rules and regime', async () => {
    expect(await progress(lastYear, '2025-12-31')).toMatchObject({
      asOf: '2025-12-31',
      regime: 'TRANSITION_2021_2025',
      ruleVersion: 'EAST_WEST-2021.2',
      committed: { amount: '500.00' },
      total: { gross: { amount: '46.00' }, reversals: { amount: '0.00' }, net: { amount: '46.00' } },
    });
    expect(await progress(lastYear, '2026-01-02')).toMatchObject({
      regime: 'REGULAR_2026',
      ruleVersion: 'EAST_WEST-2026.2',
      total: { gross: { amount: '46.00' }, reversals: { amount: '10.00' }, net: { amount: '36.00' } },
    });
    expect(await progress(lastYear, '2025-11-30')).toMatchObject({ committed: { amount: '0.00' }, rows: [] });
  });

  it('are the same folded and not folded, in every grouping', async () => {
    const days = ['2025-12-29', '2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02', null];
    const trees = async () => {
      const roots = [
        [PLACES.westProvince, people.coordWest.province],
        [PLACES.eastCity, people.coordEast.city],
      ] as const;
      return Promise.all(
        roots.flatMap(([code, person]) =>
          days.map(async (day) => (await tree(code, day, person)).nodes.at(-1)?.net.amount),
        ),
      );
    };
    const all = async () => {
      const seen: string[][] = [];
      for (const by of GROUPS)
        for (const id of [lastYear, thisYear])
          seen.push(
            await Promise.all(days.map(async (day) => (await progress(id, day, by)).total.net.amount)),
          );
      return seen;
    };
    const unfolded = await all();
    const grown = await trees();
    await fold();
    expect(await all()).toEqual(unfolded);
    expect(await trees()).toEqual(grown);
    const ofSide = ['0.00', '40.00', '46.00', '0.50', '0.57', '0.57'];
    expect(grown).toEqual([...ofSide, ...ofSide]);
    for (const index of GROUPS.keys()) {
      expect(unfolded[index * 2]).toEqual(['0.00', '40.00', '46.00', '36.00', '36.00', '36.00']);
      expect(unfolded[index * 2 + 1]).toEqual(['0.00', '0.00', '0.00', '0.50', '0.57', '0.57']);
    }
  });

  it('stand in a tree from the county up, of the year of the day', async () => {
    const before = await tree(PLACES.westProvince, '2025-12-31');
    expect(before).toMatchObject({
      year: 2025,
      regime: 'TRANSITION_2021_2025',
      ruleVersion: 'EAST_WEST-2021.2',
      total: { net: { amount: '46.00' } },
    });
    const figures = (seen: Tree) =>
      seen.nodes.map(({ regionCode, parentCode, target, net }) => [
        regionCode,
        parentCode,
        target.amount,
        net.amount,
      ]);
    expect(figures(before)).toEqual([
      [PLACES.westProvince, null, '500.00', '46.00'],
      [PLACES.westCity, PLACES.westProvince, '500.00', '46.00'],
      [PLACES.westCounty, PLACES.westCity, '500.00', '46.00'],
    ]);
    const after = await tree(PLACES.westProvince, '2026-01-02');
    expect(after).toMatchObject({ year: 2026, regime: 'REGULAR_2026', ruleVersion: 'EAST_WEST-2026.2' });
    expect(figures(after).at(-1)).toEqual([PLACES.westCounty, PLACES.westCity, '500.00', '0.57']);
    expect(figures(await tree(PLACES.eastCity, null, people.coordEast.city)).map((row) => row[3])).toEqual([
      '0.57',
      '0.57',
    ]);
    expect((await tree(null, null, people.auditor)).nodes).toEqual(after.nodes);
    // An office that names no region is told of its own, and of no more.
    const { coordEast, coordWest } = people;
    expect(await tree(null, null, coordEast.city)).toEqual(await tree(PLACES.eastCity, null, coordEast.city));
    expect(await tree(null, null, coordWest.county)).toEqual(
      await tree(PLACES.westCounty, null, coordWest.county),
    );
  });

  it('are not told of days to come, nor of regions of others', async () => {
    const code = async (query: string, variables: object, person: Person) =>
      (await ask(query, variables, person)).errors?.[0]?.extensions.code;
    const { coordWest, coordEast } = people;
    expect(await code(PROGRESS, { id: thisYear, by: 'COUNTY', asOf: '2026-01-03' }, coordEast.city)).toBe(
      'BAD_USER_INPUT',
    );
    expect(await code(TREE, { code: PLACES.westProvince, asOf: '2026-01-03' }, coordWest.province)).toBe(
      'BAD_USER_INPUT',
    );
    for (const region of [PLACES.westCity, PLACES.eastCity, '999999'])
      expect(await code(TREE, { code: region }, coordWest.county)).toBe('NOT_FOUND');
    expect(await code(TREE, { code: PLACES.westCounty }, coordEast.province)).toBe('NOT_FOUND');
    expect(await code(TREE, { code: PLACES.westCounty }, people.buyer.clerk)).toBe('FORBIDDEN');
  });

  it('do not waver while rows are folded', async () => {
    const database = app.nest.get(Database);
    await database.query(
      `INSERT INTO counting_deltas SELECT scheme, mode, unit, year, agreement_id, commitment_id, pairing_id, west_region_code, east_region_code,
         county_code, category_code, period, recorded_on, fen, fen, 0
       FROM (SELECT * FROM counting_ledger_days WHERE cut = 'GOODS' LIMIT 1) one, generate_series(1, 3000) fen`,
    );
    const seen = new Set<string>();
    const fold100 = () => database.one<{ folded: number }>('SELECT fold_counting_totals(100) AS folded');
    const look = async () => {
      const { total } = await progress(lastYear, null, 'CATEGORY');
      seen.add(`${total.gross.amount} ${total.reversals.amount}`);
    };
    let folded: { folded: number } | null;
    do [folded] = await Promise.all([fold100(), look(), look()]);
    while (folded?.folded);
    expect([...seen]).toHaveLength(1);
  });
});
