import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { startTestApp, type TestApp } from '../support/app';
import {
  framed,
  frameworkLine,
  makeFramework,
  onFramework,
  readFramework,
  revisionSignature,
  type FrameworkPeople,
  type ShownFramework,
} from '../support/frameworks';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { accept, arrive, done, pay, readOrder, send, ship, sign, type PlayedOrder } from '../support/orders';
import { addMember, makePeople, signInAgain, type People, type Person } from '../support/people';
import { unitBudgets } from '../support/unit-budgets';

describe('call-offs', () => {
  let app: TestApp;
  let people: People;
  let trio: FrameworkPeople;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    trio = { clerk: people.buyer.clerk, approver: people.buyer.approver, supplier: people.supplier.member };
  });
  afterAll(() => app.close());

  const tokenOf = (person: Person) => signInAgain(app, person);
  const stateOf = async ({ id }: Pick<ShownFramework, 'id'>) => {
    await app.settle();
    const framework = await readFramework(app, trio.clerk, id);
    const [line] = framework?.lines ?? [];
    return [framework?.state, line?.calledOff.value, line?.remaining.value, line?.utilisation];
  };
  const kg = (value: string) => ({ value, unit: 'kg' });
  const wish = (framework: ShownFramework, value: string, more: object = {}) => ({
    frameworkAgreementId: framework.id,
    unitId: people.buyer.unitId,
    deliveryCounty: '330211',
    deliveryOn: '2026-07-29',
    lines: [{ frameworkLineId: framework.lines[0]?.id, quantity: kg(value) }],
    ...more,
  });
  const callOff = async (input: object, person: Person = trio.clerk) =>
    send(app, await tokenOf(person), 'callOff', input);
  const calledOff = async (input: object): Promise<PlayedOrder> => {
    const { order, refusals } = await callOff(input);
    if (!order) throw new Error(JSON.stringify(refusals));
    return order;
  };
  const refused = async (input: object) =>
    (await callOff(input)).refusals.map(({ code, path }) => `${code} ${path.join('.')}`);
  const cancel = async ({ id }: { id: string }) => {
    const token = await tokenOf(trio.clerk);
    const { version } = await readOrder(app, token, id);
    return send(app, token, 'cancelOrder', { orderId: id, expectedVersion: version, reason: 'OTHER' });
  };
  const capped = (goods: Goods, value: string) =>
    makeFramework(app, trio, [goods], { lines: [frameworkLine(goods, { cap: kg(value) })] });

  it('are orders at the agreed price and freight, from the lots that expire first', async () => {
    const young = await makeGoods(app, people, { inBase: 500_000n, expiresOn: '2027-12-31' });
    const old = await makeGoods(app, people, { like: young, inBase: 60_000n, expiresOn: '2026-09-01' });
    const gone = await makeGoods(app, people, { like: young, inBase: 900_000n, expiresOn: '2026-07-28' });
    const other = await makeGoods(app, people, { like: young, inBase: 900_000n, grade: '二级' });
    const framework = await capped(young, '400');
    const order = await calledOff(wish(framework, '130'));
    expect([order.state, order.goods.amount, order.freight.amount]).toEqual(['PLACED', '6500.00', '65.00']);
    const lines = await app.database.query(
      `SELECT l.lot_id, l.quantity_base, l.framework_line_id, o.framework_id, o.terms FROM order_lines l
         JOIN orders o ON o.id = l.order_id WHERE o.id = $1 ORDER BY l.position`,
      [order.id],
    );
    const same = { framework_id: framework.id, framework_line_id: framework.lines[0]?.id, terms: 'PREPAID' };
    expect(lines).toEqual([
      { lot_id: old.lotId, quantity_base: 50_000n, ...same },
      { lot_id: young.lotId, quantity_base: 80_000n, ...same },
    ]);
    expect(await stateOf(framework)).toEqual(['ACTIVE', '130.000', '270.000', '32.50']);
    const named = (lotId: string) => ({
      lines: [{ frameworkLineId: framework.lines[0]?.id, quantity: kg('10'), lotId }],
    });
    expect((await calledOff(wish(framework, '10', named(old.lotId)))).lines[0]?.lotId).toBe(old.lotId);
    expect(await refused(wish(framework, '10', named(other.lotId)))).toEqual([
      'LOT_NOT_OF_LINE lines.0.lotId',
    ]);
    expect(await refused(wish(framework, '10', named(gone.lotId)))).toEqual([
      'GOODS_EXPIRE_BEFORE_DELIVERY lines.0',
    ]);
  });

  it('are refused above the cap, before their lead time, outside the period, and where lots are short', async () => {
    const goods = await makeGoods(app, people, { inBase: 300_000n });
    const framework = await capped(goods, '500');
    const [line] = framework.lines;
    const twice = [
      { frameworkLineId: line?.id, quantity: kg('250') },
      { frameworkLineId: line?.id, quantity: kg('251'), lotId: goods.lotId },
    ];
    expect([
      await refused(wish(framework, '500.001')),
      await refused(wish(framework, '0', { lines: twice })),
      await refused(wish(framework, '0')),
      await refused(wish(framework, '1', { lines: [] })),
      await refused(wish(framework, '1', { deliveryOn: '2026-07-11' })),
      await refused(wish(framework, '400')),
      await refused(wish(framework, '1', { deliveryCounty: '999999' })),
      await refused(wish(framework, '1', { lines: [{ frameworkLineId: randomUUID(), quantity: kg('1') }] })),
    ]).toEqual([
      ['CAP_EXCEEDED lines.0.quantity'],
      ['CAP_EXCEEDED lines.1.quantity'],
      ['QUANTITY_ZERO lines.0.quantity'],
      ['LINES_MISSING lines'],
      ['DELIVERY_TOO_SOON deliveryOn'],
      ['LOTS_SHORT lines.0.quantity'],
      ['DELIVERY_COUNTY_UNKNOWN deliveryCounty'],
      ['LINE_UNKNOWN lines.0.frameworkLineId'],
    ]);
    const later = await makeFramework(app, trio, [goods], { from: '2026-07-10' });
    expect(await refused(wish(later, '1'))).toEqual(['OUTSIDE_PERIOD frameworkAgreementId']);
    expect(await stateOf(framework)).toEqual(['ACTIVE', '0.000', '500.000', '0.00']);
  });

  it('of a cap of zero are none: zero is not unlimited', async () => {
    const goods = await makeGoods(app, people);
    const framework = await makeFramework(app, trio, [goods], {
      lines: [frameworkLine(goods, { cap: kg('0') })],
    });
    expect(await stateOf(framework)).toEqual(['EXHAUSTED', '0.000', '0.000', '100.00']);
    expect(await refused(wish(framework, '0.001'))).toEqual(['ILLEGAL_TRANSITION frameworkAgreementId']);
    await expect(
      app.database.query('UPDATE framework_lines SET cap_base = NULL WHERE framework_id = $1', [
        framework.id,
      ]),
    ).rejects.toThrow(/null value/);
  });

  it('come out of the unit’s budget, need approval above its limit, and are for the buyer’s house alone', async () => {
    const goods = await makeGoods(app, people);
    const framework = await capped(goods, '1000');
    const { newUnit, setBudget, budgetOf } = unitBudgets(app, people);
    const unitId = await newUnit();
    await setBudget(unitId, 5_050);
    expect(await refused(wish(framework, '101', { unitId }))).toEqual(['BUDGET_EXCEEDED unitId']);
    const own = await app.transactions.run((tx) => addMember(app, tx, unitId, 'BUYER_CLERK'));
    await app.database.query(
      'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 100000, $2, 1)',
      [unitId, trio.approver.id],
    );
    const { order } = await callOff(wish(framework, '100', { unitId }), own);
    expect((await budgetOf(unitId))?.taken).toBe(505_000n);
    const [row] = await app.database.query('SELECT buyer_id, approval_required FROM orders WHERE id = $1', [
      order?.id,
    ]);
    expect(row).toEqual({ buyer_id: unitId, approval_required: true });
    const strange = await app.graphql(
      'mutation ($input: CallOffInput!) { callOff(input: $input) { refusals { code } } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          ...wish(framework, '1', { unitId: people.otherBuyer.unitId }),
        },
      },
      { token: await tokenOf(people.otherBuyer.clerk) },
    );
    expect(strange.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const seen = async (person: Person) => {
      const { data } = await app.graphql<{ callOffs: { edges: object[]; totalCount: number } } | null>(
        `query ($id: UUID!) { callOffs(frameworkAgreementId: $id) { totalCount
           edges { node { orderId lines { calledOff { value } held { value } } } } } }`,
        { id: framework.id },
        { token: await tokenOf(person) },
      );
      return data?.callOffs;
    };
    const lines = [{ calledOff: { value: '100.000' }, held: { value: '100.000' } }];
    for (const person of [own, trio.clerk, trio.supplier])
      expect(await seen(person)).toEqual({ totalCount: 1, edges: [{ node: { orderId: order?.id, lines } }] });
    expect(await seen(people.otherSupplier.member)).toBeUndefined();
  });

  it('keep their price when a new one begins', async () => {
    const goods = await makeGoods(app, people);
    const framework = await capped(goods, '1000');
    const before = await calledOff(wish(framework, '10'));
    const lines = [
      { frameworkLineId: framework.lines[0]?.id, unitPrice: { amount: '55.00' }, priceFrom: '2026-07-09' },
    ];
    const said = onFramework(framework, { reason: '示例', lines });
    const proposed = await framed(app, trio.clerk, 'proposeFrameworkRevision', said);
    const half = await framed(app, trio.approver, 'signFrameworkRevision', revisionSignature(proposed));
    await framed(app, trio.supplier, 'signFrameworkRevision', revisionSignature(half));
    const after = await calledOff(wish(framework, '10'));
    const token = await tokenOf(trio.clerk);
    expect((await readOrder(app, token, before.id)).goods.amount).toBe('500.00');
    expect(after.goods.amount).toBe('550.00');
  });

  it('give back what is cancelled, not shipped or short, to the gram', async () => {
    const goods = await makeGoods(app, people);
    const framework = await capped(goods, '1000');
    const tokens = {
      clerk: await tokenOf(trio.clerk),
      approver: await tokenOf(trio.approver),
      supplier: await tokenOf(trio.supplier),
    };
    const [cancelled, order] = [
      await calledOff(wish(framework, '300')),
      await calledOff(wish(framework, '700')),
    ];
    expect(await stateOf(framework)).toEqual(['EXHAUSTED', '1000.000', '0.000', '100.00']);
    await cancel(cancelled);
    expect(await stateOf(framework)).toEqual(['ACTIVE', '700.000', '300.000', '70.00']);
    await sign(app, tokens.approver, await sign(app, tokens.supplier, order));
    await pay(app, people, order.id);
    await app.settle();
    const shipped = await ship(app, tokens.supplier, order.id, '600');
    const rest = { orderId: order.id, expectedVersion: shipped.version, reason: 'OTHER' };
    await done(app, tokens.clerk, 'cancelRest', rest);
    expect(await stateOf(framework)).toEqual(['ACTIVE', '600.000', '400.000', '60.00']);
    await accept(
      app,
      tokens.clerk,
      await arrive(app, tokens.clerk, await readOrder(app, tokens.clerk, order.id)),
      '590.5',
    );
    expect(await stateOf(framework)).toEqual(['ACTIVE', '590.500', '409.500', '59.05']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('never pass the cap: of 100 at once on the last tonnes as many as fit are placed, and what comes back can be had again', async () => {
    const goods = await makeGoods(app, people, { inBase: 20_000_000n });
    const framework = await capped(goods, '3050');
    const atOnce = (length: number) =>
      Promise.all(Array.from({ length }, async () => callOff(wish(framework, '100'))));
    const first = await atOnce(100);
    const placed = first.flatMap(({ order }) => (order ? [order] : []));
    expect(placed).toHaveLength(30);
    const codes = new Set(first.flatMap(({ refusals }) => refusals.map(({ code }) => code)));
    expect([...codes]).toEqual(['CAP_EXCEEDED']);
    expect(await stateOf(framework)).toEqual(['ACTIVE', '3000.000', '50.000', '98.36']);
    const [, again] = await Promise.all([Promise.all(placed.slice(0, 10).map(cancel)), atOnce(20)]);
    const more = again.filter(({ order }) => order !== null).length;
    await app.settle();
    const late = (await atOnce(12)).filter(({ order }) => order !== null).length;
    expect(more + late).toBe(10);
    expect(await stateOf(framework)).toEqual(['ACTIVE', '3000.000', '50.000', '98.36']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('hold exactly what their orders bring, in whatever order they come and go', async () => {
    const goods = await makeGoods(app, people, { inBase: 200_000_000n });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ grams: fc.integer({ min: 1, max: 400_000 }), cancelled: fc.boolean() }), {
          minLength: 3,
          maxLength: 8,
        }),
        fc.integer({ min: 1, max: 1_000_000 }),
        async (wishes, capGrams) => {
          const framework = await capped(goods, String(capGrams / 1_000));
          await Promise.all(
            wishes.map(async ({ grams, cancelled }) => {
              const { order } = await callOff(wish(framework, String(grams / 1_000)));
              if (order && cancelled) await cancel(order);
            }),
          );
          await app.settle();
          const [row] = await app.database.query<{ taken: bigint; live: bigint; state: string }>(
            `SELECT l.taken_base AS taken, f.state, coalesce((SELECT sum(o.quantity_base) FROM order_lines o
               JOIN orders h ON h.id = o.order_id WHERE o.framework_line_id = l.id AND h.state = 'PLACED'), 0)::bigint AS live
             FROM framework_lines l JOIN framework_agreements f ON f.id = l.framework_id WHERE f.id = $1`,
            [framework.id],
          );
          expect(row?.taken).toBe(row?.live);
          expect(row?.taken).toBeLessThanOrEqual(BigInt(capGrams));
          expect(row?.state).toBe(row?.taken === BigInt(capGrams) ? 'EXHAUSTED' : 'ACTIVE');
        },
      ),
      { numRuns: 8 },
    );
    expect(await breaksOf(app)).toEqual([]);
  }, 120_000);

  it('are found out by reconcile where they are written by hand', async () => {
    const goods = await makeGoods(app, people);
    const framework = await capped(goods, '1000');
    const { id } = await calledOff(wish(framework, '100'));
    const wrong = async (sql: string) => {
      await app.database.query(sql, [framework.lines[0]?.id]);
      return (await breaksOf(app)).map((line) => line.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'));
    };
    expect(await wrong('UPDATE framework_lines SET taken_base = taken_base - 1 WHERE id = $1')).toEqual([
      'framework line …: 99999 of 1000000 are taken, call-offs hold 100000',
    ]);
    expect(
      await wrong('UPDATE framework_call_offs SET held_base = held_base - 1 WHERE line_id = $1'),
    ).toEqual([
      'call-off … of line …: holds 99999, its movements say 100000',
      'call-off …: holds 99999 of 100000, its order 100000 of 100000',
    ]);
    for (const sql of [
      'UPDATE framework_lines SET taken_base = cap_base + 1 WHERE id = $1',
      'UPDATE framework_lines SET cap_base = -1, taken_base = -1 WHERE id = $1',
      'UPDATE framework_call_offs SET held_base = called_off_base + 1 WHERE line_id = $1',
      'DELETE FROM framework_movements WHERE line_id = $1',
    ])
      await expect(wrong(sql)).rejects.toThrow(/check constraint|append-only|refuse|change/);
    expect(id).toBeTruthy();
  });
});
