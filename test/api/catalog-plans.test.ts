import { Client } from 'pg';
import type { WantedLots } from '../../src/catalog/storage/lot-conditions';
import { LotSearch, pageStatement } from '../../src/catalog/storage/lot-search';
import { Sessions } from '../../src/organizations/index';
import { Database, SharingReader, businessDateOf } from '../../src/platform/index';
import { originOf, within } from '../../src/platform/origin/origin';
import { seedGoods } from '../bench/seed/seed-goods';
import { seededId } from '../bench/seed/seeded-id';
import { startTestApp, type TestApp } from '../support/app';
import { runEnvironment, urlOf } from '../support/test-cluster';

const LISTINGS = 4000;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe('lots in great numbers', () => {
  let app: TestApp;
  let client: Client;
  const today = businessDateOf(new Date());

  beforeAll(async () => {
    app = await startTestApp(new Date());
    const row = await app.database.one<{ name: string }>('SELECT current_database() AS name');
    client = new Client({
      connectionString: urlOf(process.env[runEnvironment.clusterUrl] ?? '', row?.name ?? ''),
    });
    await client.connect();
    await seedGoods(client, LISTINGS);
  });
  afterAll(async () => {
    await client.end();
    await app.close();
  });

  const anything: WantedLots = {
    today,
    text: null,
    categoryCode: null,
    originRegion: null,
    regions: null,
    onSaleOn: today,
    certificate: null,
    recognised: false,
    quantity: null,
    priceFromFen: null,
    priceToFen: null,
    deliverBy: null,
  };
  const plannedFor = async ({ sql, values }: { sql: string; values: unknown[] }): Promise<Plan[]> => {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      values,
    );
    return nodesOf((rows[0] as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan);
  };
  const middle = async () =>
    (
      await client.query<{ id: string }>('SELECT id FROM lots ORDER BY id DESC OFFSET $1 LIMIT 1', [
        LISTINGS / 2,
      ])
    ).rows[0]?.id ?? null;

  const pages: [string, () => Promise<ReturnType<typeof pageStatement>>][] = [
    ['a page', async () => pageStatement(anything, 'RELEVANCE', { fetch: 21, after: null }, 'ALL')],
    [
      'a page far behind',
      async () =>
        pageStatement(anything, 'RELEVANCE', { fetch: 21, after: ['0', await middle(), 'ALL'] }, 'ALL'),
    ],
    ['the newest', async () => pageStatement(anything, 'HARVEST_NEWEST', { fetch: 21, after: null }, 'ALL')],
    [
      'a search',
      async () =>
        pageStatement({ ...anything, text: '花椒' }, 'RELEVANCE', { fetch: 21, after: null }, 'WORDS'),
    ],
  ];

  it.each(pages)(
    '%s reads no table from end to end and no more rows than it needs',
    async (name, statement) => {
      const nodes = await plannedFor(await statement());
      const scanned = nodes
        .filter((node) => node['Node Type'] === 'Seq Scan')
        .map((node) => node['Relation Name']);
      expect(scanned.filter((table) => table !== 'organizations')).toEqual([]);
      const most = Math.max(...nodes.map((node) => node['Actual Rows'] * node['Actual Loops']));
      expect(most).toBeLessThan(name === 'a search' ? 200 : 100);
    },
  );

  it.each(pages)('%s is planned once a day, not each time', async (name, statement) => {
    const { sql, values } = await statement();
    for (let time = 0; time < 8; time += 1) await client.query({ name, text: sql, values });
    const { rows } = await client.query<{ generic: string; custom: string }>(
      'SELECT generic_plans AS generic, custom_plans AS custom FROM pg_prepared_statements WHERE name = $1',
      [name],
    );
    expect(rows).toEqual([{ generic: '3', custom: '5' }]);
  });

  it('reads a page once for all who ask for it in the same moment, and each other page for itself', async () => {
    const search = app.nest.get(LotSearch);
    const wanted = [anything, { ...anything, categoryCode: '13' }, { ...anything, recognised: true }];
    const look = async (one: WantedLots) =>
      (await search.find(one, 'RELEVANCE', { fetch: 21, after: null })).map((row) => row.lot_id);
    const alone: string[][] = [];
    for (const one of wanted) alone.push(await look(one));
    expect(new Set(alone.map(String)).size).toBe(3);
    const asked = jest.spyOn(Database.prototype, 'query');
    const together = await Promise.all([...Array(24).keys()].map((i) => look(wanted[i % 3] ?? anything)));
    expect(asked).toHaveBeenCalledTimes(3);
    await look(anything); // nothing is remembered
    expect(asked).toHaveBeenCalledTimes(4);
    asked.mockRestore();
    expect(together).toEqual([...Array(24).keys()].map((i) => alone[i % 3]));
  });

  it('lets nobody wait for another question of the same moment, nor fail with it', async () => {
    const reader = new SharingReader(app.database);
    let slow: Promise<unknown> = Promise.resolve();
    await app.transactions.run(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(7031)');
      slow = reader.query('SELECT pg_advisory_xact_lock(7031)'); // answered only when this transaction is over
      const wrong = reader.query('SELECT 1 / $1::int AS n', [0]);
      expect(await reader.query('SELECT 1 / $1::int AS n', [1])).toEqual([{ n: 1 }]);
      await expect(wrong).rejects.toThrow();
    });
    await slow;
  });

  it('asks for itself whoever has written in his request: what others read may be from before', async () => {
    const asked = jest.spyOn(Database.prototype, 'query');
    const reader = new SharingReader(app.database);
    const twice = () => Promise.all([reader.query('SELECT 1 AS n'), reader.query('SELECT 1 AS n')]);
    await within({ ...originOf('a-request-that-writes', null), wrote: true }, twice);
    expect(asked).toHaveBeenCalledTimes(2);
    await within(originOf('a-request-that-reads', null), twice);
    expect(asked).toHaveBeenCalledTimes(3);
    asked.mockRestore();
  });

  it('asks as many statements what a hundred lots would count toward as for ten', async () => {
    const pair = await app.transactions.run((tx) => app.nest.get(Sessions).start(tx, seededId('clerk1')));
    const asked = jest.spyOn(Database.prototype, 'query');
    const statementsFor = async (first: number) => {
      const before = asked.mock.calls.length;
      const answer = await app.graphql<{ lots: { edges: { node: { wouldCountToward: object | null } }[] } }>(
        `query ($first: Int!, $unit: UUID!) { lots(first: $first) { edges { node { wouldCountToward(unitId: $unit) { counts } } } } }`,
        { first, unit: seededId('buyer1') },
        { token: pair.accessToken },
      );
      expect(answer.data.lots.edges.filter(({ node }) => node.wouldCountToward)).toHaveLength(first);
      return asked.mock.calls.length - before;
    };
    await statementsFor(10); // who asks, and the facts of the regions, are remembered for a moment
    const [ten, hundred] = [await statementsFor(10), await statementsFor(100)];
    // More lots come from more counties, each of which is asked about once.
    expect(hundred).toBeLessThan(ten + 60);
    expect(hundred).toBeLessThan(200);
    asked.mockRestore();
  });
});
