import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { frozenPlanReport, planPurchases } from '../../libs/matching/src/index';
import { thawedPlan } from '../../src/matching/domain/thawed-plan';
import { highsSolver } from '../../src/platform/solver/highs-solver';
import { makeGoods } from '../support/goods';
import { OutlookWorld } from '../support/outlook';
import { MEASURES, OUTLOOK, TOLD, type Money } from '../support/outlook-shown';
import type { Person } from '../support/people';

describe('where an agreement is going', () => {
  let world: OutlookWorld;
  beforeAll(async () => {
    world = await OutlookWorld.start();
  });
  afterAll(() => world.app.close());

  it('is on its way before the harvest by what last year brought, not by how many days are over', async () => {
    const told = await world.outlook();
    expect(told.on).toBe('2027-06-30');
    expect(await world.leaf()).toMatchObject({
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
    const cutOff = { basis: 'EVEN_DAYS', years: [], leftOut: [2026], mid: { amount: '0.00' } };
    expect((await world.openedOn('2026-09-01')).total).toMatchObject(cutOff); // they were selling already
    expect((await world.openedOn('2026-07-09')).total).toMatchObject({ basis: 'OWN_SEASON', leftOut: [] });
  });

  it('is closed by a plan along the harvest, spread over months, with what speaks for each line', async () => {
    await makeGoods(world.app, world.people, {
      ladder: [[1_000n, 5_000n]],
      moqBase: 1_000n,
      packSizeBase: 1_000n,
      recognisedTo: '2028-12-31',
      season: 2027,
    });
    expect((await world.request()).refusals).toEqual([]);
    expect((await world.request()).refusals).toEqual(['PLAN_WAITING_ALREADY']);
    await world.app.settle();
    const [plan] = await world.plans();
    // A fifth of the target a month; last September and October brought more than that by themselves.
    expect(plan).toMatchObject({
      state: 'PROPOSED',
      complete: true,
      leaves: [
        { gap: { amount: '5000.00' }, planned: { amount: '5000.00' }, rest: { amount: '0.00' }, causes: [] },
      ],
      months: [
        { month: '2027-07', most: { amount: '4000.00' }, planned: { amount: '4000.00' } },
        { month: '2027-08', most: { amount: '4000.00' }, planned: { amount: '1000.00' } },
        { month: '2027-09', most: { amount: '0.00' } },
        { month: '2027-10', most: { amount: '0.00' } },
        { month: '2027-11', most: { amount: '4000.00' }, planned: { amount: '0.00' } },
      ],
    });
    const lines = await world.ownLines(world.people.buyer.clerk);
    expect(
      lines.map(({ month, quantity, unitPrice, goodsKind, countyName }) => [
        month,
        quantity.value,
        unitPrice.amount,
        goodsKind,
        countyName,
      ]),
    ).toEqual([
      ['2027-07', '80.000', '50.00', 'LOT', '金阳县'],
      ['2027-08', '20.000', '50.00', 'LOT', '金阳县'],
    ]);
    expect(lines[0]?.reasons.map(({ code }) => code)).toEqual([
      'GAP',
      'WANTS',
      'SOURCE',
      'MONTHS',
      'FULL_MONTHS',
      'PRICE',
    ]);
    expect(lines[0]?.reasons.find(({ code }) => code === 'WANTS')?.zh).toContain('15100.00');
    const [kept] = await world.app.database.query<{ compressed: Buffer; content: string }>(
      `SELECT i.compressed, r.content FROM purchase_plans p JOIN purchase_plan_inputs i ON i.sha256 = p.input_sha256
         JOIN purchase_plan_reports r ON r.plan_id = p.id`,
    );
    const again = planPurchases(
      thawedPlan(gunzipSync(kept?.compressed ?? Buffer.alloc(0)).toString()),
      await highsSolver(),
    );
    expect(frozenPlanReport(again)).toBe(kept?.content);
  });

  it('shows a plan to whom it concerns: buyers their own lines, the west no buyers, offices no budgets', async () => {
    const [plan] = await world.plans();
    const west = await world.planLines(plan?.id ?? '', world.people.coordWest.county);
    expect(
      west.map(({ unitId, reasons }) => [unitId, reasons.map(({ code }) => code).includes('WANTS')]),
    ).toEqual([
      [null, false],
      [null, false],
    ]);
    const [east] = await world.planLines(plan?.id ?? '');
    expect([east?.unitId, east?.reasons.some(({ code }) => code === 'WANTS')]).toEqual([
      world.people.buyer.unitId,
      false,
    ]);
    expect(plan?.inputSha256).toBeNull();
    expect((await world.plan(plan?.id ?? '', world.people.auditor)).inputSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await world.ownLines(world.people.otherBuyer.clerk)).toEqual([]);
    const [line] = await world.ownLines(world.people.buyer.clerk);
    const stranger = world.people.otherBuyer.clerk;
    expect((await world.accept(line, { person: stranger })).refusals).toEqual(['NOT_FOUND']);
    expect((await world.decline(line, 'NO_NEED', stranger)).refusals).toEqual(['NOT_FOUND']);
    await expect(world.plan(plan?.id ?? '', world.elsewhere)).rejects.toThrow('NOT_FOUND');
  });

  it('is taken in part: a draft the unit publishes itself, once however many take it at once', async () => {
    const [july, august] = await world.ownLines(world.people.buyer.clerk);
    const refused = async (more: object) => (await world.accept(july, more)).refusals;
    const beyond = ['PLAN_QUANTITY_BEYOND lines.0.quantity'];
    expect([await refused({ kg: '80.001' }), await refused({ kg: '0' })]).toEqual([beyond, beyond]);
    expect(await refused({ expectedVersion: 2 })).toEqual([expect.stringContaining('STALE_VERSION')]);
    const late = { quoteDeadline: '2027-07-20T04:00:00Z' };
    expect(await refused(late)).toEqual(['DEADLINE_AFTER_DELIVERY terms.quoteDeadline']);
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.accept(july, { kg: '30' })));
    const decided = 'PLAN_LINE_DECIDED lines.0.planLineId';
    expect(answers.map(({ refusals }) => refusals.join()).toSorted()).toEqual([
      '',
      ...answers.slice(1).map(() => decided),
    ]);
    const [taken] = answers.flatMap(({ lines }) => lines);
    expect(taken).toMatchObject({ state: 'ACCEPTED', accepted: { value: '30.000' } });
    const drafts = await world.app.database.query(
      `SELECT r.id, r.state, r.unit_id AS unit, l.maximum_base AS base, l.cap_fen AS cap, w.from_on AS first, w.until_on AS last
       FROM sourcing_requests r JOIN sourcing_lines l ON l.request_id = r.id JOIN sourcing_windows w ON w.line_id = l.id`,
    );
    const window = { first: '2027-07-01', last: '2027-07-31' };
    expect(drafts).toEqual([
      {
        id: taken?.sourcingRequestId,
        state: 'DRAFT',
        unit: world.people.buyer.unitId,
        base: 30_000n,
        cap: 5_000n,
        ...window,
      },
    ]);
    expect((await world.decline(august, 'OTHER')).refusals).toEqual(['DECLINE_NOTE_NEEDED note']);
    expect((await world.decline(august, 'SEASON')).lines).toMatchObject([
      { state: 'DECLINED', declineReason: 'SEASON' },
    ]);
    await expect(
      world.app.database.query(
        `UPDATE purchase_plan_lines SET state = 'PROPOSED', decline_reason = NULL, decided_by = NULL, decided_at = NULL WHERE id = $1`,
        [august?.id],
      ),
    ).rejects.toThrow('stays as it is');
    expect((await world.plans())[0]).toMatchObject({ lineCount: 2, acceptedCount: 1, declinedCount: 1 });
  });

  it('plans next time for what is left, within what the unit has left to spend', async () => {
    const next = await world.planned();
    expect(next.leaves).toMatchObject([{ gap: { amount: '3500.00' }, planned: { amount: '3500.00' } }]);
    expect(next.months[0]).toMatchObject({ most: { amount: '2500.00' } });
    expect((await world.plans()).map(({ state }) => state).toSorted()).toEqual(['PROPOSED', 'SUPERSEDED']);
    await world.app.database.query(
      `INSERT INTO budgets (id, unit_id, year, limit_fen, reserved_fen, set_by, version) VALUES (gen_random_uuid(), $1, 2027, 200000, 0, $2, 1)`,
      [world.people.buyer.unitId, world.people.buyer.approver.id],
    );
    // 2,000 yuan, of which a draft asks for 1,500.
    const within = await world.planned();
    expect(within.leaves).toMatchObject([
      { planned: { amount: '500.00' }, rest: { amount: '3000.00' }, causes: ['BUDGET', 'SMALLEST_ORDER'] },
    ]);
    const own = await world.ownLines(world.people.buyer.clerk, null);
    const states = ['ACCEPTED', 'DECLINED', 'LAPSED', 'LAPSED', 'PROPOSED'];
    expect(own.map(({ state }) => state).toSorted()).toEqual(states);
    const proof = await world.proved('Every purchase plan');
    expect([proof?.examined, proof?.breaks]).toEqual([3, []]);
  });

  it('takes open orders into the season, and keeps what was paid and what was ordered apart from what counts', async () => {
    const order = await world.place(300_000n);
    await world.stateOf(order, 'PLACED');
    expect(await world.leaf()).toMatchObject({
      confirmed: { amount: '0.00' },
      openOrders: { amount: '3000.00' },
      season: { amount: '12000.00' },
      mid: { amount: '15000.00' },
    });
    // The buyer's own pledge sees the order of its unit; it has no past, and no part of what others buy.
    const pledge = await world.outlook(await world.pledge(), world.people.coordWest.city);
    const open = { openOrders: { amount: '3000.00' }, basis: 'EVEN_DAYS', state: 'BEHIND' };
    expect(pledge).toMatchObject({ total: open, leaves: [open] });
    await world.history.pay(order);
    await world.app.settle();
    expect((await world.leaf()).openOrders.amount).toBe('3000.00');
    await world.history.settle(order, [290_000n]);
    await world.stateOf(order, 'SETTLED');
    await world.app.settle();
    const counted = await world.leaf();
    expect(counted).toMatchObject({ confirmed: { amount: '2900.00' }, openOrders: { amount: '0.00' } });
    expect(Number(counted.mid.amount)).toBeGreaterThan(15_000); // ahead of last year on the same day
  });

  it('counts on what framework agreements hold ready, as far as it falls before the due day', async () => {
    const id = await world.framework();
    // 610 kg at 10 yuan over 305 days, of which 153 lie before the due day.
    expect((await world.leaf()).callOffs.amount).toBe('3060.00');
    await world.app.database.query(
      `UPDATE framework_agreements SET state = 'TERMINATED', terminates_on = '2027-07-01', termination_reason = 'OTHER', terminated_side = 'BUYER' WHERE id = $1`,
      [id],
    );
    expect((await world.leaf()).callOffs.amount).toBe('0.00');
  });

  it('keeps what it foretold month by month, and each comes out again from what it was made of', async () => {
    await world.app.settle();
    await world.app.settle();
    expect((await world.told(1)).totalCount).toBe(2);
    world.until('2027-07-03');
    await world.app.settle();
    const [july] = await world.ownLines(world.people.buyer.clerk);
    expect((await world.accept(july)).refusals).toEqual(['PLAN_MONTH_BEGUN lines.0.planLineId']);
    const page = await world.told(3);
    expect([page.totalCount, ...page.edges.map(({ node }) => node.madeOn)]).toEqual([
      4,
      '2027-07-03',
      '2027-07-03',
      '2027-06-30',
    ]);
    expect((await world.told(3, page.pageInfo.endCursor)).edges).toHaveLength(1);
    const line = await world.proved('Every kept forecast');
    expect([line?.breaks, (line?.examined ?? 0) >= 4]).toEqual([[], true]);
    await expect(
      world.app.database.query('UPDATE forecasts SET mid_amount = mid_amount + 1'),
    ).rejects.toThrow();
    await world.app.database.query('ALTER TABLE forecasts DISABLE TRIGGER forecasts_append_only');
    await world.app.database.query('UPDATE forecasts SET high_amount = high_amount + 1 WHERE made_on = $1', [
      '2027-07-03',
    ]);
    expect((await world.proved('Every kept forecast'))?.breaks).toHaveLength(3);
    await world.app.database.query('UPDATE forecasts SET high_amount = high_amount - 1 WHERE made_on = $1', [
      '2027-07-03',
    ]);
    await world.app.database.query('ALTER TABLE forecasts ENABLE TRIGGER forecasts_append_only');
  });

  it('is met by what counts, and what lies beyond the target is told beside it', async () => {
    world.until('2027-07-28');
    const order = await world.settled(2_000_000n);
    expect((await world.leaf()).state).toBe('MET');
    const measures = async () =>
      (await world.ask<{ tradeMeasures: Record<string, number | Money> }>(MEASURES)).data.tradeMeasures;
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
    expect((await world.request()).refusals).toEqual(['PLAN_NOT_NEEDED']);
    await world.history.refund(order, order.portions[0] ?? '', 500_000n);
    await world.app.settle();
    expect(await measures()).toMatchObject({
      net: { amount: '17900.00' },
      refundRate: Number((500_000n * 1_000_000n) / 2_290_000n),
      beyondTargetShare: 0,
    });
    expect((await world.leaf()).state).not.toBe('MET');
    world.until('2027-12-01');
    expect((await world.request()).refusals).toEqual(['PLAN_TOO_LATE']);
    expect(await world.leaf()).toMatchObject({
      state: 'MISSED',
      mid: { amount: '17900.00' },
      gap: { amount: '2100.00' },
    });
  });

  it.each([OUTLOOK, MEASURES, TOLD])('does not exist for an office of another region', async (query) => {
    const code = async (person: Person, id = world.agreementId) =>
      (await world.ask(query, { id, first: 1 }, person)).errors?.[0]?.extensions.code;
    expect([
      await code(world.elsewhere),
      await code(world.elsewhere, randomUUID()),
      await code(world.people.buyer.clerk),
    ]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'FORBIDDEN']);
    expect(await code(world.people.coordWest.county)).toBeUndefined();
  });
});
