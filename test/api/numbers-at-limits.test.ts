import { makeAgreement } from '../support/agreements';
import { freshKey, startTestApp, type GraphqlAnswer, type TestApp } from '../support/app';
import { differences, fingerprint } from '../support/fingerprint';
import { makeGoods, type Goods, type GoodsWish } from '../support/goods';
import { breaksOf, money, openOrder, positionOf, receiptInput, receiptMutation } from '../support/money';
import { ORDER_FIELDS, accept, arrive, basketOf, playOrder, readOrder, ship } from '../support/orders';
import { OrderHistory } from '../support/order-events';
import { PLACES, makePeople, type People } from '../support/people';

const BEYOND_DOUBLE = 2n ** 53n + 1n;
const LARGEST = 2n ** 63n - 1n;
const LARGEST_SAID = '999999999999999.99';

interface Told {
  refusals: { code: string; path: string[] }[];
  orders?: { id: string; goods: { amount: string }; total: { amount: string } }[];
}

describe('numbers at their limits', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  /** No fault of ours, whatever was asked. */
  function sound<Answer extends GraphqlAnswer<unknown>>(answer: Answer): Answer {
    expect(answer.status).toBeLessThan(500);
    expect(answer.errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('INTERNAL');
    return answer;
  }
  const goodsAt = (fenPerKg: bigint, more: GoodsWish = {}) =>
    makeGoods(app, people, {
      ladder: [[1n, fenPerKg]],
      inBase: LARGEST,
      moqBase: 1n,
      packSizeBase: 1n,
      verifiedMu: null,
      ...more,
    });
  async function place(lines: readonly [Goods, string][], token = people.buyer.clerk.token): Promise<Told> {
    const input = {
      ...basketOf(app, people.buyer, lines[0]?.[0] as Goods),
      idempotencyKey: freshKey(),
      lines: lines.map(([{ lotId }, kg]) => ({ lotId, quantity: { value: kg, unit: 'kg' } })),
    };
    const answer = await app.graphql<{ placeOrder: Told }>(
      `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { orders { ${ORDER_FIELDS} } refusals { code path } } }`,
      { input },
      { token },
    );
    return sound(answer).data.placeOrder;
  }
  async function preview(lines: readonly [Goods, string][]) {
    const { unitId, deliveryCounty, deliveryOn } = basketOf(app, people.buyer, lines[0]?.[0] as Goods);
    const input = {
      unitId,
      deliveryCounty,
      deliveryOn,
      lines: lines.map(([{ lotId }, kg]) => ({ lotId, quantity: { value: kg, unit: 'kg' } })),
    };
    const answer = await app.graphql(
      'query ($input: PreviewBasketInput!) { previewBasket(input: $input) { __typename } }',
      { input },
      { token: people.buyer.clerk.token },
    );
    return sound(answer);
  }
  async function nothingWritten<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = await fingerprint(app);
    const result = await work();
    expect(differences(before, await fingerprint(app))).toEqual([]);
    return result;
  }

  describe('price × quantity', () => {
    it.each([
      [BEYOND_DOUBLE, '3', '270215977642229.79'],
      [BEYOND_DOUBLE, '0.001', '90071992547.41'],
      [1n, '9007199254740', '90071992547.40'],
      [LARGEST / 2n, '1', '46116860184273879.03'],
      [500n, '0.001', '0.01'],
    ])('%s fen × %s kg = %s, to the fen', async (fen, kg, total) => {
      const { orders, refusals } = await place([[await goodsAt(fen), kg]]);
      expect(refusals).toEqual([]);
      expect(orders?.[0]?.goods.amount).toBe(total);
      const [row] = await app.database.query<{ fen: bigint }>(
        'SELECT goods_fen AS fen FROM orders WHERE id = $1',
        [orders?.[0]?.id],
      );
      expect(row?.fen).toBe(BigInt(total.replace('.', '')));
    });

    it.each([
      ['one line', [[LARGEST, '1.001']]],
      [
        'two lines together',
        [
          [LARGEST / 2n + 1n, '1'],
          [LARGEST / 2n + 1n, '1'],
        ],
      ],
      ['the largest price of the largest quantity', [[LARGEST, '999999999999']]],
    ] as [string, [bigint, string][]][])(
      'beyond 2⁶³ by %s is refused at its line, and nothing is written',
      async (_, wishes) => {
        const lines: [Goods, string][] = [];
        for (const [fen, kg] of wishes) lines.push([await goodsAt(fen), kg]);
        const { refusals } = await nothingWritten(() => place(lines));
        expect(refusals[0]).toMatchObject({ code: 'AMOUNT_OUT_OF_RANGE' });
        expect(refusals[0]?.path[0]).toBe('lines');
        await preview(lines);
      },
    );

    it('beyond 2⁶³ with its freight is refused', async () => {
      const goods = await goodsAt(LARGEST, { freight: { kind: 'FIXED', fen: 1n } });
      const { refusals } = await nothingWritten(() => place([[goods, '1']]));
      expect(refusals[0]?.code).toBe('AMOUNT_OUT_OF_RANGE');
      const perKg = await goodsAt(1n, { freight: { kind: 'PER_KG', fen: LARGEST } });
      expect((await nothingWritten(() => place([[perKg, '2']]))).refusals[0]?.code).toBe(
        'AMOUNT_OUT_OF_RANGE',
      );
    });

    it('of one lot named ten times is summed first, and refused beyond what there is', async () => {
      const goods = await goodsAt(1n);
      const twice = await nothingWritten(() =>
        place(Array.from({ length: 10 }, () => [goods, '999999999999999'] as [Goods, string])),
      );
      expect(twice.refusals.length).toBeGreaterThan(0);
    });
  });

  it('steps of a ladder begin at their edge, to the gram', async () => {
    const goods = await makeGoods(app, people, {
      ladder: [
        [100_000n, 6_000n],
        [1_000_000n, 5_600n],
        [1_000_001n, 5_599n],
      ],
      moqBase: 1n,
      packSizeBase: 1n,
    });
    for (const [kg, amount] of [
      ['100', '6000.00'],
      ['999.999', '59999.94'],
      ['1000', '56000.00'],
      ['1000.001', '55990.06'],
    ] as const)
      expect((await place([[goods, kg]])).orders?.[0]?.goods.amount).toBe(amount);
    expect((await place([[goods, '99.999']])).refusals).toHaveLength(1);
  });

  it.each([
    ['0.5', 't'],
    ['500', 'kg'],
    ['500000', 'g'],
    ['1000', 'jin'],
    ['10000.00', 'liang'],
  ])('%s %s are the same goods at the same price', async (value, unit) => {
    const goods = await makeGoods(app, people);
    const input = {
      ...basketOf(app, people.buyer, goods),
      lines: [{ lotId: goods.lotId, quantity: { value, unit } }],
    };
    const answer = await app.graphql<{ placeOrder: Told }>(
      `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { orders { ${ORDER_FIELDS} } refusals { code path } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: people.buyer.clerk.token },
    );
    expect(sound(answer).data.placeOrder.orders?.[0]?.goods.amount).toBe('30000.00');
  });

  it.each([
    ['1', 'ha', '15.0000'],
    ['666.6', 'm2', '0.9999'],
    ['0.0001', 'mu', '0.0001'],
    ['0.1', 'm2', null],
  ])('%s %s of land are %s mu', async (value, unit, mu) => {
    const plot = {
      idempotencyKey: freshKey(),
      countyCode: PLACES.westCounty,
      plotCode: freshKey(),
      cropCode: 'WALNUT',
      season: 2026,
      area: { value, unit },
    };
    const answer = await app.graphql<{ declarePlot: Told & { plot: { area: { value: string } } | null } }>(
      'mutation ($input: DeclarePlotInput!) { declarePlot(input: $input) { plot { area { value unit } } refusals { code path } } }',
      { input: plot },
      { token: people.supplier.token },
    );
    const told = sound(answer).data.declarePlot;
    expect(told.plot?.area.value ?? null).toBe(mu);
    if (mu === null) expect(told.refusals).toEqual([{ code: 'QUANTITY_NOT_WHOLE', path: ['area', 'value'] }]);
  });

  it('one fen over three deliveries stays one fen, and goes back as one', async () => {
    const goods = await makeGoods(app, people, {
      ladder: [[1n, 1n]],
      moqBase: 1n,
      packSizeBase: 1n,
      freight: { kind: 'FIXED', fen: 1n },
    });
    const placed = await playOrder(app, people, goods, { until: 'PAID', kg: '1.2' });
    expect([placed.goods.amount, placed.freight.amount]).toEqual(['0.01', '0.01']);
    const { supplier, buyer } = people;
    for (const kg of ['0.4', '0.4', '0.4']) {
      const order = await ship(app, supplier.token, placed.id, kg);
      await arrive(app, buyer.clerk.token, order);
      const arrived = await readOrder(app, buyer.clerk.token, placed.id);
      await accept(app, buyer.clerk.token, arrived, kg);
    }
    const { settlement } = await readOrder(app, buyer.clerk.token, placed.id);
    expect(settlement?.goods.amount).toBe('0.01');
    expect(settlement?.lines.map(({ goods: part }) => part.amount).toSorted()).toEqual([
      '0.00',
      '0.00',
      '0.01',
    ]);
  });

  it('a budget holds what many orders took of a year beyond 2⁶³, and none more than there is', async () => {
    const goods = await goodsAt(LARGEST);
    const taken: Told[] = [];
    for (let count = 0; count < 3; count += 1) taken.push(await place([[goods, '0.4']]));
    expect(taken.flatMap(({ refusals }) => refusals)).toEqual([]);
    const input = {
      idempotencyKey: freshKey(),
      expectedVersion: 0,
      unitId: people.buyer.unitId,
      year: 2026,
      limit: money(LARGEST_SAID),
    };
    const answer = await nothingWritten(() =>
      app.graphql<{ setBudget: Told }>(
        'mutation ($input: SetBudgetInput!) { setBudget(input: $input) { refusals { code path } } }',
        { input },
        { token: people.buyer.approver.token },
      ),
    );
    expect(sound(answer).data.setBudget.refusals).toHaveLength(1);
  });

  it('money received for one order beyond 2⁶³ waits in suspense, to the fen', async () => {
    const order = await openOrder(app, people, LARGEST / 2n);
    for (let count = 0; count < 94; count += 1) {
      const receipt = receiptInput({ memo: order.code, amount: money(LARGEST_SAID) });
      const answer = await receiptMutation(app, 'recordBankReceipt', receipt, people.finance.token);
      expect(sound(answer).payload?.refusals).toEqual([]);
    }
    const { receivedFen } = await positionOf(app, order);
    const [all] = await app.database.query<{ fen: string }>(
      'SELECT sum(fen)::text AS fen FROM bank_receipts',
    );
    expect(BigInt(all?.fen ?? 0)).toBeGreaterThan(LARGEST);
    expect(receivedFen).toBe(LARGEST / 2n);
    for (const list of ['suspense', 'bankReceipts']) {
      const query = `{ ${list}(first: 100) { totalCount edges { node { suspense { amount } } } } }`;
      sound(await app.graphql(query, {}, { token: people.finance.token }));
    }
    expect(await breaksOf(app)).toEqual([]);
  });

  it('progress tells sums beyond 2⁶³ exactly', async () => {
    const history = new OrderHistory(app);
    const agreementId = await makeAgreement(app);
    await app.settle();
    const goods = await makeGoods(app, people);
    for (let count = 0; count < 3; count += 1) {
      const order = await history.place({
        buyerId: people.buyer.id,
        unitId: people.buyer.unitId,
        placedBy: people.buyer.clerk.id,
        goods: [goods],
        fen: [LARGEST],
        countyCode: PLACES.westCounty,
      });
      await history.settle(order, [LARGEST]);
    }
    await app.settle();
    const answer = await app.graphql<{
      progress: { total: { gross: { amount: string }; net: { amount: string } } };
    }>(
      'query ($agreementId: UUID!) { progress(agreementId: $agreementId) { total { gross { amount } net { amount } } rows { key gross { amount } } } }',
      { agreementId },
      { token: people.coordEast.city.token },
    );
    const [sum] = await app.database.query<{ fen: string }>(
      'SELECT sum(amount_fen)::text AS fen FROM counting_entries',
    );
    expect(BigInt(sum?.fen ?? 0)).toBeGreaterThanOrEqual(3n * LARGEST);
    const amount = sum?.fen.replace(/(..)$/, '.$1');
    expect(sound(answer).data?.progress.total).toEqual({ gross: { amount }, net: { amount } });
  });
});
