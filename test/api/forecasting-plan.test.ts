import { randomUUID } from 'node:crypto';
import { Reconciliation, type ReconciliationLine } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { OrderHistory, type WrittenOrder } from '../support/order-events';
import {
  PLACES,
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from '../support/people';

interface Money {
  amount: string;
}
interface Forecast {
  state: string;
  dueOn: string;
  basis: string;
  years: number[];
  target: Money;
  confirmed: Money;
  dueByNow: Money;
  openOrders: Money;
  callOffs: Money;
  season: Money;
  low: Money;
  mid: Money;
  high: Money;
  gap: Money;
}
interface Outlook {
  on: string;
  total: Forecast;
  leaves: (Forecast & { name: string; commitmentId: string })[];
}
const AMOUNTS = [
  'target',
  'confirmed',
  'dueByNow',
  'openOrders',
  'callOffs',
  'season',
  'low',
  'mid',
  'high',
  'gap',
];
const FORECAST = `state dueOn basis years ${AMOUNTS.map((name) => `${name} { amount }`).join(' ')}`;
const OUTLOOK = `query ($id: UUID!) { agreementOutlook(agreementId: $id) { on total { ${FORECAST} } leaves { name commitmentId ${FORECAST} } } }`;
const MEASURES = `query ($id: UUID!) { tradeMeasures(agreementId: $id) { net { amount } decemberShare monthEndShare
  repeatRate priceIndex refundRate beyondTargetShare } }`;
const TOLD = `query ($id: UUID!, $first: Int!, $after: Cursor) { toldForecasts(agreementId: $id, first: $first, after: $after) {
  totalCount pageInfo { endCursor } edges { node { madeOn state mid { amount } } } } }`;

/** A year is played, and the next is foretold by it: autumn goods, a target of 20,000 yuan at the pairing's leaf. */
describe('where an agreement is going', () => {
  let app: TestApp;
  let people: People;
  let history: OrderHistory;
  let goods: Goods;
  let agreementId: string;
  let elsewhere: Person;

  const place = (fen: bigint) =>
    history.place({
      buyerId: people.buyer.id,
      unitId: people.buyer.unitId,
      placedBy: people.buyer.clerk.id,
      goods: [goods],
      fen: [fen],
      countyCode: PLACES.westCounty,
    });
  const settled = async (fen: bigint): Promise<WrittenOrder> => {
    const order = await place(fen);
    await history.pay(order);
    await history.settle(order, [fen]);
    await ended(order);
    await app.settle();
    return order;
  };
  const ended = (order: WrittenOrder) =>
    app.database.query(`UPDATE orders SET state = 'SETTLED' WHERE id = $1`, [order.id]);
  const until = (day: string) =>
    app.clock.advance(Date.parse(`${day}T04:00:00Z`) - app.clock.now().getTime());
  const ask = async <Data>(query: string, variables: object = {}, person: Person = people.coordEast.city) =>
    app.graphql<Data>(query, { id: agreementId, ...variables }, { token: await signInAgain(app, person) });
  const outlook = async () => {
    const { data, errors } = await ask<{ agreementOutlook: Outlook }>(OUTLOOK);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.agreementOutlook;
  };
  const leaf = async () => {
    const [found] = (await outlook()).leaves.filter(({ name }) => name === '镇海区–金阳县');
    if (!found) throw new Error('the leaf is not told');
    return found;
  };

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    history = new OrderHistory(app);
    goods = await makeGoods(app, people, { recognisedTo: '2028-12-31' });
    elsewhere = await app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '440000', side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, office), 'COORD_PROV');
    });
    const wish = (year: number) => ({
      year,
      ownFen: 0n,
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 2_000_000n }],
    });
    await makeAgreement(app, wish(2026));
    until('2026-09-10');
    await settled(600_000n);
    until('2026-10-25');
    const refunded = await settled(910_000n);
    await history.refund(refunded, refunded.portions[0] ?? '', 10_000n);
    await app.settle();
    until('2027-06-30');
    agreementId = await makeAgreement(app, wish(2027));
  });
  afterAll(() => app.close());

  it('is on its way before the harvest by what last year brought, not by how many days are over', async () => {
    const told = await outlook();
    expect(told.on).toBe('2027-06-30');
    expect(await leaf()).toMatchObject({
      state: 'ON_TRACK',
      dueOn: '2027-11-30',
      basis: 'OWN_SEASON',
      years: [2026],
      target: { amount: '20000.00' },
      confirmed: { amount: '0.00' },
      dueByNow: { amount: '0.00' },
      season: { amount: '15000.00' },
      mid: { amount: '15000.00' },
      gap: { amount: '5000.00' },
    });
    expect(told.total.mid.amount).toBe('15000.00');
    expect(told.leaves.map(({ name, state }) => [name, state])).toContainEqual(['本级', 'MET']);
  });

  it('takes open orders into the season, and keeps what was paid and what was ordered apart from what counts', async () => {
    const order = await place(300_000n);
    await app.database.query(`UPDATE orders SET state = 'PLACED' WHERE id = $1`, [order.id]);
    expect(await leaf()).toMatchObject({
      confirmed: { amount: '0.00' },
      openOrders: { amount: '3000.00' },
      season: { amount: '12000.00' },
      mid: { amount: '15000.00' },
    });
    await history.pay(order);
    await app.settle();
    expect((await leaf()).openOrders.amount).toBe('3000.00');
    await history.settle(order, [290_000n]);
    await ended(order);
    await app.settle();
    const counted = await leaf();
    expect(counted).toMatchObject({ confirmed: { amount: '2900.00' }, openOrders: { amount: '0.00' } });
    expect(Number(counted.mid.amount)).toBeGreaterThan(15_000); // ahead of last year on the same day
  });

  it('counts on what framework agreements hold ready, as far as it falls before the due day', async () => {
    const id = randomUUID();
    await app.transactions.run(async (tx) => {
      await tx.query(
        `INSERT INTO framework_agreements (id, version, number, buyer_id, supplier_id, state, draft_number, offered_number, title,
           from_on, until_on, terms, freight_kind, freight_fen, notice_days, prepared_by, created_at, active_since)
         VALUES ($1::uuid, 1, $1::text, $2, $3, 'ACTIVE', 1, 1, '示例框架协议', '2027-07-01', '2028-04-30', 'PREPAID', 'INCLUDED', 0, 30, $4, $5, $5)`,
        [id, people.buyer.id, people.supplier.id, people.buyer.clerk.id, tx.at],
      );
      await tx.query(
        `INSERT INTO framework_lines (id, framework_id, draft_number, position, product_id, product_name, category_code, grade, unit,
           cap_base, taken_base, unit_price_fen, price_unit, lead_days)
         VALUES (gen_random_uuid(), $1, 1, 1, $2, '示例花椒', '13', '一级', 'kg', 1000000, 390000, 1000, 'kg', 3)`,
        [id, goods.productId],
      );
    });
    // 610 kg at 10 yuan over 305 days, of which 153 lie before the due day.
    expect((await leaf()).callOffs.amount).toBe('3060.00');
    await app.database.query(
      `UPDATE framework_agreements SET state = 'TERMINATED', terminates_on = '2027-07-01', termination_reason = 'OTHER', terminated_side = 'BUYER' WHERE id = $1`,
      [id],
    );
    expect((await leaf()).callOffs.amount).toBe('0.00');
  });

  it('keeps what it foretold month by month, and each comes out again from what it was made of', async () => {
    await app.settle();
    await app.settle();
    const told = async (first: number, after: string | null = null) => {
      const answer = await ask<{
        toldForecasts: {
          totalCount: number;
          pageInfo: { endCursor: string };
          edges: { node: { madeOn: string; mid: Money } }[];
        };
      }>(TOLD, { first, after });
      return answer.data.toldForecasts;
    };
    expect((await told(1)).totalCount).toBe(2);
    until('2027-07-03');
    await app.settle();
    const page = await told(3);
    expect([page.totalCount, ...page.edges.map(({ node }) => node.madeOn)]).toEqual([
      4,
      '2027-07-03',
      '2027-07-03',
      '2027-06-30',
    ]);
    expect((await told(3, page.pageInfo.endCursor)).edges).toHaveLength(1);
    const proved = async () => {
      const lines: ReconciliationLine[] = [];
      await app.nest.get(Reconciliation).run((line) => lines.push(line));
      return lines.find(({ sentence }) => sentence.startsWith('Every kept forecast'));
    };
    const line = await proved();
    expect([line?.breaks, (line?.examined ?? 0) >= 4]).toEqual([[], true]);
    await expect(app.database.query('UPDATE forecasts SET mid_amount = mid_amount + 1')).rejects.toThrow();
    await app.database.query('ALTER TABLE forecasts DISABLE TRIGGER forecasts_append_only');
    await app.database.query('UPDATE forecasts SET high_amount = high_amount + 1 WHERE made_on = $1', [
      '2027-07-03',
    ]);
    expect((await proved())?.breaks).toHaveLength(2);
    await app.database.query('UPDATE forecasts SET high_amount = high_amount - 1 WHERE made_on = $1', [
      '2027-07-03',
    ]);
    await app.database.query('ALTER TABLE forecasts ENABLE TRIGGER forecasts_append_only');
  });

  it('is met by what counts, and what lies beyond the target is told beside it', async () => {
    until('2027-07-28');
    const order = await settled(2_000_000n);
    expect((await leaf()).state).toBe('MET');
    const measures = async () =>
      (await ask<{ tradeMeasures: Record<string, number | Money> }>(MEASURES)).data.tradeMeasures;
    // 2,900 yuan on 30 June, 20,000 on 28 July: both at the ends of months, bought again less than thirty days later.
    expect(await measures()).toMatchObject({
      net: { amount: '22900.00' },
      decemberShare: 0,
      monthEndShare: 1_000_000,
      repeatRate: 1_000_000, // of the same supplier last year, too
      refundRate: 0,
      beyondTargetShare: Number((290_000n * 1_000_000n) / 2_290_000n),
      priceIndex: expect.any(Number),
    });
    await history.refund(order, order.portions[0] ?? '', 500_000n);
    await app.settle();
    expect(await measures()).toMatchObject({
      net: { amount: '17900.00' },
      refundRate: Number((500_000n * 1_000_000n) / 2_290_000n),
      beyondTargetShare: 0,
    });
    expect((await leaf()).state).not.toBe('MET');
    until('2027-12-01');
    expect(await leaf()).toMatchObject({
      state: 'MISSED',
      mid: { amount: '17900.00' },
      gap: { amount: '2100.00' },
    });
  });

  it.each([OUTLOOK, MEASURES, TOLD])('does not exist for an office of another region', async (query) => {
    const code = async (person: Person, id = agreementId) =>
      (await ask(query, { id, first: 1 }, person)).errors?.[0]?.extensions.code;
    expect([
      await code(elsewhere),
      await code(elsewhere, randomUUID()),
      await code(people.buyer.clerk),
    ]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'FORBIDDEN']);
    expect(await code(people.coordWest.county)).toBeUndefined();
  });
});
