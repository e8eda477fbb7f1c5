import { PREPAID } from '../../libs/payment-plan/src/index';
import { randomUUID } from 'node:crypto';
import { Refused } from '../../libs/workflow/src/index';
import { AgreedOrders, type AgreedOrder } from '../../src/procurement/index';
import type { Actor } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { readOrder, send, sign } from '../support/orders';
import { addOrganization, makePeople, PLACES, type People } from '../support/people';
import { unitBudgets } from '../support/unit-budgets';

describe('orders on agreed terms', () => {
  let app: TestApp;
  let people: People;
  let agreed: AgreedOrders;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    agreed = app.nest.get(AgreedOrders, { strict: false });
  });
  afterAll(() => app.close());

  /** A lot of 100 kg sold at 60 yuan, 50 kg at least, in packs of 25 kg. */
  const lot = () =>
    makeGoods(app, people, {
      inBase: 100_000n,
      moqBase: 50_000n,
      packSizeBase: 25_000n,
      ladder: [[50_000n, 6_000n]],
      vatRateBp: 900,
    });
  const clerk = (): Actor => ({ memberId: people.buyer.clerk.id, organizationId: people.buyer.id }) as Actor;
  const line = ({ lotId }: Goods, kg: number, unitPriceFen = 5_500n) => ({
    lotId,
    quantityBase: BigInt(kg) * 1_000n,
    unitPriceFen,
    priceUnit: 'kg',
  });
  const order = (lines: AgreedOrder['lines'], wish: Partial<AgreedOrder> = {}): AgreedOrder => ({
    buyerId: people.buyer.id,
    unitId: people.buyer.unitId,
    supplierId: people.supplier.id,
    terms: 'PREPAID',
    plan: PREPAID,
    deliveryCounty: PLACES.eastCounty,
    deliveryOn: '2026-08-01',
    freight: { kind: 'PER_KG', fen: 40n },
    lines,
    ...wish,
  });
  const place = (...orders: AgreedOrder[]) => app.transactions.run((tx) => agreed.place(tx, clerk(), orders));
  const refusedFor = async (...orders: AgreedOrder[]) => {
    try {
      await place(...orders);
    } catch (error) {
      if (error instanceof Refused) return error.refusals.map(({ code, path }) => [code, ...path].join(' '));
      throw error;
    }
    return [];
  };

  it('take the agreed price and freight, below the minimum and across packs, and go on as every order', async () => {
    const goods = await lot();
    const quoteVersionId = randomUUID();
    const [id = ''] = await place(order([line(goods, 7)], { quoteVersionId }));
    const placed = await readOrder(app, people.buyer.clerk.token, id);
    // 7 kg × 55.00, and 7 × 0.40 of freight.
    expect([placed.goods.amount, placed.freight.amount, placed.state]).toEqual(['385.00', '2.80', 'PLACED']);
    expect(placed.contract.text).toContain(`依据报价版本：${quoteVersionId}`);
    expect(placed.contract.text).toContain('每千克 0.40 元');
    const [row] = await app.database.query(
      `SELECT o.quote_version_id, l.vat_fen, l.unit_price_fen, s.reserved_base,
         (SELECT sum(fen) FROM budget_entries WHERE subject_id = o.id)::bigint AS budget,
         (SELECT count(*)::int FROM audit_rows WHERE subject_id = o.id::text) AS audited
       FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN lot_stock s ON s.lot_id = l.lot_id WHERE o.id = $1`,
      [id],
    );
    expect(row).toEqual({
      quote_version_id: quoteVersionId,
      vat_fen: 3_179n,
      unit_price_fen: 5_500n,
      reserved_base: 7_000n,
      budget: 38_780n,
      audited: 1,
    });
    const freight = { kind: 'FIXED', amount: { amount: '1.00' } };
    const change = { orderId: id, expectedVersion: placed.version, ...freight };
    const { refusals } = await send(app, people.supplier.member.token, 'setFreight', change);
    expect(refusals.map(({ code }) => code)).toEqual(['FREIGHT_AGREED']);
    const signed = await sign(app, people.supplier.member.token, placed);
    expect((await sign(app, people.buyer.approver.token, signed)).state).toBe('AWAITING_PAYMENT');
  });

  it('become one order per version of a quote, whoever asks again and however many at once', async () => {
    const goods = await lot();
    const quoteVersionId = randomUUID();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => place(order([line(goods, 5)], { quoteVersionId }))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries)
      if (one.status === 'rejected')
        expect((one.reason as Refused).refusals[0]?.code).toBe('ALREADY_ORDERED');
    expect(await refusedFor(order([line(goods, 5)], { quoteVersionId }))).toEqual([
      'ALREADY_ORDERED quoteVersionId',
    ]);
    const twice = order([line(goods, 5)], { quoteVersionId: randomUUID() });
    expect(await refusedFor(twice, twice)).toEqual(['ALREADY_ORDERED quoteVersionId']);
  });

  it('never promise more than a lot has: of 100 at once as many as fit are placed', async () => {
    const goods = await lot();
    const tries = await Promise.all(Array.from({ length: 100 }, () => refusedFor(order([line(goods, 3)]))));
    const placed = tries.filter((refusals) => refusals.length === 0);
    expect(placed).toHaveLength(33);
    expect(new Set(tries.filter((one) => one.length > 0).flat())).toEqual(new Set(['LOT_SHORT lines 0']));
    const stock = await app.database.one('SELECT reserved_base FROM lot_stock WHERE lot_id = $1', [
      goods.lotId,
    ]);
    expect(stock).toEqual({ reserved_base: 99_000n });
  });

  it('of one caller share the stock and are placed together or not at all', async () => {
    const goods = await lot();
    const orders = (kg: number) => [order([line(goods, 60)]), order([line(goods, kg)])];
    expect(await refusedFor(...orders(41))).toEqual(['LOT_SHORT lines 1']);
    const stock = async () =>
      (
        await app.database.one<{ held: bigint }>(
          'SELECT reserved_base AS held FROM lot_stock WHERE lot_id = $1',
          [goods.lotId],
        )
      )?.held;
    expect(await stock()).toBe(0n);
    expect(new Set(await place(...orders(40))).size).toBe(2);
    expect(await stock()).toBe(100_000n);
  });

  it('obey the budget of the unit and its year', async () => {
    const budgets = unitBudgets(app, people);
    const unitId = await budgets.newUnit();
    await budgets.setBudget(unitId, 100);
    const goods = await lot();
    const asked = (kg: number) => order([line(goods, kg, 1_000n)], { unitId });
    // 9 kg × 10 yuan and 9 × 0.40 of freight leave 6.40.
    expect(await place(asked(9))).toHaveLength(1);
    expect(await refusedFor(asked(1))).toEqual(['BUDGET_EXCEEDED unitId']);
    expect(await budgets.budgetOf(unitId)).toMatchObject({ taken: 9_360n, written: 9_360n });
  });

  it('above the limit wait for the approver, unless one has approved as much before; nobody approves his own', async () => {
    await app.database.query(
      `INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 22160, $2, 1)`,
      [people.buyer.id, people.buyer.approver.id],
    );
    const goods = await lot();
    const approver = people.buyer.approver.id;
    const decided = (by: string | null, earlierOrderIds: string[] = [], key = randomUUID()) => ({
      commitment: { key, earlierOrderIds, approval: by ? { by, uptoFen: 33_240n } : null },
    });
    // 2 kg × 55.00 and 2 × 0.40 of freight are 110.80: two are the limit, three what was approved.
    const two = (wish: Partial<AgreedOrder> = {}) => order([line(goods, 2)], wish);
    const approvals = async (...orders: AgreedOrder[]) => {
      const ids = await place(...orders);
      const rows = await app.database.query<{ required: boolean; by: string | null }>(
        `SELECT approval_required AS required, approved_by AS by FROM orders WHERE id = ANY($1::uuid[])
          ORDER BY array_position($1::uuid[], id)`,
        [ids],
      );
      return { ids, rows: rows.map(({ required, by }) => (required ? (by ?? 'WAITS') : 'FREE')) };
    };
    expect((await approvals(two(), two(), two())).rows).toEqual(['FREE', 'FREE', 'FREE']);
    const first = decided(null);
    const once = await approvals(two(first), two(first));
    expect(once.rows).toEqual(['FREE', 'FREE']);
    const more = decided(null, once.ids);
    expect((await approvals(two(more))).rows).toEqual(['WAITS']);
    await send(app, people.buyer.clerk.token, 'cancelOrder', {
      orderId: once.ids[0],
      expectedVersion: 1,
      reason: 'OTHER',
    });
    expect((await approvals(two(more))).rows).toEqual(['FREE']);
    const known = decided(approver);
    expect((await approvals(two(known), two(known), two(known))).rows).toEqual([
      approver,
      approver,
      approver,
    ]);
    const beyond = decided(approver);
    expect((await approvals(two(beyond), two(beyond), two(beyond), two(beyond))).rows).toEqual([
      'WAITS',
      'WAITS',
      'WAITS',
      'WAITS',
    ]);
    const own = { ...decided(approver), placedBy: approver };
    expect((await approvals(two(own), two(own), two(own))).rows).toEqual(['WAITS', 'WAITS', 'WAITS']);
    const tight = await unitBudgets(app, people).newUnit();
    await app.database.query(
      `INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 11079, $2, 1)`,
      [tight, people.buyer.approver.id],
    );
    expect((await approvals(two({ unitId: tight }))).rows).toEqual(['WAITS']);
    await app.database.query('DELETE FROM approval_limits');
  });

  it('refuse what does not bind any less because it was agreed', async () => {
    const goods = await lot();
    const [paused, onHold, other] = [
      await makeGoods(app, people, { listingState: 'PAUSED' }),
      await makeGoods(app, people, { state: 'ON_HOLD' }),
      await makeGoods(app, { supplier: people.otherSupplier, agri: people.agri }),
    ];
    const expired = await makeGoods(app, people, { expiresOn: '2026-07-31' });
    expect(
      await refusedFor(
        order([line(goods, 1), line(paused, 1), line(onHold, 1), line(other, 1), line(expired, 1)]),
      ),
    ).toEqual([
      'LOT_NOT_ON_SALE lines 1',
      'LOT_NOT_ON_SALE lines 2',
      'LOT_UNKNOWN lines 3',
      'GOODS_EXPIRE_BEFORE_DELIVERY lines 4',
    ]);
    expect(await refusedFor(order([line(goods, 1), line(goods, 1)]))).toEqual(['LOT_TWICE lines 1']);
    expect(await refusedFor(order([line(goods, 0)]))).toEqual(['QUANTITY_ZERO lines 0']);
    expect(await refusedFor(order([line(goods, 1, 0n)]))).toEqual(['WORTH_NOTHING lines 0']);
    expect(await refusedFor(order([{ ...line(goods, 1), priceUnit: 'L' }]))).toEqual([
      'PRICE_UNIT_DIFFERS lines 0',
    ]);
    expect(await refusedFor(order([]))).toEqual(['BASKET_EMPTY lines']);
    expect(await refusedFor(order([line(goods, 1)], { deliveryOn: '2026-07-10' }))).toEqual([
      'DELIVERY_TOO_SOON deliveryOn',
    ]);
    expect(await refusedFor(order([line(goods, 1)], { deliveryCounty: '999999' }))).toEqual([
      'DELIVERY_COUNTY_UNKNOWN deliveryCounty',
    ]);
    expect(await refusedFor(order([line(goods, 1)], { freight: { kind: 'INCLUDED', fen: 1n } }))).toEqual([
      'FREIGHT_AMOUNT freight',
    ]);
    await expect(place(order([line(goods, 1)], { unitId: people.otherBuyer.id }))).rejects.toThrow();
    const stranger = await app.transactions.run((tx) =>
      addOrganization(tx, { kind: 'COOPERATIVE', regionCode: PLACES.westCounty, side: 'WEST' }),
    );
    expect(await refusedFor(order([line(other, 1)], { supplierId: stranger }))).toEqual([
      'SUPPLIER_NOT_ADMITTED lines',
    ]);
  });

  it('leave books that prove themselves', async () => {
    expect(await breaksOf(app)).toEqual([]);
  });
});
