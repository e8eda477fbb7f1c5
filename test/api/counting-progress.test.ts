import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { makeGoods } from '../support/goods';
import { OrderHistory, type WrittenOrder } from '../support/order-events';
import { PLACES, addMember, addOrganization, makePeople, type People, type Person } from '../support/people';
import { Reconciliation, Worker, type ReconciliationLine } from '../../src/platform/index';

interface Figures {
  gross: { amount: string };
  reversals: { amount: string };
  net: { amount: string };
  provisional: { amount: string };
}
interface Progress {
  committed: { amount: string };
  total: Figures;
  rows: (Figures & { key: string; name: string })[];
  pending: { orders: number; reversals: { amount: string } };
}
const FIGURES = 'gross { amount } reversals { amount } net { amount } provisional { amount }';
const PROGRESS = `query ($id: UUID!, $by: ProgressGroup!) { progress(agreementId: $id, groupBy: $by) {
  committed { amount } total { ${FIGURES} } rows { key name ${FIGURES} } pending { orders reversals { amount } } } }`;

describe('progress', () => {
  let app: TestApp;
  let people: People;
  let history: OrderHistory;
  let city: string;
  let province: string;
  let order: WrittenOrder;
  let elsewhere: Person;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    history = new OrderHistory(app);
    const leaf = { east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_050n };
    city = await makeAgreement(app, { ownFen: 100_000_000n, leaves: [leaf] });
    province = await makeAgreement(app, { east: PLACES.eastProvince, west: PLACES.westProvince });
    elsewhere = await app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '440000', side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, office), 'COORD_PROV');
    });
    const goods = await makeGoods(app, people);
    const unfit = await makeGoods(app, people, { recognised: false });
    order = await history.place({
      buyerId: people.buyer.id,
      unitId: people.buyer.unitId,
      placedBy: people.buyer.clerk.id,
      goods: [goods, unfit],
      fen: [1_000_000n, 200_000n],
      countyCode: PLACES.westCounty,
    });
    await history.pay(order);
    await app.settle();
  });
  afterAll(() => app.close());

  const ask = <Data>(query: string, variables: object, person: Person) =>
    app.graphql<Data>(query, variables, { token: person.token });
  const progress = async (id: string, by = 'AGREEMENT', person = people.coordEast.city) =>
    (await ask<{ progress: Progress }>(PROGRESS, { id, by }, person)).data.progress;

  it('shows what is paid apart from what counts', async () => {
    expect(await progress(city)).toMatchObject({
      committed: { amount: '1500000.50' },
      total: { gross: { amount: '0.00' }, net: { amount: '0.00' }, provisional: { amount: '10000.00' } },
      pending: { orders: 0 },
    });
  });

  it('says what is pending, then rises by exactly what was settled, and falls by the refund', async () => {
    await history.settle(order, [970_000n, 194_000n]);
    await history.refund(order, order.portions[0] ?? '', 70_001n);
    expect((await progress(city)).pending).toEqual({ orders: 1, reversals: { amount: '700.01' } });
    await app.settle();
    const total = {
      gross: { amount: '9700.00' },
      reversals: { amount: '700.01' },
      net: { amount: '8999.99' },
      provisional: { amount: '0.00' },
    };
    expect(await progress(city)).toMatchObject({
      total,
      pending: { orders: 0, reversals: { amount: '0.00' } },
    });
    expect((await progress(province, 'AGREEMENT', people.coordWest.province)).total).toEqual(total);
  });

  it('is told by agreement, pairing, county, month and category', async () => {
    const row = async (by: string) => (await progress(city, by)).rows.map(({ key, name }) => [key, name]);
    expect(await row('AGREEMENT')).toEqual([[city, '宁波市–凉山彝族自治州']]);
    expect((await row('PAIRING'))[0]?.[1]).toBe('镇海区–金阳县');
    expect(await row('COUNTY')).toEqual([[PLACES.westCounty, '金阳县']]);
    expect(await row('MONTH')).toEqual([['2026-07', '2026-07']]);
    expect((await row('CATEGORY'))[0]?.[0]).toBe('13');
  });

  it('opens down to order, acceptance and settlement, and to what does not count', async () => {
    const counted = await ask<{ countedPortions: { totalCount: number; edges: { node: object }[] } }>(
      `query ($id: UUID!) { countedPortions(agreementId: $id, filter: { countyCode: "${PLACES.westCounty}", month: "2026-07-31", categoryCode: "13" }) {
        totalCount edges { node { state orderNumber net { amount } settlement { settledOn acceptanceId goods { amount } refunded { amount } } payments { paymentId } } } } }`,
      { id: city },
      people.coordWest.county,
    );
    expect(counted.data.countedPortions).toMatchObject({
      totalCount: 1,
      edges: [
        {
          node: {
            state: 'CONFIRMED',
            net: { amount: '8999.99' },
            settlement: {
              settledOn: '2026-07-09',
              goods: { amount: '9700.00' },
              refunded: { amount: '700.01' },
            },
            payments: [],
          },
        },
      ],
    });
    const ofOrder = async (orderId: string, person: Person) => {
      const answer = await ask<Record<string, { totalCount: number; edges: object[] }>>(
        `query ($id: UUID!, $order: UUID) {
          countedPortions(agreementId: $id, filter: { orderId: $order }) { totalCount edges { node { orderId } } }
          uncountedPortions(agreementId: $id, filter: { orderId: $order }) { totalCount edges { node { orderId } } } }`,
        { id: city, order: orderId },
        person,
      );
      const { countedPortions, uncountedPortions } = answer.data;
      return [countedPortions, uncountedPortions].map((list) => [list?.totalCount, list?.edges.length]);
    };
    const one = [
      [1, 1],
      [1, 1],
    ];
    const none = [
      [0, 0],
      [0, 0],
    ];
    expect(await ofOrder(order.id, people.coordEast.county)).toEqual(one);
    expect(await ofOrder(city, people.coordEast.county)).toEqual(none);
    const neighbour = await app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '330203', side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, office), 'COORD_COUNTY');
    });
    expect(await ofOrder(order.id, neighbour)).toEqual(none);
    const left = await ask<{ uncountedPortions: { edges: { node: object }[] } }>(
      'query ($id: UUID) { uncountedPortions(agreementId: $id) { edges { node { amount { amount } reasons { code zh } } } } }',
      { id: city },
      people.coordEast.county,
    );
    expect(left.data.uncountedPortions.edges).toEqual([
      {
        node: {
          amount: { amount: '1940.00' },
          reasons: [{ code: 'PRODUCT_NOT_RECOGNISED', zh: expect.stringContaining('认定') }],
        },
      },
    ]);
  });

  it('does not exist for an office of another region', async () => {
    const hidden = await ask(PROGRESS, { id: city, by: 'COUNTY' }, elsewhere);
    const missing = await ask(PROGRESS, { id: order.id, by: 'COUNTY' }, elsewhere);
    expect(hidden.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(hidden.errors?.[0]?.message).toBe(missing.errors?.[0]?.message);
    const none = await ask<{ uncountedPortions: { totalCount: number } }>(
      '{ uncountedPortions { totalCount } }',
      {},
      elsewhere,
    );
    expect(none.data.uncountedPortions.totalCount).toBe(0);
    expect(
      (await ask(PROGRESS, { id: city, by: 'COUNTY' }, people.buyer.clerk)).errors?.[0]?.extensions.code,
    ).toBe('NOT_FOUND');
  });

  it('is exported as a workbook to whoever may see it', async () => {
    const get = (person: Person) =>
      fetch(`${app.url}/agreements/${city}/progress.xlsx`, {
        headers: { authorization: `Bearer ${person.token}` },
      });
    const workbook = await get(people.coordEast.city);
    expect(workbook.status).toBe(200);
    expect(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect((await get(elsewhere)).status).toBe(404);
    expect((await get(people.buyer.clerk)).status).toBe(404);
  });

  it('is previewed before ordering: toward which agreement, or why not', async () => {
    const fit = await makeGoods(app, people);
    const unfit = await makeGoods(app, people, { recognised: false });
    const query = `query ($unit: UUID!, $lots: [UUID!]!) { countingPreview(unitId: $unit, lotIds: $lots) {
      lots { lotId counts agreementId pairing { east { name } } reasons { code } } } }`;
    const lots = [fit.lotId, unfit.lotId];
    const answer = await ask<{ countingPreview: { lots: object[] } }>(
      query,
      { unit: people.buyer.unitId, lots },
      people.buyer.clerk,
    );
    expect(answer.data.countingPreview.lots).toEqual([
      {
        lotId: fit.lotId,
        counts: true,
        agreementId: city,
        pairing: { east: { name: '镇海区' } },
        reasons: [],
      },
      {
        lotId: unfit.lotId,
        counts: false,
        agreementId: null,
        pairing: null,
        reasons: [{ code: 'PRODUCT_NOT_RECOGNISED' }],
      },
    ]);
    const foreign = await ask(query, { unit: people.otherBuyer.unitId, lots }, people.buyer.clerk);
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const notOnSale = await makeGoods(app, people, { state: 'HARVESTED' });
    const hidden = { unit: people.buyer.unitId, lots: [notOnSale.lotId] };
    expect((await ask(query, hidden, people.buyer.clerk)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('stands on the order and on the lot', async () => {
    const seen = await ask<{ order: { countedToward: object[] } }>(
      'query ($id: UUID!) { order(id: $id) { countedToward { state net { amount } agreementId pairing { west { name } } reasons { code } } } }',
      { id: order.id },
      people.buyer.clerk,
    );
    expect(seen.data.order.countedToward).toEqual([
      {
        state: 'CONFIRMED',
        net: { amount: '8999.99' },
        agreementId: city,
        pairing: { west: { name: '金阳县' } },
        reasons: [],
      },
      {
        state: 'NOT_COUNTED',
        net: { amount: '0.00' },
        agreementId: null,
        pairing: null,
        reasons: [{ code: 'PRODUCT_NOT_RECOGNISED' }],
      },
    ]);
    const fit = await makeGoods(app, people);
    const lot = await ask<{ lot: { wouldCountToward: object } }>(
      'query ($id: UUID!, $unit: UUID!) { lot(id: $id) { wouldCountToward(unitId: $unit) { counts agreementId } } }',
      { id: fit.lotId, unit: people.buyer.unitId },
      people.buyer.clerk,
    );
    expect(lot.data.lot.wouldCountToward).toEqual({ counts: true, agreementId: city });
  });

  it('is proved by the reconciliation, also while a reversal is queued', async () => {
    const counting = async () => {
      const lines: ReconciliationLine[] = [];
      await app.nest.get(Reconciliation).run((line) => lines.push(line));
      return lines.filter(({ invariant }) => ['I5', 'I6', 'I7', 'I8', 'I9', 'I26'].includes(invariant));
    };
    await history.refund(order, order.portions[0] ?? '', 1n);
    const queued = await counting();
    expect(queued.length).toBeGreaterThanOrEqual(6);
    expect(queued.flatMap(({ breaks }) => breaks)).toEqual([]);
    expect(queued.find(({ invariant }) => invariant === 'I8')?.examined).toBeGreaterThan(0);
    await app.settle();
    expect((await counting()).flatMap(({ breaks }) => breaks)).toEqual([]);
  });

  it('follows a settlement by itself while a worker runs', async () => {
    const goods = await makeGoods(app, people);
    const next = await history.place({
      buyerId: people.buyer.id,
      unitId: people.buyer.unitId,
      placedBy: people.buyer.clerk.id,
      goods: [goods],
      fen: [50_000n],
      countyCode: PLACES.westCounty,
    });
    await app.nest.get(Worker).start();
    await history.settle(next, [50_000n]);
    await eventually(async () => (await progress(city)).total.net.amount === '9499.98');
  });
});
