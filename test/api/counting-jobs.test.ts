import { randomUUID } from 'node:crypto';
import { operatingEvents, operatingStream } from '../../src/operating/index';
import { Events } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { IndicatorDesk, runningProject } from '../support/indicators';
import { breaksOf } from '../support/money';
import { reported, vouch, vouched, type ShownOperating } from '../support/operating';
import type { Person } from '../support/people';
import { PeriodDesk } from '../support/period-desk';
import {
  about,
  makeInvesting,
  projectSeen,
  projected,
  type Investing,
  type ShownProject,
} from '../support/projects';

const JUNE = '2026-06-01';
const SEPTEMBER = '2026-09-01';
const OCTOBER = '2026-10-01';
const AUTUMN = new Date('2026-10-12T09:00:00+08:00');
const AT_ONCE = 3;

describe('jobs of park projects', () => {
  let app: TestApp;
  let investing: Investing;
  let agreement: string;
  let desk: IndicatorDesk;
  let periods: PeriodDesk;
  let east: Person;
  let west: Person;
  let project: ShownProject;
  let second: ShownOperating;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    periods = new PeriodDesk(app);
    [east, west] = [investing.people.coordEast.city, investing.people.coordWest.city];
    project = await runningProject(investing);
  });
  afterAll(() => app.close());
  /** A minute each: an organization uploads so many in one. */
  let minutes = 0;
  let since = TEST_DAY;
  const nextMinute = () => app.clock.set(new Date(since.getTime() + 60_000 * minutes++));
  beforeEach(nextMinute);

  const counts = async () => [await desk.net(east, 'LAB_1'), await desk.net(west, 'LAB_1P')];
  const months = async (indicator: string) =>
    (await desk.progress(east, indicator, 'MONTH')).rows.map(({ key, net }) => [key, net.value]);
  async function said(of: ShownProject, more: object): Promise<ShownOperating> {
    nextMinute();
    const known = await projectSeen(app, investing.operator.manager, of.id);
    const { record } = await reported(investing, known ?? of, more);
    return record;
  }
  async function quarter(of: ShownProject, more: object): Promise<ShownOperating> {
    const record = await vouched(investing, await said(of, more));
    await app.settle();
    return record;
  }
  const entriesOf = async (indicator: string, { id }: ShownProject) =>
    (await desk.entries(east, indicator)).filter((entry) => entry.project?.id === id);
  const told = (entries: Awaited<ReturnType<typeof entriesOf>>) =>
    entries.map(({ amount, reason, period, originalPeriod, operatingRecord }) => [
      amount.value,
      reason?.code,
      period,
      originalPeriod,
      operatingRecord?.id,
    ]);

  it('count once an agreement promises some, with what two people of two sides have verified and nothing else', async () => {
    second = await quarter(project, { jobs: 81, formerlyPoorJobs: 27 });
    expect(await app.database.query('SELECT FROM counting_entries')).toEqual([]);
    agreement = await makeAgreement(app, { indicators: { 'LAB-1': 200n, 'LAB-1P': 50n } });
    desk = new IndicatorDesk(app, agreement);
    await app.settle();
    expect(await counts()).toEqual(['81', '27']);
    const unverified = await said(await runningProject(investing), { jobs: 500, formerlyPoorJobs: 400 });
    await vouch(app, east, unverified);
    const unpaired = await runningProject(investing, { pairingId: null });
    const alone = await said(unpaired, { jobs: 77, formerlyPoorJobs: 7 });
    const { record: once } = await vouch(app, west, alone);
    const { record: twice } = await vouch(app, investing.people.coordWest.province, once ?? alone);
    expect([twice?.state, twice?.jobs]).toEqual(['VERIFIED', 77]);
    await app.settle();
    const shown = await desk.progress(west, 'LAB_1');
    expect(shown).toMatchObject({
      committed: { value: '200', unit: 'PERSON' },
      total: { gross: { value: '81', unit: 'PERSON' }, net: { value: '81' } },
      pendingProjects: 0,
      ruleVersion: 'EAST_WEST_JOBS-2026.1',
    });
    expect((await desk.progress(west, 'LAB_1P')).committed.value).toBe('50');
    expect(await counts()).toEqual(['81', '27']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('lead from the number to the quarter and its papers, for who may know of the project', async () => {
    const [entry] = await desk.entries(east, 'LAB_1P');
    expect(entry).toMatchObject({
      amount: { value: '27', unit: 'PERSON' },
      countedOn: '2026-06-30',
      period: JUNE,
      project: { id: project.id },
      operatingRecord: { id: second.id, jobs: 81, formerlyPoorJobs: 27, evidenceIds: second.evidenceIds },
    });
    expect(entry?.evidence.map(({ id }) => id).toSorted()).toEqual([...second.evidenceIds].toSorted());
    const [foreign] = await desk.entries(investing.people.auditor, 'LAB_1');
    expect(foreign).toMatchObject({
      amount: { value: '81' },
      project: null,
      operatingRecord: null,
      evidence: [],
    });
  });

  it('give way to the newest quarter of the year: quarters are never added up', async () => {
    const corrected = await quarter(project, { jobs: 80, formerlyPoorJobs: 20, replacesId: second.id });
    expect(await counts()).toEqual(['80', '20']);
    expect((await periods.close(agreement, JUNE, east)).refusals).toEqual([]);
    await app.settle();
    const { report } = await periods.month(agreement, JUNE, west);
    expect(JSON.parse(report?.content ?? '{}')).toMatchObject({
      indicators: [
        { indicator: 'LAB-1', unit: 'PERSON', gross: '161', net: '80', signedNet: '80' },
        { indicator: 'LAB-1P', unit: 'PERSON', gross: '47', net: '20', signedNet: '20' },
      ],
    });
    const locked = await periods.signBoth(agreement, JUNE, east, west);
    since = AUTUMN;
    nextMinute();
    const third = await quarter(project, { quarter: 3, jobs: 90, formerlyPoorJobs: 30 });
    expect(await counts()).toEqual(['90', '30']);
    expect(told(await entriesOf('LAB_1', project))).toEqual([
      ['81', undefined, JUNE, null, second.id],
      ['-81', 'CORRECTED', JUNE, null, second.id],
      ['80', undefined, JUNE, null, corrected.id],
      ['-80', 'REPLACED', SEPTEMBER, JUNE, corrected.id],
      ['90', undefined, SEPTEMBER, null, third.id],
    ]);
    expect(await months('LAB_1P')).toEqual([
      ['2026-06', '20'],
      ['2026-09', '10'],
    ]);
    second = await quarter(project, { jobs: 85, formerlyPoorJobs: 25, replacesId: corrected.id });
    expect(await counts()).toEqual(['90', '30']);
    const again = await periods.month(agreement, JUNE, west);
    expect([again.state, again.report?.sha256]).toEqual(['LOCKED', locked.report?.sha256]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('stay where production stops', async () => {
    const known = await projectSeen(app, investing.operator.manager, project.id);
    await projected(app, investing.county, 'stopProduction', {
      ...about(known ?? project),
      occurredOn: '2026-10-05',
      note: '示例：停产',
    });
    await app.settle();
    expect(await counts()).toEqual(['90', '30']);
  });

  it('come back by the quarter before where the newest is taken away', async () => {
    const [newest] = await app.database.query<{ id: string }>(
      `SELECT id FROM operating_records WHERE project_id = $1 AND quarter = 3 AND state = 'VERIFIED'`,
      [project.id],
    );
    const take = (id: string) =>
      app.transactions.run(async (tx) => {
        await tx.query(
          `UPDATE operating_records SET state = 'REPLACED', replaced_at = $2, version = version + 1 WHERE id = $1`,
          [id, tx.at],
        );
        await app.nest.get(Events).publish(tx, {
          stream: operatingStream(project.id),
          kind: operatingEvents.reversed,
          payload: { projectId: project.id, recordId: id, replacedBy: randomUUID() },
        });
      });
    await take(newest?.id ?? '');
    await app.settle();
    expect(await counts()).toEqual(['85', '25']);
    expect(told((await entriesOf('LAB_1', project)).slice(-2))).toEqual([
      ['-90', 'CORRECTED', SEPTEMBER, null, newest?.id],
      ['85', undefined, OCTOBER, JUNE, second.id],
    ]);
    const counting = (await breaksOf(app)).filter((line) => !line.includes('stand alone for its quarter'));
    expect(counting).toEqual([]);
  });

  it('come to the person, however many quarters are verified around the close of a month', async () => {
    const before = (await counts()).map(Number);
    const running: ShownProject[] = [];
    for (let one = 0; one < AT_ONCE; one++) running.push(await runningProject(investing));
    const halves: ShownOperating[] = [];
    for (const [index, one] of running.entries())
      for (const at of [2, 3]) {
        const more = { quarter: at, jobs: 10 * at + index, formerlyPoorJobs: at + index };
        const { record } = await vouch(app, east, await said(one, more));
        if (record) halves.push(record);
      }
    const close = async () => {
      const { refusals } = await periods.close(agreement, SEPTEMBER, east);
      return refusals.map(({ code }) => code);
    };
    const confirm = async (record: ShownOperating) => (await vouch(app, west, record)).refusals;
    const [closing, ...verified] = await Promise.all([close(), ...halves.map(confirm), app.settle()]);
    expect(verified.slice(0, halves.length).flat()).toEqual([]);
    await app.settle();
    if (closing.length > 0) {
      expect(closing).toEqual(['COUNTING_PENDING']);
      expect(await close()).toEqual([]);
    }
    await app.settle();
    const after = (await counts()).map(Number);
    expect(after.map((now, at) => now - (before[at] ?? 0))).toEqual([30 + 31 + 32, 3 + 4 + 5]);
    for (const one of running) {
      const entries = await entriesOf('LAB_1', one);
      expect(entries.reduce((sum, { amount }) => sum + Number(amount.value), 0)).toBe(
        30 + running.indexOf(one),
      );
    }
    const counting = (await breaksOf(app)).filter((line) => !line.includes('stand alone for its quarter'));
    expect(counting).toEqual([]);
  });

  it('are taken back with those of formerly poor households among them where a dispute of them is upheld', async () => {
    const before = (await counts()).map(Number);
    since = new Date('2026-11-03T09:00:00+08:00');
    nextMinute();
    expect((await periods.close(agreement, OCTOBER, east)).refusals).toEqual([]);
    await app.settle();
    const month = await periods.month(agreement, OCTOBER, west);
    const line = (await entriesOf('LAB_1', project)).at(-1);
    const opened = await periods.dispute(
      'disputePeriodLines',
      west,
      periods.objection(month, [line?.entryId ?? '']),
    );
    expect(opened.refusals).toEqual([]);
    await app.settle();
    const { id: disputeId = '', version: expectedVersion = 0 } = opened.dispute ?? {};
    await periods.dispute('upholdPeriodDispute', east, { disputeId, expectedVersion });
    await app.settle();
    const after = (await counts()).map(Number);
    expect(after.map((now, at) => (before[at] ?? 0) - now)).toEqual([85, 25]);
    const last = (await desk.entries(east, 'LAB_1P')).at(-1);
    expect(last).toMatchObject({ amount: { value: '-25' }, reason: { code: 'DISPUTE' } });
    // Looked at again, it stays as it was decided.
    await app.transactions.run((tx) =>
      app.nest.get(Events).publish(tx, {
        stream: operatingStream(project.id),
        kind: operatingEvents.reversed,
        payload: { projectId: project.id, recordId: second.id, replacedBy: randomUUID() },
      }),
    );
    await app.settle();
    expect((await counts()).map(Number)).toEqual(after);
    const counting = (await breaksOf(app)).filter((text) => !text.includes('stand alone for its quarter'));
    expect(counting).toEqual([]);
  });
});
