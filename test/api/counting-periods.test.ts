import { Reconciliation } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { forgeEntry } from '../support/forged-entries';
import { makeGoods, type Goods } from '../support/goods';
import { OrderHistory, type WrittenOrder } from '../support/order-events';
import { PLACES, addMember, makePeople, type People, type Person, shareTelephone } from '../support/people';
import { PeriodDesk, type PeriodAnswer } from '../support/period-desk';

const COUNTING = ['I5', 'I6', 'I7', 'I8', 'I24'];
const JULY = '2026-07-01';

describe('a month of an agreement', () => {
  let app: TestApp;
  let people: People;
  let history: OrderHistory;
  let goods: Goods;
  let agreement: string;
  let desk: PeriodDesk;
  let east: Person;
  let west: Person;
  let first: WrittenOrder;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    history = new OrderHistory(app);
    goods = await makeGoods(app, people);
    desk = new PeriodDesk(app);
    agreement = await makeAgreement(app, {
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 100n }],
    });
    [east, west] = [people.coordEast.city, people.coordWest.city];
    first = await settled(10_000n);
    await history.refund(first, first.portions[0] ?? '', 1_500n);
    await app.settle();
  });
  afterAll(() => app.close());

  async function placed(fen: bigint): Promise<WrittenOrder> {
    return history.place({
      buyerId: people.buyer.id,
      unitId: people.buyer.unitId,
      placedBy: people.buyer.clerk.id,
      goods: [goods],
      fen: [fen],
      countyCode: PLACES.westCounty,
    });
  }
  async function settled(fen: bigint): Promise<WrittenOrder> {
    const order = await placed(fen);
    await history.settle(order, [fen]);
    await app.settle();
    return order;
  }
  const codes = (answer: PeriodAnswer) => answer.refusals.map(({ code }) => code);
  const workOf = async (list: 'myTasks' | 'myNotices', person: Person) => {
    const answer = await desk.ask<Record<string, { edges: { node: { kind: string } }[] }>>(
      `{ ${list}(first: 100) { edges { node { kind } } } }`,
      {},
      person,
    );
    return answer.data[list]?.edges.map(({ node }) => node.kind) ?? [];
  };
  const entriesOf = (order: WrittenOrder) =>
    app.database.query(
      `SELECT kind, amount_fen AS fen, period, original_period AS original FROM counting_entries WHERE order_id = $1 ORDER BY position`,
      [order.id],
    );

  it('is open without anybody having opened it, and closes only when it is over', async () => {
    const months = await desk.months(agreement, east);
    expect(months.map(({ month, state, id }) => [month, state, id]).at(-1)).toEqual([JULY, 'OPEN', null]);
    expect(months).toHaveLength(7);
    const early = await desk.close(agreement, JULY, east);
    expect(early.refusals).toMatchObject([
      { code: 'MONTH_NOT_OVER', message: expect.stringContaining('2026-08-01'), path: ['month'] },
    ]);
    expect(codes(await desk.close(agreement, '2025-12-01', east))).toEqual(['MONTH_BEFORE_AGREEMENT']);
  });

  it('waits for what happened before its cut-off and is not counted yet', async () => {
    const order = await placed(2_000n);
    await history.settle(order, [2_000n]);
    app.clock.set(new Date('2026-08-03T09:00:00+08:00'));
    const waits = await desk.month(agreement, JULY, east);
    expect([waits.waitingCount, waits.waitingOrders.length]).toEqual([1, 1]);
    const answer = await desk.close(agreement, JULY, east);
    expect(answer.refusals).toMatchObject([
      {
        code: 'COUNTING_PENDING',
        message: expect.stringContaining(waits.waitingOrders[0]?.orderNumber ?? ''),
      },
    ]);
    await app.settle();
    expect(await workOf('myTasks', west)).toContain('CLOSE_COUNTING_MONTH');
    expect((await desk.month(agreement, JULY, east)).waitingCount).toBe(0);
    await history.refund(order, order.portions[0] ?? '', 2_000n);
    expect(codes(await desk.close(agreement, JULY, east))).toEqual(['COUNTING_PENDING']);
    await app.settle();
  });

  it('is closed by an office of its own two regions, and reported to both', async () => {
    expect(codes(await desk.close(agreement, JULY, people.coordEast.province))).toEqual(['NOT_A_PARTY']);
    const closed = await desk.close(agreement, '2026-07-31', west);
    expect(closed).toMatchObject({ refusals: [], period: { state: 'SOFT_CLOSED', report: null } });
    expect(codes(await desk.close(agreement, JULY, east))).toEqual(['ILLEGAL_TRANSITION']);
    await app.settle();
    const total = {
      gross: { amount: '120.00' },
      reversals: { amount: '35.00' },
      net: { amount: '85.00' },
    };
    const seen = await desk.month(agreement, JULY, east);
    expect(seen).toMatchObject({
      state: 'RECONCILING',
      report: {
        revision: 1,
        entries: 4,
        corrections: 0,
        total,
        counties: [{ key: PLACES.westCounty, name: '金阳县', ...total }],
        categories: [{ key: '13', ...total }],
      },
      signatures: [],
    });
    expect(await desk.month(agreement, JULY, west)).toEqual(seen);
    for (const person of [east, west]) {
      const tasks = await workOf('myTasks', person);
      expect(tasks).toContain('SIGN_COUNTING_PERIOD');
      expect(tasks).not.toContain('CLOSE_COUNTING_MONTH');
    }
    const progress = await desk.ask<{ progress: { rows: object[] } }>(
      'query ($id: UUID!) { progress(agreementId: $id, groupBy: MONTH) { rows { key periodState net { amount } } } }',
      { id: agreement },
      east,
    );
    expect(progress.data.progress.rows).toEqual([
      { key: '2026-07', periodState: 'RECONCILING', net: { amount: '85.00' } },
    ]);
  });

  it('takes what comes later in the month that is open, and says which month it was', async () => {
    await history.refund(first, first.portions[0] ?? '', 500n);
    await app.settle();
    expect((await entriesOf(first)).at(-1)).toEqual({
      kind: 'REVERSAL',
      fen: -500n,
      period: '2026-08-01',
      original: JULY,
    });
    expect((await desk.month(agreement, JULY, east)).report?.total.net.amount).toBe('85.00');
    await expect(forgeEntry(app, first.id, { attempt: 9 })).rejects.toThrow(
      /month 2026-07-01 of agreement .* is RECONCILING/,
    );
  });

  it('shows its list by id to both sides, each in its own region', async () => {
    const { id } = await desk.month(agreement, JULY, east);
    const list = async (person: Person) =>
      (
        await desk.ask<{ countingPeriodEntries: { totalCount: number; edges: { node: object }[] } }>(
          `query ($id: UUID!) { countingPeriodEntries(periodId: $id) { totalCount edges { node { entryId kind amount { amount } revision } } } }`,
          { id },
          person,
        )
      ).data.countingPeriodEntries;
    const seen = await list(east);
    expect(seen.edges.map(({ node }) => node)).toMatchObject([
      { kind: 'CONFIRMED', amount: { amount: '100.00' }, revision: 1 },
      { kind: 'REVERSAL', amount: { amount: '-15.00' }, revision: 1 },
      { kind: 'CONFIRMED', amount: { amount: '20.00' }, revision: 1 },
      { kind: 'REVERSAL', amount: { amount: '-20.00' }, revision: 1 },
    ]);
    expect(await list(west)).toEqual(seen);
    expect((await list(people.auditor)).totalCount).toBe(4);
  });

  it('is signed once by each side, with the password and for the text that was read', async () => {
    const period = await desk.month(agreement, JULY, east);
    expect(codes(await desk.sign(period, east, { sha256: '0'.repeat(64) }))).toEqual(['REPORT_CHANGED']);
    expect(codes(await desk.sign(period, east, { password: 'falsch-falsch-1' }))).toEqual(['PASSWORD_WRONG']);
    expect(codes(await desk.sign(period, people.coordEast.province))).toEqual(['NOT_A_PARTY']);
    const signed = await desk.sign(period, east);
    expect(signed).toMatchObject({
      refusals: [],
      period: { state: 'RECONCILING', signatures: [{ side: 'EAST' }] },
    });
    expect(codes(await desk.sign(period, west))).toEqual(['STALE_VERSION']);
    const colleague = await app.transactions.run((tx) =>
      addMember(app, tx, east.organizationId, 'COORD_CITY'),
    );
    const half = await desk.month(agreement, JULY, west);
    expect(codes(await desk.sign(half, colleague))).toEqual(['SIDE_SIGNED_ALREADY']);
    await shareTelephone(app, 'x', east, west);
    expect(codes(await desk.sign(half, west))).toEqual(['SAME_PERSON_SIGNS']);
    await shareTelephone(app, null, east, west);
    expect(await workOf('myTasks', east)).not.toContain('SIGN_COUNTING_PERIOD');
  });

  it('reminds a silent side, then asks the level above, while later months go on', async () => {
    app.clock.set(new Date('2026-08-06T09:00:00+08:00'));
    await app.settle();
    expect(await desk.month(agreement, JULY, east)).toMatchObject({ reminded: true, escalated: false });
    expect(await workOf('myNotices', west)).toContain('COUNTING_SIGNATURE_REMINDER');
    expect(await workOf('myNotices', east)).not.toContain('COUNTING_SIGNATURE_REMINDER');
    app.clock.set(new Date('2026-09-02T09:00:00+08:00'));
    await app.settle();
    await app.settle();
    expect(await desk.month(agreement, JULY, east)).toMatchObject({ state: 'RECONCILING', escalated: true });
    expect(await workOf('myTasks', people.coordWest.province)).toContain('CHASE_COUNTING_SIGNATURE');
    expect(await workOf('myTasks', people.coordEast.province)).not.toContain('CHASE_COUNTING_SIGNATURE');
    const escalations = (await workOf('myNotices', east)).filter(
      (kind) => kind === 'COUNTING_SIGNATURE_ESCALATED',
    );
    expect(escalations).toHaveLength(1);
    expect((await desk.close(agreement, '2026-08-01', east)).refusals).toEqual([]);
    await app.settle();
    expect(await desk.month(agreement, '2026-08-01', east)).toMatchObject({
      state: 'RECONCILING',
      report: { total: { gross: { amount: '0.00' }, net: { amount: '-5.00' } } },
    });
  });

  it('is signed with the second signature and locked after the days of the rule', async () => {
    const half = await desk.month(agreement, JULY, west);
    expect((await desk.sign(half, west)).period).toMatchObject({ state: 'SIGNED' });
    await app.settle();
    expect((await desk.month(agreement, JULY, west)).state).toBe('SIGNED');
    app.clock.set(new Date('2026-09-05T09:00:00+08:00'));
    await app.settle();
    const locked = await desk.month(agreement, JULY, west);
    expect(locked).toMatchObject({ state: 'LOCKED', signatures: [{ side: 'EAST' }, { side: 'WEST' }] });
    const named = await desk.ask<{
      countingPeriods: { edges: { node: { signatures: { organizationName: string }[] } }[] };
    }>(
      'query ($id: UUID!) { countingPeriods(agreementId: $id) { edges { node { signatures { organizationName } } } } }',
      { id: agreement },
      west,
    );
    const signers = await app.database.query<{ name: string }>(
      'SELECT name FROM organizations WHERE id = ANY($1::uuid[])',
      [[east.organizationId, west.organizationId]],
    );
    expect(
      named.data.countingPeriods.edges.flatMap(({ node }) =>
        node.signatures.map(({ organizationName }) => organizationName),
      ),
    ).toEqual(expect.arrayContaining(signers.map(({ name }) => name)));
    expect(codes(await desk.sign(locked, west))).toEqual(['ILLEGAL_TRANSITION']);
    expect(await workOf('myTasks', people.coordWest.province)).not.toContain('CHASE_COUNTING_SIGNATURE');
    const trail = await desk.ask<{ auditTrail: { edges: { node: { action: string } }[] } }>(
      `query ($id: ShortText!) { auditTrail(subject: { kind: "CountingPeriod", id: $id }) { edges { node { action } } } }`,
      { id: locked.id },
      people.auditor,
    );
    expect(trail.data.auditTrail.edges.map(({ node }) => node.action).toReversed()).toEqual([
      'softCloseCountingPeriod',
      'report-listed-periods',
      'signCountingPeriod',
      'keep-period-clocks',
      'keep-period-clocks',
      'signCountingPeriod',
      'lock-signed-period',
    ]);
  });

  it('stands up to reconciliation', async () => {
    const breaks: string[] = [];
    const proved: string[] = [];
    await app.nest.get(Reconciliation).run((line) => {
      if (!COUNTING.includes(line.invariant)) return;
      proved.push(line.invariant);
      breaks.push(...line.breaks);
    });
    expect(breaks).toEqual([]);
    expect(proved).toEqual(expect.arrayContaining(COUNTING));
  });
});
