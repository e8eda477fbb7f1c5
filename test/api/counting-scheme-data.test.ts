import { RuleVersions } from '../../src/counting/storage/rule-versions';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { OrderHistory, type OrderWish, type WrittenOrder } from '../support/order-events';
import { PLACES, addOrganization, makePeople, type People } from '../support/people';
import { makeRelation } from '../support/scheme-relations';
import seventh from '../support/seventh-scheme.json';

interface Words {
  zh: string;
  en: string;
}
interface Overview {
  scheme: string;
  name: Words;
  versions: { id: string; sha256: string }[];
  rule: {
    id: string;
    regime: string;
    modes: string[];
    text: Words;
    confirmation: Words;
    priority: Words;
    conditions: Words[];
    datedRules: string[];
    sourceDocument: string;
  } | null;
}

describe('a scheme that is nothing but rule data', () => {
  let app: TestApp;
  let people: People;
  let history: OrderHistory;
  let goods: Goods;
  let enterprise: string;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    history = new OrderHistory(app);
    goods = await makeGoods(app, people);
    enterprise = await app.transactions.run((tx) =>
      addOrganization(tx, { kind: 'ENTERPRISE', regionCode: PLACES.eastCounty, side: 'EAST' }),
    );
  });
  afterAll(() => app.close());

  const settled = async (more: Partial<OrderWish> = {}) => {
    const order = await history.place({
      buyerId: enterprise,
      unitId: enterprise,
      placedBy: people.buyer.clerk.id,
      goods: [goods],
      fen: [10_000n],
      countyCode: PLACES.westCounty,
      ...more,
    });
    await history.pay(order);
    await history.settle(order, [10_000n]);
    await app.settle();
    return order;
  };
  const left = async (order: WrittenOrder, scheme: string) => {
    const row = await app.database.one<{ fen: bigint; versions: string[] }>(
      `SELECT sum(amount_fen)::bigint AS fen, array_agg(DISTINCT rule_version) AS versions FROM counting_entries
       WHERE order_id = $1 AND scheme = $2 AND kind IN ('CONFIRMED', 'REVERSAL')`,
      [order.id, scheme],
    );
    return row?.fen ?? null;
  };
  const reasons = async (order: WrittenOrder, scheme: string) => {
    const rows = await app.database.query<{ reasons: string[] }>(
      'SELECT reasons FROM counting_exclusions WHERE order_id = $1 AND scheme = $2 AND settlement_line_id IS NOT NULL',
      [order.id, scheme],
    );
    return rows.map((row) => row.reasons);
  };
  const refunded = async (order: WrittenOrder) => {
    await history.refund(order, order.portions[0] ?? '', 4_000n);
    await app.settle();
  };

  it('counts what an enterprise has pledged to buy, of the region it named, and takes refunds back', async () => {
    await makeRelation(app, { kind: 'ENTERPRISE_PLEDGE', helper: enterprise });
    const order = await settled();
    expect(await left(order, 'ENTERPRISE_PLEDGE')).toBe(10_000n);
    await refunded(order);
    expect(await left(order, 'ENTERPRISE_PLEDGE')).toBe(6_000n);
    const elsewhere = await settled({ countyCode: PLACES.otherWestCounty });
    expect(await left(elsewhere, 'ENTERPRISE_PLEDGE')).toBeNull();
    expect(await reasons(elsewhere, 'ENTERPRISE_PLEDGE')).toEqual([['ORIGIN_NOT_PLEDGED']]);
  });

  it('counts counterpart aid between two regions, and asks no list of the county', async () => {
    await makeRelation(app, { kind: 'COUNTERPART_AID', helped: { region: PLACES.otherWestCounty } });
    const order = await settled({ countyCode: PLACES.otherWestCounty });
    expect(await left(order, 'COUNTERPART_AID')).toBe(10_000n);
    await refunded(order);
    expect(await left(order, 'COUNTERPART_AID')).toBe(6_000n);
    const other = await settled();
    expect([await left(other, 'COUNTERPART_AID'), await reasons(other, 'COUNTERPART_AID')]).toEqual([
      null,
      [],
    ]);
  });

  it('counts what an enterprise buys of its village’s cooperative, wherever the goods grew', async () => {
    await makeRelation(app, {
      kind: 'ENTERPRISE_VILLAGE',
      helper: enterprise,
      helped: { organization: people.supplier.id },
      counter: people.coordWest.county.organizationId,
    });
    const order = await settled();
    expect(await left(order, 'ENTERPRISE_VILLAGE')).toBe(10_000n);
    const others = await makeGoods(app, { supplier: people.otherSupplier, agri: people.agri });
    expect(await left(await settled({ goods: [others] }), 'ENTERPRISE_VILLAGE')).toBeNull();
    await refunded(order);
    expect(await left(order, 'ENTERPRISE_VILLAGE')).toBe(6_000n);
  });

  it('needs no code: a seventh is a file', async () => {
    await app.nest.get(RuleVersions).load([seventh]);
    await makeRelation(app, {
      kind: 'HARVEST_FESTIVAL',
      helper: enterprise,
      helped: { region: PLACES.westCity },
    });
    await app.settle();
    const order = await settled();
    expect(await left(order, 'HARVEST_FESTIVAL')).toBe(10_000n);
    await refunded(order);
    expect(await left(order, 'HARVEST_FESTIVAL')).toBe(6_000n);
    expect(await reasons(await settled({ categoryCode: '10' }), 'HARVEST_FESTIVAL')).toEqual([
      ['NOT_OF_THE_FESTIVAL'],
    ]);
  });

  it('is told with its rule of the day in words, its source, and every version of it', async () => {
    const asked = (more: string) =>
      app.graphql<{ countingSchemes: { totalCount: number; edges: { cursor: string; node: Overview }[] } }>(
        `{ countingSchemes(${more}) { totalCount edges { cursor node { scheme name { zh en } versions { id validFrom validTo sha256 }
           rule { id regime modes text { zh en } confirmation { zh en } priority { zh en } conditions { code zh en }
             datedRules sourceDocument } } } } }`,
        {},
        { token: null },
      );
    const { data } = await asked('on: "2026-07-09"');
    const nodes = data.countingSchemes.edges.map(({ node }) => node);
    expect(data.countingSchemes.totalCount).toBe(6);
    expect(nodes.map(({ scheme, rule }) => `${scheme} ${rule?.id}`)).toEqual([
      'EAST_WEST EAST_WEST-2026.2',
      'DESIGNATED_ASSISTANCE DESIGNATED_ASSISTANCE-2026',
      'BUDGET_RESERVE BUDGET_RESERVE-2026',
      'ENTERPRISE_PLEDGE ENTERPRISE_PLEDGE-2026',
      'COUNTERPART_AID COUNTERPART_AID-2026',
      'ENTERPRISE_VILLAGE ENTERPRISE_VILLAGE-2026',
    ]);
    for (const { name, rule, versions } of nodes) {
      const words = [name, rule?.text, rule?.confirmation, rule?.priority, ...(rule?.conditions ?? [])];
      for (const said of words) {
        expect(said?.zh).toMatch(/\p{Script=Han}/u);
        expect(said?.en).not.toMatch(/\p{Script=Han}/u);
      }
      expect(rule?.sourceDocument).not.toBe('');
      expect(rule?.datedRules).toEqual(['AUTO_ACCEPTANCE_COUNTED', 'INVOICE_REQUIRED_TO_COUNT']);
      const stored = await app.database.query(
        'SELECT id, sha256 FROM counting_rule_versions WHERE id = ANY($1)',
        [versions.map(({ id }) => id)],
      );
      expect(stored).toEqual(expect.arrayContaining(versions.map(({ id, sha256 }) => ({ id, sha256 }))));
    }
    const both = nodes.filter(({ rule }) => rule?.priority.zh.startsWith('采购优先于帮助销售'));
    expect(both.map(({ rule }) => rule?.modes)).toEqual(both.map(() => ['PURCHASE', 'HELP_SELL']));
    expect(both.map(({ scheme }) => scheme)).not.toContain('BUDGET_RESERVE');
    const then = (await asked('on: "2025-12-31", first: 1')).data.countingSchemes;
    const rest = (await asked(`on: "2026-07-09", after: "${then.edges[0]?.cursor}"`)).data.countingSchemes;
    expect(rest.edges.map(({ node }) => node.scheme)).toEqual(nodes.slice(1).map(({ scheme }) => scheme));
    expect(then.edges.map(({ node }) => [node.rule?.id, node.rule?.regime])).toEqual([
      ['EAST_WEST-2021.2', 'TRANSITION_2021_2025'],
    ]);
    const before = (await asked('on: "2020-12-31"')).data.countingSchemes.edges;
    expect(before.map(({ node }) => node.rule)).toEqual(before.map(() => null));
  });

  it('is refused whole where a file asks for what nobody knows', async () => {
    const [version] = seventh.versions;
    const wrong = { when: { fact: 'moon.full', op: 'true' }, reason: 'NO_MOON', zh: '示例', en: 'Example' };
    const file = { ...seventh, scheme: 'MOON', position: 8, versions: [{ ...version, conditions: [wrong] }] };
    await expect(app.nest.get(RuleVersions).load([file])).rejects.toThrow('there is no fact moon.full');
    expect(await app.database.query(`SELECT FROM counting_schemes WHERE code = 'MOON'`)).toEqual([]);
  });
});
