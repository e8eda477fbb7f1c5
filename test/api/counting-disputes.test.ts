import { canonicalJson, sha256Of } from '../../src/platform/index';
import { Contests } from '../../src/counting/index';
import { NAMES_SO_FAR } from '../../migrations/1795300001320-dispute-lines-of-closed-months';
import { PeriodWorld, codesOf } from '../support/period-world';
import type { DisputeAnswer, PeriodView } from '../support/period-desk';
import type { WrittenOrder } from '../support/order-events';
import { freshKey } from '../support/app';
import { forgeEntry } from '../support/forged-entries';
import { PLACES, type Person } from '../support/people';

const JULY = '2026-07-01';
const AUGUST = '2026-08-01';
const SEPTEMBER = '2026-09-01';

describe('what the two sides do not agree on', () => {
  let world: PeriodWorld;
  let orders: WrittenOrder[];

  beforeAll(async () => {
    world = await PeriodWorld.start();
    orders = [];
    for (const fen of [10_000n, 2_000n, 300n, 40n]) orders.push(await world.settled(fen));
    world.app.clock.set(new Date('2026-08-03T09:00:00+08:00'));
    await world.close(JULY);
  });
  afterAll(() => world.app.close());

  const month = (which: string, person: Person = world.east) =>
    world.desk.month(world.agreement, which, person);
  const at = (day: string) => world.app.clock.set(new Date(`${day}T09:00:00+08:00`));
  /** The confirmed entry of the nth order. */
  const entryOf = async (n: number): Promise<string> => {
    const [row] = await world.app.database.query<{ id: string }>(
      `SELECT id FROM counting_entries WHERE order_id = $1 AND kind = 'CONFIRMED'`,
      [orders[n]?.id],
    );
    return row?.id ?? '';
  };
  const objects = async (
    person: Person,
    entryIds: string[],
    changed: object = {},
  ): Promise<DisputeAnswer> => {
    const answer = await world.desk.dispute(
      'disputePeriodLines',
      person,
      world.desk.objection(await month(JULY), entryIds, changed),
    );
    await world.app.settle();
    return answer;
  };
  const decide = async (verb: string, person: Person, { dispute }: DisputeAnswer, more: object = {}) => {
    const seen = { disputeId: dispute?.id, expectedVersion: dispute?.version, ...more };
    const answer = await world.desk.dispute(verb, person, seen);
    await world.app.settle();
    return answer;
  };
  const figures = ({ report }: PeriodView) =>
    report && [
      report.total.net.amount,
      report.contested.amount,
      report.carried.amount,
      report.signedNet.amount,
    ];
  const workOf = (list: 'myTasks' | 'myNotices', person: Person) => world.desk.workOf(list, person);
  const contested = async (asOf?: string) => {
    const { data } = await world.desk.ask<{
      progress: { contested: { portions: number; amount: { amount: string } } };
    }>(
      `query ($id: UUID!, $asOf: BusinessDay) { progress(agreementId: $id, asOf: $asOf) { contested { portions amount { amount } } } }`,
      { id: world.agreement, asOf },
      world.east,
    );
    const { portions, amount } = data.progress.contested;
    return [portions, amount.amount];
  };
  let open: DisputeAnswer;

  it('names lines of the list as it was read', async () => {
    const first = await entryOf(0);
    expect(codesOf(await objects(world.west, []))).toEqual(['LINES_MISSING']);
    expect(codesOf(await objects(world.west, [first, first]))).toEqual(['LINE_REPEATED']);
    expect(codesOf(await objects(world.west, [freshKey()]))).toEqual(['LINE_NOT_ON_LIST']);
    expect(codesOf(await objects(world.west, [first], { sha256: '0'.repeat(64) }))).toEqual([
      'REPORT_CHANGED',
    ]);
    expect(codesOf(await objects(world.west, [first], { expectedVersion: 99 }))).toEqual(['STALE_VERSION']);
    expect(codesOf(await objects(world.people.coordWest.province, [first]))).toEqual(['NOT_A_PARTY']);
    expect(codesOf(await objects(world.people.otherBuyer.clerk, [first]))).toEqual(['FORBIDDEN']);
  });

  it('stands apart in a report made anew, which nobody can sign until both are heard', async () => {
    const before = await month(JULY);
    expect(figures(before)).toEqual(['123.40', '0.00', '0.00', '123.40']);
    expect((await world.desk.sign(before, world.east)).refusals).toEqual([]);
    open = await objects(world.west, [await entryOf(0), await entryOf(1)]);
    expect(open).toMatchObject({
      refusals: [],
      dispute: {
        state: 'OPEN',
        side: 'WEST',
        lines: [{ amount: { amount: '100.00' } }, { amount: { amount: '20.00' } }],
      },
    });
    const after = await month(JULY);
    expect(after).toMatchObject({
      state: 'RECONCILING',
      signatures: [],
      report: { revision: 2, format: 2, contestedPortions: 2 },
    });
    expect(figures(after)).toEqual(['3.40', '120.00', '0.00', '3.40']);
    expect([await contested(), await contested('2026-07-31')]).toEqual([
      [2, '120.00'],
      [0, '0.00'],
    ]);
    expect(codesOf(await world.desk.sign(after, world.east))).toEqual(['DISPUTE_OPEN']);
    // What was read before is no longer what there is to sign.
    expect(codesOf(await world.desk.sign(after, world.east, { sha256: before.report?.sha256 }))).toEqual([
      'REPORT_CHANGED',
    ]);
    expect(codesOf(await world.desk.sign(before, world.east))).toEqual(['STALE_VERSION']);
    expect(codesOf(await objects(world.east, [await entryOf(1)]))).toEqual(['LINE_CONTESTED']);
    expect(await workOf('myTasks', world.east)).toContain('ANSWER_COUNTING_DISPUTE');
  });

  it('is talked about, conceded by the other side and withdrawn by its own', async () => {
    expect(codesOf(await decide('upholdPeriodDispute', world.west, open))).toEqual(['OTHER_SIDE_CONCEDES']);
    expect(codesOf(await decide('withdrawPeriodDispute', world.east, open))).toEqual(['OPENER_WITHDRAWS']);
    const answered = await decide('answerPeriodDispute', world.east, open, { words: '示例：有发票' });
    expect(answered.dispute).toMatchObject({
      state: 'ANSWERED',
      words: [{ side: 'WEST' }, { side: 'EAST' }],
    });
    expect(await workOf('myTasks', world.west)).toContain('ANSWER_COUNTING_DISPUTE');
    expect(codesOf(await decide('withdrawPeriodDispute', world.west, open))).toEqual(['STALE_VERSION']);
    const { dispute } = await decide('withdrawPeriodDispute', world.west, answered);
    expect(dispute?.state).toBe('WITHDRAWN');
    expect(codesOf(await decide('upholdPeriodDispute', world.east, { dispute, refusals: [] }))).toEqual([
      'ILLEGAL_TRANSITION',
    ]);
    expect(figures(await month(JULY))).toEqual(['123.40', '0.00', '0.00', '123.40']);
  });

  it('takes the lines back in their month when the other side concedes; who conceded does not sign', async () => {
    const disputed = await objects(world.west, [await entryOf(1)]);
    const conceded = await decide('upholdPeriodDispute', world.east, disputed);
    expect(conceded.dispute?.state).toBe('UPHELD');
    const after = await month(JULY);
    expect(after.report).toMatchObject({
      total: { reversals: { amount: '20.00' }, net: { amount: '103.40' } },
    });
    const [reversal] = await world.app.database.query(
      `SELECT amount_fen AS fen, reason, period FROM counting_entries WHERE cause = $1`,
      [`dispute:${conceded.dispute?.id}`],
    );
    expect(reversal).toEqual({ fen: -2_000n, reason: 'DISPUTE', period: JULY });
    expect(codesOf(await world.desk.sign(after, world.east))).toEqual(['SIGNER_CORRECTED_LIST']);
    expect(JSON.parse(after.report?.content ?? '{}')).toMatchObject({
      disputes: [{ id: conceded.dispute?.id, outcome: 'UPHELD' }],
    });
  });

  it('lets nothing into the closed month that was not decided in the same transaction', async () => {
    const [decided] = await world.app.database.query<{ id: string }>(
      `SELECT id FROM counting_disputes WHERE state = 'UPHELD'`,
    );
    const [dismissed] = await world.app.database.query<{ id: string }>(
      `SELECT id FROM counting_disputes WHERE state = 'WITHDRAWN'`,
    );
    const forge = (cause: string) =>
      forgeEntry(world.app, orders[0]?.id ?? '', {
        kind: 'REVERSAL',
        amount_fen: -1,
        reason: 'DISPUTE',
        cause,
      });
    for (const cause of [
      `dispute:${decided?.id}`,
      `dispute:${dismissed?.id}`,
      `reattribution:${freshKey()}`,
      'reattribution:',
    ])
      await expect(forge(cause)).rejects.toThrow(/month 2026-07-01 of agreement .* is RECONCILING/);
  });

  it('is brought before the level above when nobody answers; the month is then signed without the lines', async () => {
    const silent = await objects(world.east, [await entryOf(0)]);
    at('2026-08-11');
    await world.app.settle();
    expect(await workOf('myNotices', world.west)).toContain('COUNTING_DISPUTE_REMINDER');
    at('2026-08-18');
    await world.app.settle();
    expect(await workOf('myTasks', world.people.coordWest.province)).toContain('CHASE_COUNTING_DISPUTE');
    const eastColleague = await world.colleague(world.east);
    for (const person of [eastColleague, world.west])
      expect((await world.desk.sign(await month(JULY, person), person)).refusals).toEqual([]);
    expect(figures(await month(JULY))).toEqual(['3.40', '100.00', '0.00', '3.40']);
    at('2026-09-03');
    await world.app.settle();
    expect((await month(JULY)).state).toBe('LOCKED');
    // Later months go on, without what is still contested.
    await world.history.refund(orders[0] as WrittenOrder, orders[0]?.portions[0] ?? '', 1_000n);
    await world.app.settle();
    open = await decide(
      'answerPeriodDispute',
      world.west,
      {
        ...silent,
        dispute: silent.dispute && { ...silent.dispute, version: 2 },
      },
      { words: '示例：补充材料' },
    );
    expect(open.dispute).toMatchObject({ state: 'ESCALATED', words: [{ side: 'EAST' }, { side: 'WEST' }] });
  });

  it('goes to an open month when it is decided after its own was signed', async () => {
    const before = (await month(JULY)).report;
    const decided = await decide('withdrawPeriodDispute', world.east, open);
    expect(decided.dispute?.state).toBe('WITHDRAWN');
    expect([await contested(), await contested('2026-09-02')]).toEqual([
      [0, '0.00'],
      [1, '100.00'],
    ]);
    await world.close(AUGUST);
    expect(figures(await month(AUGUST))).toEqual(['0.00', '0.00', '100.00', '100.00']);
    at('2026-10-03');
    await world.close(SEPTEMBER);
    // The refund of September is September's.
    expect(figures(await month(SEPTEMBER))).toEqual(['-10.00', '0.00', '0.00', '-10.00']);
    expect((await month(JULY)).report).toEqual(before);
  });

  it('may come from elsewhere: what a finding contests is frozen in reports not yet signed', async () => {
    const contests = world.app.nest.get(Contests);
    const cause = `finding:${freshKey()}`;
    const portionIds = [orders[0]?.portions[0] ?? ''];
    await world.app.transactions.run((tx) =>
      contests.open(tx, { portionIds, scheme: null, cause, memberId: null }),
    );
    await world.app.settle();
    expect(figures(await month(SEPTEMBER))).toEqual(['0.00', '-10.00', '0.00', '0.00']);
    await world.app.transactions.run((tx) => contests.close(tx, { cause, outcome: 'DISMISSED' }));
    await world.app.settle();
    expect(figures(await month(SEPTEMBER))).toEqual(['-10.00', '0.00', '0.00', '-10.00']);
    expect((await month(SEPTEMBER)).report?.revision).toBe(3);
  });

  it('leaves texts of the first format as they were, and names as they were called', async () => {
    const order = await world.settled(700n);
    at('2026-11-03');
    expect((await world.desk.close(world.agreement, '2026-10-01', world.east)).refusals).toEqual([]);
    const content = await firstFormat(order);
    await world.app.database.query(
      `INSERT INTO counting_period_reports (period_id, revision, content, sha256, audit_head, made_at)
       SELECT id, 1, $1, $2, $3, cut_off_at FROM counting_periods WHERE month = '2026-10-01'`,
      [content, sha256Of(Buffer.from(content)), '0'.repeat(64)],
    );
    for (const statement of NAMES_SO_FAR) await world.app.database.query(statement);
    await world.app.database.query(`UPDATE divisions SET name = '改名县' WHERE code = $1`, [
      PLACES.westCounty,
    ]);
    await world.app.database.query('UPDATE region_facts_state SET change_count = change_count + 1');
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // facts are held for a second
    expect(await world.breaks()).toEqual([]);
  });

  /** What the product wrote until the second format, by hand. */
  async function firstFormat(order: WrittenOrder): Promise<string> {
    const [facts] = await world.app.database.query<{
      cutOff: Date;
      entry: string;
      rule: string;
      sha: string;
    }>(
      `SELECT p.cut_off_at AS "cutOff", e.id AS entry, v.id AS rule, v.sha256 AS sha FROM counting_periods p, counting_entries e
         JOIN counting_rule_versions v ON v.id = e.rule_version WHERE p.month = '2026-10-01' AND e.order_id = $1`,
      [order.id],
    );
    const sum = { grossFen: '700', reversalsFen: '0', netFen: '700' };
    return canonicalJson({
      document: '统计期对账单',
      agreementId: world.agreement,
      kind: 'EAST_WEST',
      year: 2026,
      month: '2026-10',
      revision: 1,
      east: { code: PLACES.eastCity, name: '宁波市' },
      west: { code: PLACES.westCity, name: '凉山彝族自治州' },
      cutOffAt: '2026-11-03T09:00:00.000+08:00',
      list: { count: 1, sha256: sha256Of(Buffer.from(`${facts?.entry} CONFIRMED 700`)) },
      ruleVersions: [{ id: facts?.rule, sha256: facts?.sha }],
      total: sum,
      counties: [{ code: PLACES.westCounty, name: '金阳县', ...sum }],
      categories: [{ code: '13', name: '示例', ...sum }],
      rows: [{ county: PLACES.westCounty, category: '13', ...sum }],
      corrections: 0,
      auditHead: '0'.repeat(64),
    });
  }
});
