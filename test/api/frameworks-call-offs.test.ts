import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import { callingOff, type CallingOff } from '../support/calling-off';
import {
  frame,
  framed,
  frameworkLine,
  frameworkTerms,
  makeFramework,
  onFramework,
  revisionSignature,
  type FrameworkPeople,
} from '../support/frameworks';
import { makeGoods } from '../support/goods';
import { breaksOf } from '../support/money';
import { accept, arrive, done, pay, readOrder, send, ship, sign } from '../support/orders';
import { addMember, makePeople, type People, type Person } from '../support/people';
import { unitBudgets } from '../support/unit-budgets';

describe('call-offs', () => {
  let app: TestApp;
  let people: People;
  let trio: FrameworkPeople;
  let by: CallingOff;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    by = callingOff(app, people);
    ({ trio } = by);
  });
  afterAll(() => app.close());

  it('are paid by the plan the framework says, and its text says it', async () => {
    const goods = await makeGoods(app, people, { inBase: 500_000n });
    const payment = {
      paymentTerms: 'DEPOSIT_BALANCE',
      paymentPlan: { depositPercent: 20, restDue: 'BY_SHIPMENT' },
    };
    const framework = await makeFramework(app, by.trio, [goods], payment);
    expect(framework.documents[0]?.text).toContain('付款：预付款 20%，尾款按批次验收后支付');
    const order = await by.calledOff(by.wish(framework, '100'));
    expect(order.contract.text).toContain('合同总价的 20% 作为预付款');
    const refused = await frame(app, by.trio.clerk, 'draftFrameworkAgreement', {
      supplierId: people.supplier.id,
      terms: frameworkTerms([goods], { paymentTerms: 'DEPOSIT_BALANCE' }),
    });
    expect(refused.refusals).toEqual(['DEPOSIT_PERCENT terms.paymentPlan.depositPercent']);
    const tooLittle = await frame(app, by.trio.clerk, 'draftFrameworkAgreement', {
      supplierId: people.supplier.id,
      terms: frameworkTerms([goods], {
        paymentTerms: 'DEPOSIT_BALANCE',
        paymentPlan: { depositPercent: 9, restDue: 'BY_SHIPMENT' },
      }),
    });
    expect(tooLittle.refusals).toEqual(['DEPOSIT_BELOW_FLOOR terms.paymentPlan.depositPercent']);
  });

  it('are orders at the agreed price and freight, from the lots that expire first', async () => {
    const young = await makeGoods(app, people, { inBase: 500_000n, expiresOn: '2027-12-31' });
    const old = await makeGoods(app, people, { like: young, inBase: 60_000n, expiresOn: '2026-09-01' });
    const gone = await makeGoods(app, people, { like: young, inBase: 900_000n, expiresOn: '2026-07-28' });
    const other = await makeGoods(app, people, { like: young, inBase: 900_000n, grade: '二级' });
    const framework = await by.capped(young, '400');
    const order = await by.calledOff(by.wish(framework, '130'));
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
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '130.000', '270.000', '32.50']);
    const named = (lotId: string) => ({
      lines: [{ frameworkLineId: framework.lines[0]?.id, quantity: by.kg('10'), lotId }],
    });
    expect((await by.calledOff(by.wish(framework, '10', named(old.lotId)))).lines[0]?.lotId).toBe(old.lotId);
    expect(await by.refused(by.wish(framework, '10', named(other.lotId)))).toEqual([
      'LOT_NOT_OF_LINE lines.0.lotId',
    ]);
    expect(await by.refused(by.wish(framework, '10', named(gone.lotId)))).toEqual([
      'GOODS_EXPIRE_BEFORE_DELIVERY lines.0',
    ]);
  });

  it('are refused above the cap, before their lead time, outside the period, and where lots are short', async () => {
    const goods = await makeGoods(app, people, { inBase: 300_000n });
    const framework = await by.capped(goods, '500');
    const [line] = framework.lines;
    const twice = [
      { frameworkLineId: line?.id, quantity: by.kg('250') },
      { frameworkLineId: line?.id, quantity: by.kg('251'), lotId: goods.lotId },
    ];
    expect([
      await by.refused(by.wish(framework, '500.001')),
      await by.refused(by.wish(framework, '0', { lines: twice })),
      await by.refused(by.wish(framework, '0')),
      await by.refused(by.wish(framework, '1', { lines: [] })),
      await by.refused(by.wish(framework, '1', { deliveryOn: '2026-07-11' })),
      await by.refused(by.wish(framework, '1', { deliveryOn: '2026-10-01' })),
      await by.refused(by.wish(framework, '400')),
      await by.refused(by.wish(framework, '1', { deliveryCounty: '999999' })),
      await by.refused(
        by.wish(framework, '1', { lines: [{ frameworkLineId: randomUUID(), quantity: by.kg('1') }] }),
      ),
    ]).toEqual([
      ['CAP_EXCEEDED lines.0.quantity'],
      ['CAP_EXCEEDED lines.1.quantity'],
      ['QUANTITY_ZERO lines.0.quantity'],
      ['LINES_MISSING lines'],
      ['DELIVERY_TOO_SOON deliveryOn'],
      ['DELIVERY_AFTER_PERIOD deliveryOn'],
      ['LOTS_SHORT lines.0.quantity'],
      ['DELIVERY_COUNTY_UNKNOWN deliveryCounty'],
      ['LINE_UNKNOWN lines.0.frameworkLineId'],
    ]);
    const later = await makeFramework(app, trio, [goods], { from: '2026-07-10' });
    expect(await by.refused(by.wish(later, '1'))).toEqual(['OUTSIDE_PERIOD frameworkAgreementId']);
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '0.000', '500.000', '0.00']);
  });

  it('of a cap of zero are none: zero is not unlimited', async () => {
    const goods = await makeGoods(app, people);
    const framework = await makeFramework(app, trio, [goods], {
      lines: [frameworkLine(goods, { cap: by.kg('0') })],
    });
    expect(await by.stateOf(framework)).toEqual(['EXHAUSTED', '0.000', '0.000', '100.00']);
    expect(await by.refused(by.wish(framework, '0.001'))).toEqual([
      'ILLEGAL_TRANSITION frameworkAgreementId',
    ]);
    await expect(
      app.database.query('UPDATE framework_lines SET cap_base = NULL WHERE framework_id = $1', [
        framework.id,
      ]),
    ).rejects.toThrow(/null value/);
  });

  it('come out of the unit’s budget, need approval above its limit, and are for the buyer’s house alone', async () => {
    const goods = await makeGoods(app, people);
    const framework = await by.capped(goods, '1000');
    const { newUnit, setBudget, budgetOf } = unitBudgets(app, people);
    const unitId = await newUnit();
    await setBudget(unitId, 5_050);
    expect(await by.refused(by.wish(framework, '101', { unitId }))).toEqual(['BUDGET_EXCEEDED unitId']);
    const own = await app.transactions.run((tx) => addMember(app, tx, unitId, 'BUYER_CLERK'));
    await app.database.query(
      'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 100000, $2, 1)',
      [unitId, trio.approver.id],
    );
    const { order } = await by.callOff(by.wish(framework, '100', { unitId }), own);
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
          ...by.wish(framework, '1', { unitId: people.otherBuyer.unitId }),
        },
      },
      { token: await by.tokenOf(people.otherBuyer.clerk) },
    );
    expect(strange.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const seen = async (person: Person) => {
      const { data } = await app.graphql<{ callOffs: { edges: object[]; totalCount: number } } | null>(
        `query ($id: UUID!) { callOffs(frameworkAgreementId: $id) { totalCount
           edges { node { orderId lines { calledOff { value } held { value } } } } } }`,
        { id: framework.id },
        { token: await by.tokenOf(person) },
      );
      return data?.callOffs;
    };
    const lines = [{ calledOff: { value: '100.000' }, held: { value: '100.000' } }];
    for (const person of [own, trio.clerk, trio.supplier])
      expect(await seen(person)).toEqual({ totalCount: 1, edges: [{ node: { orderId: order?.id, lines } }] });
    expect(await seen(people.otherSupplier.member)).toBeUndefined();
  });

  it('are approved by the signature of their house, but not whoever signed; a unit below by its own limit for all of them', async () => {
    const goods = await makeGoods(app, people);
    const framework = await by.capped(goods, '1000');
    const unitId = await unitBudgets(app, people).newUnit();
    const own = await app.transactions.run((tx) => addMember(app, tx, unitId, 'BUYER_CLERK'));
    await app.database.query(
      'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 101000, $3, 1), ($2, 101000, $3, 1)',
      [unitId, people.buyer.id, trio.approver.id],
    );
    const approvalOf = async (value: string, person: Person, more: object = {}) => {
      const { order } = await by.callOff(by.wish(framework, value, more), person);
      const row = await app.database.one<{ required: boolean; by: string | null }>(
        'SELECT approval_required AS required, approved_by AS by FROM orders WHERE id = $1',
        [order?.id],
      );
      return row?.required ? row.by : 'FREE';
    };
    expect([
      await approvalOf('20', trio.clerk),
      await approvalOf('0.1', trio.clerk),
      await approvalOf('0.1', trio.approver),
      await approvalOf('10', own, { unitId }),
      await approvalOf('10', own, { unitId }),
      await approvalOf('0.1', own, { unitId }),
    ]).toEqual(['FREE', trio.approver.id, null, 'FREE', 'FREE', null]);
    await app.database.query('DELETE FROM approval_limits');
  });

  it('keep their price when a new one begins', async () => {
    const goods = await makeGoods(app, people);
    const framework = await by.capped(goods, '1000');
    const before = await by.calledOff(by.wish(framework, '10'));
    const lines = [
      { frameworkLineId: framework.lines[0]?.id, unitPrice: { amount: '55.00' }, priceFrom: '2026-07-09' },
    ];
    const said = onFramework(framework, { reason: '示例', lines });
    const proposed = await framed(app, trio.clerk, 'proposeFrameworkRevision', said);
    const half = await framed(app, trio.approver, 'signFrameworkRevision', revisionSignature(proposed));
    await framed(app, trio.supplier, 'signFrameworkRevision', revisionSignature(half));
    const after = await by.calledOff(by.wish(framework, '10'));
    const token = await by.tokenOf(trio.clerk);
    expect((await readOrder(app, token, before.id)).goods.amount).toBe('500.00');
    expect(after.goods.amount).toBe('550.00');
  });

  it('give back what is cancelled, not shipped or short, to the gram', async () => {
    const goods = await makeGoods(app, people);
    const framework = await by.capped(goods, '1000');
    const tokens = {
      clerk: await by.tokenOf(trio.clerk),
      approver: await by.tokenOf(trio.approver),
      supplier: await by.tokenOf(trio.supplier),
    };
    const [cancelled, order] = [
      await by.calledOff(by.wish(framework, '300')),
      await by.calledOff(by.wish(framework, '700')),
    ];
    expect(await by.stateOf(framework)).toEqual(['EXHAUSTED', '1000.000', '0.000', '100.00']);
    await by.cancel(cancelled);
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '700.000', '300.000', '70.00']);
    const later = { orderId: order.id, expectedVersion: order.version, deliveryCounty: '330211' };
    const moved = await send(app, tokens.clerk, 'changeDelivery', { ...later, deliveryOn: '2026-10-01' });
    expect(moved.refusals.map(({ code, path }) => [code, ...path])).toEqual([
      ['DELIVERY_AFTER_AGREEMENT', 'deliveryOn'],
    ]);
    const set = (change: string) =>
      app.database.query(`UPDATE orders SET ${change} WHERE id = $1`, [order.id]);
    await expect(set(`delivery_on = '2026-10-01'`)).rejects.toThrow(/delivered_within_agreement/);
    await expect(set('tolerance_bp = 1')).rejects.toThrow(/no tolerance/);
    await expect(set('framework_id = id')).rejects.toThrow(/orders_of_frameworks/);
    await sign(app, tokens.approver, await sign(app, tokens.supplier, order));
    await pay(app, people, order.id);
    await app.settle();
    const shipped = await ship(app, tokens.supplier, order.id, '600');
    const rest = { orderId: order.id, expectedVersion: shipped.version, reason: 'OTHER' };
    await done(app, tokens.clerk, 'cancelRest', rest);
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '600.000', '400.000', '60.00']);
    const there = await arrive(app, tokens.clerk, await readOrder(app, tokens.clerk, order.id));
    await expect(accept(app, tokens.clerk, there, '600.001')).rejects.toThrow('ABOVE_TOLERANCE');
    await expect(
      app.database.query(
        `WITH all_of_it AS (INSERT INTO acceptances (id, order_id, shipment_id, accepted_at, automatic)
           SELECT gen_random_uuid(), order_id, id, now(), true FROM shipments WHERE order_id = $1 RETURNING *)
         INSERT INTO acceptance_lines (id, acceptance_id, order_id, shipment_line_id, order_line_id, lot_id, accepted_base,
             grade, photo_ids)
           SELECT gen_random_uuid(), a.id, $1, s.id, s.order_line_id, s.lot_id, s.quantity_base + 1, '一级', '{}'
             FROM all_of_it a JOIN shipment_lines s ON s.shipment_id = a.shipment_id`,
        [order.id],
      ),
    ).rejects.toThrow(/more is accepted than was called off/);
    await accept(app, tokens.clerk, there, '590.5');
    expect(await by.stateOf(framework)).toEqual(['ACTIVE', '590.500', '409.500', '59.05']);
    expect(await breaksOf(app)).toEqual([]);
  });
});
