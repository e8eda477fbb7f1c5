import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { basketOf, done, playOrder, readOrder, send } from '../support/orders';
import { addMember, addOrganization, makePeople, PLACES, type Buyer, type People } from '../support/people';

describe('placing orders', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const placedOf = async (lotId: string) => {
    const [row] = await app.database.query<{ orders: number; reserved: bigint }>(
      `SELECT (SELECT count(*)::int FROM order_lines WHERE lot_id = $1) AS orders, reserved_base AS reserved
       FROM lot_stock WHERE lot_id = $1`,
      [lotId],
    );
    return row;
  };
  const codes = (answer: { refusals: { code: string; path: string[] }[] }) =>
    answer.refusals.map(({ code, path }) => `${code} ${path.join('.')}`);

  it('never sells more than there is: 200 buyers at once on a lot with room for 10', async () => {
    const goods = await makeGoods(app, people, { inBase: 1_000_000n });
    const buyers = await app.transactions.run(async (tx) => {
      const many: Buyer[] = [];
      for (let n = 0; n < 20; n += 1) {
        const id = await addOrganization(tx, {
          kind: 'ENTERPRISE',
          regionCode: PLACES.eastCounty,
          side: 'EAST',
        });
        const clerk = await addMember(app, tx, id, 'BUYER_CLERK');
        many.push({ id, unitId: id, clerk, approver: clerk, admin: clerk });
      }
      return many;
    });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const buyer = buyers[n % buyers.length] ?? people.buyer;
        return send(app, buyer.clerk.token, 'placeOrder', basketOf(app, buyer, goods, { kg: '100' }));
      }),
    );
    const placed = answers.filter((answer) => answer.orders?.length === 1);
    expect(placed).toHaveLength(10);
    const refused = answers.filter((answer) => !answer.orders);
    expect(new Set(refused.flatMap((answer) => answer.refusals.map(({ code }) => code)))).toEqual(
      new Set(['LOT_SHORT']),
    );
    expect(await placedOf(goods.lotId)).toEqual({ orders: 10, reserved: 1_000_000n });
  });

  it('sums the same lot given twice before every check and price', async () => {
    const goods = await makeGoods(app, people, {
      inBase: 1_000_000n,
      ladder: [
        [1n, 1_000n],
        [600_000n, 900n],
      ],
    });
    const basket = basketOf(app, people.buyer, goods, { kg: '300' });
    const twice = { ...basket, lines: [...basket.lines, ...basket.lines] };
    const order = await done(app, people.buyer.clerk.token, 'placeOrder', twice);
    expect([order.lines.length, order.goods.amount]).toEqual([1, '5400.00']); // 600 kg at the second step
    const tooMuch = await send(app, people.buyer.clerk.token, 'placeOrder', twice);
    expect(codes(tooMuch)).toEqual(['LOT_SHORT lines.0.quantity']);
    expect(await placedOf(goods.lotId)).toEqual({ orders: 1, reserved: 600_000n });
  });

  it('makes one order per supplier of a mixed basket, all or nothing', async () => {
    const here = await makeGoods(app, people, {});
    const there = await makeGoods(app, { supplier: people.otherSupplier }, { inBase: 150_000n });
    const both = basketOf(app, people.buyer, [here, there], { kg: '100' });
    const answer = await send(app, people.buyer.clerk.token, 'placeOrder', both);
    expect(answer.orders).toHaveLength(2);
    const short = await send(app, people.buyer.clerk.token, 'placeOrder', both);
    expect(codes(short)).toEqual(['LOT_SHORT lines.1.quantity']);
    expect(await placedOf(here.lotId)).toEqual({ orders: 1, reserved: 100_000n });
  });

  it('answers a repeated command with the same orders, refuses other input, and keeps organizations apart', async () => {
    const goods = await makeGoods(app, people, {});
    const idempotencyKey = freshKey();
    const basket = { ...basketOf(app, people.buyer, goods, { kg: '100' }), idempotencyKey };
    const { clerk } = people.buyer;
    const answers = await Promise.all([1, 2, 3].map(() => send(app, clerk.token, 'placeOrder', basket)));
    const ids = answers.map((answer) => answer.orders?.[0]?.id);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toBeDefined();
    const other = await send(app, clerk.token, 'placeOrder', { ...basket, deliveryOn: '2026-08-20' });
    expect(codes(other)).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
    const theirs = { ...basketOf(app, people.otherBuyer, goods, { kg: '100' }), idempotencyKey };
    const second = await send(app, people.otherBuyer.clerk.token, 'placeOrder', theirs);
    expect(second.orders?.[0]?.id).not.toBe(ids[0]);
    expect(await placedOf(goods.lotId)).toEqual({ orders: 2, reserved: 200_000n });
  });

  it('refuses what is not possible, with the path, in the caller’s language, and writes nothing', async () => {
    const goods = await makeGoods(app, people, { moqBase: 50_000n, ladder: [[1n, 6_000n]] });
    const paused = await makeGoods(app, people, { listingState: 'PAUSED' });
    const basket = basketOf(app, people.buyer, goods, { kg: '100' });
    const attempt = async (change: object) =>
      codes(await send(app, people.buyer.clerk.token, 'placeOrder', { ...basket, ...change }));
    const line = (value: string, unit = 'kg', lotId = goods.lotId) => ({
      lines: [{ lotId, quantity: { value, unit } }],
    });
    expect(await attempt({ lines: [] })).toEqual(['BASKET_EMPTY lines']);
    expect(await attempt(line('0'))).toContain('QUANTITY_ZERO lines.0.quantity');
    expect(await attempt(line('25'))).toEqual(['QUANTITY_BELOW_MINIMUM lines.0.quantity']);
    expect(await attempt(line('60'))).toEqual(['QUANTITY_NOT_IN_PACKS lines.0.quantity']);
    expect(await attempt(line('50.0001'))).toEqual(['QUANTITY_NOT_WHOLE lines.0.quantity.value']);
    expect(await attempt(line('1', 'box'))).toEqual(['UNIT_MISMATCH lines.0.quantity.unit']);
    expect(await attempt(line('1', 'pood'))).toEqual(['UNIT_UNKNOWN lines.0.quantity.unit']);
    expect(await attempt(line('999999999999999999'))).toEqual(['QUANTITY_MALFORMED lines.0.quantity.value']);
    expect(await attempt(line('99999999900'))).toEqual(['LOT_SHORT lines.0.quantity']);
    expect(await attempt(line('100', 'kg', freshKey()))).toEqual(['LOT_UNKNOWN lines.0.lotId']);
    expect(await attempt(line('100', 'kg', paused.lotId))).toEqual(['LOT_NOT_ON_SALE lines.0.lotId']);
    expect(await attempt({ deliveryOn: '2026-07-08' })).toContain('DELIVERY_PAST deliveryOn');
    expect(await attempt({ deliveryCounty: '999999' })).toEqual(['DELIVERY_COUNTY_UNKNOWN deliveryCounty']);
    expect(await attempt({ deliveryCounty: '330200' })).toEqual(['DELIVERY_COUNTY_UNKNOWN deliveryCounty']);
    expect(await attempt({ pairingChoice: freshKey() })).toEqual(['PAIRING_NOT_APPLICABLE pairingChoice']);
    const english = await send(
      app,
      people.buyer.clerk.token,
      'placeOrder',
      { ...basket, ...line('25') },
      'en',
    );
    expect(english.refusals[0]?.message).toBe('Below the minimum quantity of 50.000 kg');
    expect(await placedOf(goods.lotId)).toEqual({ orders: 0, reserved: 0n });
  });

  it('is attributed only to an own unit, within its budget', async () => {
    const goods = await makeGoods(app, people, { moqBase: 25_000n, ladder: [[1n, 4_000n]] });
    const { clerk, id: unitId } = people.buyer;
    const foreign = basketOf(app, people.buyer, goods, { kg: '25', unitId: people.otherBuyer.unitId });
    await expect(send(app, clerk.token, 'placeOrder', foreign)).rejects.toThrow('NOT_FOUND');
    await app.database.query(
      `INSERT INTO budgets (id, unit_id, year, limit_fen, reserved_fen, set_by, version)
       VALUES (gen_random_uuid(), $1, 2026, 150000, 0, $2, 1)`,
      [unitId, people.buyer.admin.id],
    );
    const basket = basketOf(app, people.buyer, goods, { kg: '25', unitId });
    const order = await done(app, clerk.token, 'placeOrder', basket); // 1000.00 of 1500.00
    expect(codes(await send(app, clerk.token, 'placeOrder', basket))).toEqual(['BUDGET_EXCEEDED unitId']);
    await done(app, clerk.token, 'cancelOrder', {
      orderId: order.id,
      expectedVersion: order.version,
      reason: 'WRONG_ORDER',
    });
    expect((await send(app, clerk.token, 'placeOrder', basket)).refusals).toEqual([]);
  });

  it('shows what a basket would come to without reserving anything', async () => {
    const goods = await makeGoods(app, people, {
      ladder: [[1n, 1_234n]],
      moqBase: 25_000n,
      freight: { kind: 'FIXED', fen: 5_000n },
    });
    const { lines, unitId, deliveryCounty, deliveryOn } = basketOf(app, people.buyer, goods, { kg: '25' });
    const answer = await app.graphql<{
      previewBasket: { orders: { total: { amount: string } }[]; refusals: { code: string }[] };
    }>(
      `query ($input: PreviewBasketInput!) { previewBasket(input: $input) {
         orders { total { amount } } refusals { code } } }`,
      { input: { lines, unitId, deliveryCounty, deliveryOn } },
      { token: people.buyer.clerk.token },
    );
    expect(answer.data.previewBasket).toEqual({ orders: [{ total: { amount: '358.50' } }], refusals: [] });
    expect(await placedOf(goods.lotId)).toEqual({ orders: 0, reserved: 0n });
  });

  it('does not exist for strangers: reading and every step answer NOT_FOUND and write nothing', async () => {
    const goods = await makeGoods(app, people, {});
    const order = await playOrder(app, people, goods, { kg: '100', until: 'SHIPPED' });
    const shipment = order.shipments[0];
    const strangers = {
      buyer: people.otherBuyer.clerk.token,
      approver: people.otherBuyer.approver.token,
      supplier: people.otherSupplier.token,
    };
    for (const token of Object.values(strangers))
      await expect(readOrder(app, token, order.id)).rejects.toThrow('NOT_FOUND');
    await expect(readOrder(app, people.coordEast.county.token, order.id)).rejects.toThrow('FORBIDDEN');
    const ofOrder = { orderId: order.id, expectedVersion: order.version };
    const ofShipment = { shipmentId: shipment?.id, expectedVersion: shipment?.version };
    const steps: [string, string, object][] = [
      [strangers.buyer, 'cancelOrder', { ...ofOrder, reason: 'OTHER' }],
      [strangers.supplier, 'cancelOrder', { ...ofOrder, reason: 'OTHER' }],
      [strangers.buyer, 'cancelRest', { ...ofOrder, reason: 'OTHER' }],
      [strangers.approver, 'approveOrder', ofOrder],
      [strangers.supplier, 'setFreight', { ...ofOrder, kind: 'FIXED', amount: { amount: '1.00' } }],
      [strangers.buyer, 'extendPayment', ofOrder],
      [strangers.buyer, 'reopenContract', ofOrder],
      [strangers.buyer, 'openDispute', { ...ofOrder, reason: 'OTHER' }],
      [strangers.supplier, 'dispatchShipment', { ...ofOrder, carrier: '示例', lines: [] }],
      [strangers.supplier, 'markArrived', ofShipment],
      [strangers.buyer, 'acceptDelivery', { ...ofShipment, lines: [] }],
      [strangers.buyer, 'refuseDelivery', { ...ofShipment, reason: 'OTHER' }],
    ];
    const count = async () =>
      app.database.one(
        'SELECT (SELECT count(*) FROM audit_rows) AS a, (SELECT count(*) FROM idempotency_keys) AS k',
      );
    const before = await count();
    for (const [token, operation, input] of steps)
      await expect(send(app, token, operation, input)).rejects.toThrow('NOT_FOUND');
    expect(await count()).toEqual(before);
  });

  it('is listed for each side, newest first, page by page', async () => {
    const list = async (token: string, after: string | null) => {
      const answer = await app.graphql<{
        orders: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string }; totalCount: number };
      }>(
        `query ($after: Cursor) { orders(first: 3, after: $after) {
           edges { node { id } } pageInfo { endCursor hasNextPage } totalCount } }`,
        { after },
        { token },
      );
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data.orders;
    };
    const first = await list(people.buyer.clerk.token, null);
    const second = await list(people.buyer.clerk.token, first.pageInfo.endCursor);
    const ids = [...first.edges, ...second.edges].map((edge) => edge.node.id);
    expect(new Set(ids).size).toBe(ids.length);
    const [mine] = await app.database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM orders WHERE buyer_id = $1',
      [people.buyer.id],
    );
    expect(first.totalCount).toBe(mine?.n);
    const [all] = await app.database.query<{ n: number }>('SELECT count(*)::int AS n FROM orders');
    expect((await list(people.auditor.token, null)).totalCount).toBe(all?.n);
    expect((await list(people.otherSupplier.token, null)).totalCount).toBe(1);
  });
});
