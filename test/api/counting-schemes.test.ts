import { Totals } from '../../src/counting/index';
import { Reconciliation } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { HelpSelling } from '../support/helpselling';
import { OrderHistory, type OrderWish, type WrittenOrder } from '../support/order-events';
import { PLACES, addMember, addOrganization, makePeople, type People, type Person } from '../support/people';
import { Recalls } from '../support/recalls';
import { makeRelation, type WrittenRelation } from '../support/scheme-relations';

interface Told {
  scheme: string;
  mode: string;
  state: string;
  net: { amount: string };
  agreementId: string | null;
  reasons: { code: string; zh: string }[];
}

describe('a purchase in several schemes', () => {
  let app: TestApp;
  let people: People;
  let history: OrderHistory;
  let goods: Goods;
  /** A central bureau, a unit of it with a filed reserve, and one without. */
  let bureau: string;
  let unit: string;
  let sister: string;
  /** In the west, with no duty in any scheme. */
  let stranger: string;
  let clerk: Person;
  let eastWest: string;
  let designated: WrittenRelation;
  let reserve: WrittenRelation;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    history = new OrderHistory(app);
    goods = await makeGoods(app, people);
    await app.transactions.run(async (tx) => {
      const standing = { kind: 'PUBLIC_UNIT', regionCode: PLACES.eastCounty, side: 'EAST' } as const;
      bureau = await addOrganization(tx, standing);
      unit = await addOrganization(tx, { ...standing, parentId: bureau });
      sister = await addOrganization(tx, { ...standing, parentId: bureau });
      stranger = await addOrganization(tx, {
        kind: 'PUBLIC_UNIT',
        regionCode: PLACES.westProvince,
        side: 'WEST',
      });
      clerk = await addMember(app, tx, bureau, 'BUYER_CLERK');
    });
    eastWest = await makeAgreement(app);
    designated = await makeRelation(app, { kind: 'DESIGNATED_ASSISTANCE', helper: bureau });
    reserve = await makeRelation(app, {
      kind: 'BUDGET_RESERVE',
      helper: unit,
      helped: { list: 'FORMER_POVERTY_COUNTY' },
      counter: bureau,
    });
    await app.settle();
  });
  afterAll(() => app.close());

  const place = (fen: bigint, more: Partial<OrderWish> = {}) =>
    history.place({
      buyerId: bureau,
      unitId: unit,
      placedBy: clerk.id,
      goods: [goods],
      fen: [fen],
      countyCode: PLACES.westCounty,
      ...more,
    });
  const settled = async (fen: bigint, more: Partial<OrderWish> = {}) => {
    const order = await place(fen, more);
    await history.pay(order);
    await history.settle(order, [fen]);
    await app.settle();
    return order;
  };
  /** What is left in each scheme, by mode. */
  const left = async (order: WrittenOrder) => {
    const rows = await app.database.query<{ key: string; fen: bigint }>(
      `SELECT scheme || ' ' || mode AS key, sum(amount_fen)::bigint AS fen FROM counting_entries
       WHERE order_id = $1 AND kind IN ('CONFIRMED', 'REVERSAL') GROUP BY 1 ORDER BY 1`,
      [order.id],
    );
    return Object.fromEntries(rows.map(({ key, fen }) => [key, fen]));
  };
  const toward = async (order: WrittenOrder): Promise<Told[]> => {
    const { data } = await app.graphql<{ order: { countedToward: Told[] } }>(
      `query ($id: UUID!) { order(id: $id) { countedToward {
         scheme mode state net { amount } agreementId reasons { code zh } } } }`,
      { id: order.id },
      { token: clerk.token },
    );
    return data.order.countedToward;
  };
  const across = async () => {
    const scope = { scheme: 'ALL', year: 2026, westRegionCode: PLACES.westCounty };
    const [figure] = await app.nest.get(Totals).now(app.database, scope, 'COUNTY');
    return figure ? figure.grossFen - figure.reversalsFen : 0n;
  };
  const reattribute = async (order: WrittenOrder, toUnitId: string) => {
    const { data } = await app.graphql<{
      proposeReattribution: { refusals: { code: string; message: string }[] };
    }>(
      `mutation ($input: ProposeReattributionInput!) { proposeReattribution(input: $input) { refusals { code message } } }`,
      { input: { idempotencyKey: freshKey(), orderId: order.id, toUnitId, reason: '示例' } },
      { token: clerk.token },
    );
    return data.proposeReattribution.refusals;
  };

  it('counts once in each of them, provisionally and settled, on each scheme’s own agreement', async () => {
    const before = await across();
    const order = await place(100_000n);
    await history.pay(order);
    await app.settle();
    expect((await toward(order)).map(({ scheme, state }) => [scheme, state])).toEqual([
      ['BUDGET_RESERVE', 'PROVISIONAL'],
      ['DESIGNATED_ASSISTANCE', 'PROVISIONAL'],
      ['EAST_WEST', 'PROVISIONAL'],
    ]);
    await history.settle(order, [100_000n]);
    await app.settle();
    const told = await toward(order);
    expect(told.map(({ scheme, mode, agreementId }) => [scheme, mode, agreementId])).toEqual([
      ['BUDGET_RESERVE', 'PURCHASE', reserve.agreementId],
      ['DESIGNATED_ASSISTANCE', 'PURCHASE', designated.agreementId],
      ['EAST_WEST', 'PURCHASE', eastWest],
    ]);
    expect(told.map(({ net }) => net.amount)).toEqual(['1000.00', '1000.00', '1000.00']);
    expect((await across()) - before).toBe(100_000n);
  });

  it('is taken back by a refund in every scheme, and by a recall', async () => {
    const before = await across();
    const recalled = await makeGoods(app, people);
    const order = await settled(90_000n, { goods: [recalled] });
    await history.refund(order, order.portions[0] ?? '', 30_000n);
    await app.settle();
    const rest = { 'BUDGET_RESERVE PURCHASE': 60_000n, 'DESIGNATED_ASSISTANCE PURCHASE': 60_000n };
    expect(await left(order)).toEqual({ ...rest, 'EAST_WEST PURCHASE': 60_000n });
    expect((await across()) - before).toBe(60_000n);
    await new Recalls(app, people).recall(recalled.lotId);
    await app.settle();
    expect(Object.values(await left(order))).toEqual([0n, 0n, 0n]);
    expect(await across()).toBe(before);
    const told = await toward(order);
    expect(told.map(({ state, reasons }) => [state, reasons[0]?.code])).toEqual(
      ['BUDGET_RESERVE', 'DESIGNATED_ASSISTANCE', 'EAST_WEST'].map(() => ['NOT_COUNTED', 'LOT_RECALLED']),
    );
  });

  it('is told in a scheme’s own words why it does not count there, and counts in the others', async () => {
    const tea = await settled(50_000n, { categoryCode: '10' });
    const told = await toward(tea);
    expect(told.map(({ scheme, state }) => [scheme, state])).toEqual([
      ['BUDGET_RESERVE', 'NOT_COUNTED'],
      ['DESIGNATED_ASSISTANCE', 'CONFIRMED'],
      ['EAST_WEST', 'CONFIRMED'],
    ]);
    const zh = '不是食堂食材，也未注明为工会福利采购';
    expect(told[0]?.reasons).toEqual([{ code: 'NOT_CANTEEN_FOOD', zh }]);
  });

  it('of a unit without a duty in a scheme is none of that scheme’s business', async () => {
    const order = await settled(40_000n, { unitId: sister });
    expect(await left(order)).toEqual({
      'DESIGNATED_ASSISTANCE PURCHASE': 40_000n,
      'EAST_WEST PURCHASE': 40_000n,
    });
    expect((await toward(order)).map(({ scheme }) => scheme)).toEqual(['DESIGNATED_ASSISTANCE', 'EAST_WEST']);
  });

  it('counts late in the scheme whose paper came late, refunds taken off, and nowhere twice', async () => {
    const order = await settled(70_000n, { unitId: sister });
    await history.refund(order, order.portions[0] ?? '', 20_000n);
    await app.settle();
    await makeRelation(app, {
      kind: 'BUDGET_RESERVE',
      helper: sister,
      helped: { list: 'FORMER_POVERTY_COUNTY' },
      counter: bureau,
    });
    await app.settle();
    expect(await left(order)).toEqual({
      'BUDGET_RESERVE PURCHASE': 50_000n,
      'DESIGNATED_ASSISTANCE PURCHASE': 50_000n,
      'EAST_WEST PURCHASE': 50_000n,
    });
  });

  it('moves to another unit in all schemes or in none', async () => {
    const order = await settled(30_000n);
    const third = await app.transactions.run((tx) =>
      addOrganization(tx, {
        kind: 'PUBLIC_UNIT',
        regionCode: PLACES.eastCounty,
        side: 'EAST',
        parentId: bureau,
      }),
    );
    const [refusal] = await reattribute(order, third);
    expect(refusal?.code).toBe('WOULD_NOT_COUNT');
    expect(refusal?.message).toContain('不在此口径范围内');
    expect(await reattribute(order, sister)).toEqual([]);
  });

  describe('helped to be sold', () => {
    let channelId: string;
    let mandateId: string;
    beforeAll(async () => {
      const selling = new HelpSelling(app);
      channelId = await selling.channel(people.ops, people.buyer.id);
      const helper = await app.transactions.run((tx) => addMember(app, tx, bureau, 'BUYER_APPROVER'));
      const mandate = await selling.signed(helper, people.supplier.second, selling.terms(goods, channelId));
      mandateId = mandate.id;
    });
    const underMandate = async (order: WrittenOrder) => {
      await app.transactions.run(async (tx) => {
        await tx.query('UPDATE orders SET channel_id = $2 WHERE id = $1', [order.id, channelId]);
        await tx.query('UPDATE order_lines SET mandate_id = $2 WHERE order_id = $1', [order.id, mandateId]);
      });
      await history.pay(order);
      await history.settle(order, [80_000n]);
      await app.settle();
    };

    it('counts for the helper where the buyer has no duty of its own, with the buyer’s unit kept', async () => {
      const order = await place(80_000n, { buyerId: stranger, unitId: stranger });
      await underMandate(order);
      expect(await left(order)).toEqual({
        'DESIGNATED_ASSISTANCE HELP_SELL': 80_000n,
        'EAST_WEST HELP_SELL': 80_000n,
      });
      const rows = await app.database.query(
        'SELECT DISTINCT helper_id, unit_id FROM counting_entries WHERE order_id = $1',
        [order.id],
      );
      expect(rows).toEqual([{ helper_id: bureau, unit_id: stranger }]);
      await history.refund(order, order.portions[0] ?? '', 80_000n);
      await app.settle();
      expect(Object.values(await left(order))).toEqual([0n, 0n]);
    });

    it('is the buyer’s own purchase where it has the duty, and never both', async () => {
      const order = await place(80_000n, { buyerId: people.buyer.id, unitId: people.buyer.unitId });
      await underMandate(order);
      expect(await left(order)).toEqual({
        'DESIGNATED_ASSISTANCE HELP_SELL': 80_000n,
        'EAST_WEST PURCHASE': 80_000n,
      });
    });
  });

  it('leaves books that every check agrees with', async () => {
    // The orders are written, not played: only what is counting’s own is asked.
    const own = ['I5', 'I6', 'I7', 'I8', 'I9'];
    const broken: unknown[] = [];
    await app.nest.get(Reconciliation).run((line) => {
      if (own.includes(line.invariant) && line.breaks.length > 0) broken.push(line);
    });
    expect(broken).toEqual([]);
  });
});
