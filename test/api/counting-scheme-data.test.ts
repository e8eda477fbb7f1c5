import { RuleVersions } from '../../src/counting/storage/rule-versions';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { OrderHistory, type OrderWish, type WrittenOrder } from '../support/order-events';
import { PLACES, addOrganization, makePeople, type People } from '../support/people';
import { makeRelation } from '../support/scheme-relations';
import seventh from '../support/seventh-scheme.json';

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

  it('is refused whole where a file asks for what nobody knows', async () => {
    const [version] = seventh.versions;
    const wrong = { when: { fact: 'moon.full', op: 'true' }, reason: 'NO_MOON', zh: '示例', en: 'Example' };
    const file = { ...seventh, scheme: 'MOON', position: 8, versions: [{ ...version, conditions: [wrong] }] };
    await expect(app.nest.get(RuleVersions).load([file])).rejects.toThrow('there is no fact moon.full');
    expect(await app.database.query(`SELECT FROM counting_schemes WHERE code = 'MOON'`)).toEqual([]);
  });
});
