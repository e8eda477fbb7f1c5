import { makeAgreement } from '../support/agreements';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { IndicatorDesk, producingProject, signedProject } from '../support/indicators';
import { breaksOf } from '../support/money';
import { confirmedPark, parkTerms, parked } from '../support/parks';
import { PLACES, type Person } from '../support/people';
import { PeriodDesk } from '../support/period-desk';
import {
  about,
  brought,
  makeInvesting,
  newUscc,
  projected,
  type Investing,
  type ShownCapital,
  type ShownProject,
} from '../support/projects';
import { submitted, succeededBy, verified, type SaidCapital } from '../support/projects-course';

const JUNE = '2026-06-01';
const JULY = '2026-07-01';
const AUGUST = '2026-08-01';

describe('what parks bring', () => {
  let app: TestApp;
  let investing: Investing;
  let agreement: string;
  let desk: IndicatorDesk;
  let periods: PeriodDesk;
  let east: Person;
  let west: Person;
  let auditor: Person;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    agreement = await makeAgreement(app, {
      indicators: { 'IND-1': 10n, 'IND-2': 500_000_000n, 'IND-3': 2n },
    });
    desk = new IndicatorDesk(app, agreement);
    periods = new PeriodDesk(app);
    const { people } = investing;
    [east, west, auditor] = [people.coordEast.city, people.coordWest.city, people.auditor];
    await app.settle();
  });
  afterAll(() => app.close());
  /** A minute each: an organization uploads so many in one. */
  let minutes = 0;
  const nextMinute = () => app.clock.set(new Date(TEST_DAY.getTime() + 60_000 * minutes++));
  beforeEach(nextMinute);

  async function paid(project: ShownProject, more: SaidCapital): Promise<[ShownProject, ShownCapital]> {
    nextMinute();
    const done = await submitted(investing, project, more);
    const record = await verified(investing, done.record);
    await app.settle();
    return [done.project, record];
  }

  it('counts verified money once, in its month, and nothing that was only signed', async () => {
    const signed = await signedProject(investing);
    await app.settle();
    expect((await desk.progress(east, 'IND_2')).total.net).toEqual({ value: '0.00' });
    const [project, first] = await paid(signed, { amount: '1000000.00' });
    nextMinute();
    const waiting = await submitted(investing, project, { amount: '777.00' });
    const [, raised] = await paid(waiting.project, {
      nature: 'CORRECTION',
      correctsId: first.id,
      lowers: false,
      amount: '200000.00',
    });
    const shown = await desk.progress(east, 'IND_2', 'MONTH');
    expect(shown).toMatchObject({
      committed: { value: '5000000.00', unit: 'YUAN' },
      total: {
        gross: { value: '1200000.00', unit: 'YUAN' },
        reversals: { value: '0.00' },
        net: { value: '1200000.00' },
      },
      pendingProjects: 0,
      ruleVersion: 'EAST_WEST_PAID_IN-2026.1',
    });
    expect(shown.rows.map(({ key, net }) => [key, net.value])).toEqual([['2026-06', '1200000.00']]);
    expect([await desk.net(west, 'IND_1'), await desk.consumption(east)]).toEqual(['0', '0.00']);
    const [one, more] = await desk.entries(west, 'IND_2');
    expect(one).toMatchObject({
      kind: 'CONFIRMED',
      amount: { value: '1000000.00' },
      countedOn: '2026-06-10',
      period: JUNE,
      originalId: null,
      project: { id: project.id },
      capitalRecord: { id: first.id, evidenceIds: first.evidenceIds },
    });
    expect(one?.evidence.map(({ id }) => id).toSorted()).toEqual([...first.evidenceIds].toSorted());
    expect(more).toMatchObject({ capitalRecord: { id: raised.id }, countedOn: '2026-06-10' });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is one list for both sides, and what comes after stands in the open month and points back', async () => {
    const before = await desk.net(east, 'IND_2');
    const entries = await desk.entries(east, 'IND_2');
    const closed = await periods.close(agreement, JUNE, east);
    expect(closed.refusals).toEqual([]);
    await app.settle();
    const seen = [await periods.month(agreement, JUNE, east), await periods.month(agreement, JUNE, west)];
    expect(new Set(seen.map(({ report }) => report?.sha256)).size).toBe(1);
    expect(seen[0]?.report).toMatchObject({ entries: entries.length, total: { net: { amount: '0.00' } } });
    expect(JSON.parse(seen[0]?.report?.content ?? '{}')).toMatchObject({
      indicators: [{ indicator: 'IND-2', unit: 'YUAN', net: '120000000', signedNet: '120000000' }],
    });
    const locked = await periods.signBoth(agreement, JUNE, east, west);
    expect(locked.state).toBe('SIGNED');

    const [first] = entries;
    if (!first?.capitalRecord || !first.project) throw new Error('nothing counted');
    const project = await signedAgain(first.project.id);
    const [mended] = await paid(project, {
      nature: 'CORRECTION',
      correctsId: first.capitalRecord.id,
      lowers: true,
      amount: '1100000.00',
    });
    await paid(mended, { nature: 'WITHDRAWAL', amount: '50000.00', contributedOn: '2026-06-20' });
    const after = (await desk.entries(east, 'IND_2')).slice(entries.length);
    expect(
      after.map(({ amount, period, originalPeriod, originalId, reason }) => [
        amount.value,
        period,
        originalPeriod,
        originalId,
        reason?.code,
      ]),
    ).toEqual([
      ['-1000000.00', JULY, JUNE, first.entryId, 'CORRECTED'],
      ['-100000.00', JULY, JUNE, entries[1]?.entryId, 'CORRECTED'],
      ['-50000.00', JULY, JUNE, null, 'WITHDRAWN'],
    ]);
    expect([before, await desk.net(east, 'IND_2')]).toEqual(['1200000.00', '50000.00']);
    const again = await periods.month(agreement, JUNE, west);
    expect([again.state, again.report?.sha256]).toEqual(['SIGNED', locked.report?.sha256]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('counts an enterprise once, also under another code, and by its next project when the first one stops', async () => {
    const uscc = newUscc();
    const first = await producingProject(investing, '2026-07-02', uscc);
    await app.settle();
    expect((await desk.progress(west, 'IND_1')).total.net).toEqual({ value: '1' });
    nextMinute();
    const second = await producingProject(investing, '2026-07-03', uscc);
    await app.settle();
    expect(await desk.net(west, 'IND_1')).toBe('1');
    nextMinute();
    const renamed = await producingProject(investing, '2026-07-04', newUscc());
    await app.settle();
    expect(await desk.net(west, 'IND_1')).toBe('2');
    nextMinute();
    await succeededBy(investing, renamed, { predecessorUscc: uscc, successorUscc: renamed.enterpriseUscc });
    await app.settle();
    expect(await desk.net(west, 'IND_1')).toBe('1');

    const stopped = await projected(app, investing.county, 'stopProduction', {
      ...about(first),
      occurredOn: '2026-07-08',
      note: '示例：停产',
    });
    await app.settle();
    expect(await desk.net(east, 'IND_1')).toBe('1');
    const entries = await desk.entries(east, 'IND_1');
    const told = entries.map(({ amount, reason, originalId, project }) => [
      amount.value,
      reason?.code,
      originalId,
      project?.id,
    ]);
    expect(told).toEqual([
      ['1', undefined, null, first.id],
      ['1', undefined, null, renamed.id],
      ['-1', 'COUNTED_BEFORE', entries[1]?.entryId, renamed.id],
      ['-1', 'STOPPED', entries[0]?.entryId, first.id],
      ['1', undefined, null, second.id],
    ]);
    await projected(app, investing.county, 'stopProduction', {
      ...about(second),
      occurredOn: '2026-07-08',
      note: '示例：停产',
    });
    const last = await projected(app, investing.county, 'stopProduction', {
      ...about(await signedAgain(renamed.id)),
      occurredOn: '2026-07-08',
      note: '示例：停产',
    });
    await app.settle();
    expect([last.id, await desk.net(east, 'IND_1')]).toEqual([renamed.id, '0']);
    expect(entries[0]?.evidence.map(({ kind }) => kind).toSorted()).toEqual([
      'ELECTRICITY_BILL',
      'SALES_INVOICE',
      'TAX_RECORD',
    ]);
    nextMinute();
    const issuedOn = '2026-07-09';
    const papers = ['INSPECTION', 'TAX_RECORD'].map((kind) => ({ kind, issuedOn }));
    const fresh = await brought(app, investing.operator.manager, stopped, ...papers);
    await projected(app, investing.county, 'resumeParkProject', {
      ...about(fresh.project),
      evidenceIds: fresh.ids,
      note: '示例：恢复生产',
    });
    await app.settle();
    expect(await desk.net(east, 'IND_1')).toBe('1');
    expect(await breaksOf(app)).toEqual([]);
  });

  it('shows the number to all who read the agreement, the project only to who may know of it', async () => {
    const entries = await desk.entries(auditor, 'IND_2');
    const known = await desk.entries(east, 'IND_2');
    expect(entries.map(({ amount }) => amount)).toEqual(known.map(({ amount }) => amount));
    expect(known.every(({ project, capitalRecord }) => project && capitalRecord)).toBe(true);
    for (const { project, capitalRecord, evidence } of entries)
      expect([project, capitalRecord, evidence]).toEqual([null, null, []]);
    expect(JSON.stringify(entries)).not.toContain('荞麦');
    const elsewhere = investing.people.supplier.member;
    await expect(desk.progress(elsewhere, 'IND_2')).rejects.toThrow(/FORBIDDEN|NOT_FOUND/);
  });

  it('counts a park built together once, and no more when an office of each side has closed it', async () => {
    const { operator, people } = investing;
    const countyCode = PLACES.westCounty;
    await confirmedPark(app, operator.manager, investing.county, { countyCode });
    const partners = [{ organizationId: east.organizationId, fromOn: '2026-01-01' }];
    const terms = { kind: 'JOINT', partners };
    const park = await confirmedPark(app, operator.manager, investing.county, { countyCode, terms });
    await app.settle();
    expect(await desk.net(west, 'IND_3')).toBe('1');
    const about = (version: number) => ({ parkId: park.id, expectedVersion: version });
    const amended = await parked(app, operator.manager, 'amendPark', {
      ...about(park.version),
      terms: parkTerms({ ...terms, name: '示例共建园' }),
    });
    const again = await parked(app, investing.county, 'confirmPark', about(amended.version));
    await app.settle();
    expect(await desk.net(west, 'IND_3')).toBe('1');
    const said = { closedOn: '2026-07-09', reason: '示例：到期不再续建' };
    const closing = await parked(app, investing.county, 'proposeParkClosing', {
      ...about(again.version),
      ...said,
    });
    await app.settle();
    expect(await desk.net(west, 'IND_3')).toBe('1');
    await parked(app, people.coordEast.city, 'confirmParkClosing', about(closing.version));
    await app.settle();
    const entries = await desk.entries(east, 'IND_3');
    expect(
      entries.map(({ amount, reason, originalId, park: of }) => [
        amount.value,
        reason?.code,
        originalId,
        of?.id,
      ]),
    ).toEqual([
      ['1', undefined, null, park.id],
      ['-1', 'CLOSED', entries[0]?.entryId, park.id],
    ]);
    expect([await desk.net(east, 'IND_3'), await desk.net(east, 'IND_2')]).toEqual(['0', '50000.00']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('leaves a signed month as it is where production stops after it', async () => {
    const uscc = newUscc();
    const project = await producingProject(investing, '2026-07-05', uscc);
    await app.settle();
    const before = await desk.net(east, 'IND_1');
    app.clock.set(new Date('2026-08-12T10:00:00+08:00'));
    expect((await periods.close(agreement, JULY, west)).refusals).toEqual([]);
    await app.settle();
    const locked = await periods.signBoth(agreement, JULY, east, west);
    await projected(app, investing.county, 'stopProduction', {
      ...about(project),
      occurredOn: '2026-07-20',
      note: '示例：停产',
    });
    await app.settle();
    const last = (await desk.entries(east, 'IND_1')).at(-1);
    expect(last).toMatchObject({ amount: { value: '-1' }, period: AUGUST, originalPeriod: JULY });
    expect(await desk.net(east, 'IND_1')).toBe(String(Number(before) - 1));
    const again = await periods.month(agreement, JULY, east);
    expect([again.state, again.report?.sha256]).toEqual(['SIGNED', locked.report?.sha256]);
    expect(await breaksOf(app)).toEqual([]);
  });

  async function signedAgain(id: string): Promise<ShownProject> {
    const { data } = await periods.ask<{ parkProject: { id: string; version: number } }>(
      'query ($id: UUID!) { parkProject(id: $id) { id version } }',
      { id },
      investing.operator.manager,
    );
    return data.parkProject as ShownProject;
  }
});
