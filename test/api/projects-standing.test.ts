import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import { type Person } from '../support/people';
import {
  about,
  brought,
  lead,
  makeInvesting,
  projectSeen,
  projectVerb,
  projected,
  type Investing,
  type ShownProject,
} from '../support/projects';
import { proveNext, reached } from '../support/projects-course';

describe('park projects that run or do not', () => {
  let app: TestApp;
  let investing: Investing;
  let office: Person;
  let manager: Person;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    office = investing.county;
    manager = investing.operator.manager;
  });
  afterAll(() => app.close());
  /** A minute each: an organization uploads so many in one. */
  let minutes = 0;
  beforeEach(() => app.clock.set(new Date(TEST_DAY.getTime() + 60_000 * minutes++)));

  const tries = async (person: Person, project: ShownProject, more: object, verb = 'advanceParkProject') =>
    (await projectVerb(app, person, verb, { ...about(project), occurredOn: '2026-07-09', ...more })).refusals;
  const noticesOf = async (person: Person, kind: string) =>
    (
      await app.database.query<{ id: string }>(
        'SELECT subject_id AS id FROM notices WHERE organization_id = $1 AND kind = $2',
        [person.organizationId, kind],
      )
    ).map(({ id }) => id);

  it('stall by themselves after the days of the rule, and go on where they were by new papers of others', async () => {
    const quiet = await reached(investing, 'REGISTERED');
    const early = await lead(investing);
    const kept = await reached(investing, 'IN_PRODUCTION');
    app.clock.set(new Date('2027-01-05T23:59:00+08:00'));
    await app.settle();
    expect((await projectSeen(app, office, quiet.id))?.state).toBe('REGISTERED');
    app.clock.set(new Date('2027-01-06T00:01:00+08:00'));
    await app.settle();
    const stalled = await projectSeen(app, office, quiet.id);
    expect(stalled).toMatchObject({ state: 'STALLED', stage: 'REGISTERED' });
    expect(stalled?.steps.at(-1)).toMatchObject({
      verb: 'stall',
      organizationId: null,
      occurredOn: '2027-01-06',
    });
    expect((await projectSeen(app, office, early.id))?.state).toBe('STALLED');
    expect((await projectSeen(app, office, kept.id))?.state).toBe('IN_PRODUCTION');
    expect(await noticesOf(manager, 'PROJECT_STALLED')).toContain(quiet.id);
    if (!stalled) throw new Error('not seen');
    expect(await tries(office, stalled, { evidenceIds: [] })).toEqual(['PROJECT_HAS_STALLED projectId']);
    const note = '示例：恢复建设';
    const resume = (evidenceIds: (string | undefined)[], project = stalled) =>
      tries(office, project, { occurredOn: undefined, evidenceIds, note }, 'resumeParkProject');
    expect(await resume([])).toEqual(['EVIDENCE_MISSING evidenceIds']);
    expect(await resume([stalled.evidence[0]?.id])).toEqual(['RESUMED_WITHOUT_EVIDENCE evidenceIds']);
    app.clock.set(new Date('2027-01-16T10:00:00+08:00'));
    const own = await brought(app, office, stalled, { kind: 'LAND_APPROVAL', issuedOn: '2027-01-10' });
    expect(await resume(own.ids, own.project)).toEqual(['EVIDENCE_OF_OWN evidenceIds']);
    const after = { issuedOn: '2027-01-10' };
    const stale = await brought(app, manager, own.project, 'INSPECTION', { kind: 'TAX_RECORD', ...after });
    expect(await resume(stale.ids, stale.project)).toEqual(['RESUMED_WITHOUT_EVIDENCE evidenceIds']);
    const fresh = await brought(
      app,
      manager,
      stale.project,
      { kind: 'INSPECTION', ...after },
      { kind: 'TAX_RECORD', ...after },
    );
    expect(await resume([fresh.ids[0]], fresh.project)).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    const running = await projected(app, office, 'resumeParkProject', {
      ...about(fresh.project),
      evidenceIds: fresh.ids,
      note,
    });
    expect(running.state).toBe('REGISTERED');
    expect(running.dwell.at(-1)).toMatchObject({ stage: 'REGISTERED', stalledDays: 10 });
    await app.settle();
    expect((await projectSeen(app, office, quiet.id))?.state).toBe('REGISTERED');
    const further = await proveNext(investing, running, 'APPROVED');
    expect(further.state).toBe('APPROVED');
    expect(await breaksOf(app)).toEqual([]);
  });

  it('are kept from stalling, once signed, by nobody who carries them: by papers of others and by visits of other offices', async () => {
    const signed = await reached(investing, 'SIGNED');
    const own = await app.database.one<{ uscc: string }>('SELECT uscc FROM organizations WHERE id = $1', [
      investing.operator.id,
    ]);
    const spoken = async () =>
      (
        await app.database.one<{ at: Date }>('SELECT evidence_at AS at FROM park_projects WHERE id = $1', [
          signed.id,
        ])
      )?.at.toISOString();
    const before = await spoken();
    app.clock.set(new Date('2026-08-20T09:00:00+08:00'));
    let project = signed;
    const visits = async (person: Person, doneOn: string) => {
      project = await projected(app, person, 'planProjectVisit', {
        ...about(project),
        kind: 'CALL',
        subject: '示例电话',
        plannedOn: '2026-08-20',
      });
      const visitId = project.visits.find(({ state }) => state === 'PLANNED')?.id;
      project = await projected(app, person, 'closeProjectVisit', {
        ...about(project),
        visitId,
        doneOn,
        outcome: '示例',
      });
    };
    for (const person of [office, manager, investing.investor]) await visits(person, '2026-08-20');
    const issuedOn = '2026-08-20';
    const byPark = { kind: 'STATISTICS', issuers: [own?.uscc ?? ''], issuedOn };
    ({ project } = await brought(app, manager, project, byPark, 'INSPECTION'));
    expect(await spoken()).toBe(before);
    const byOthers = { kind: 'INSPECTION', issuedOn: '2026-08-10' };
    ({ project } = await brought(app, manager, project, byOthers));
    expect(await spoken()).toBe(new Date('2026-08-10T00:00:00+08:00').toISOString());
    await visits(investing.people.coordWest.city, '2026-08-15');
    for (const change of [
      `UPDATE project_visits SET outcome = '示例另一结果' WHERE project_id = '${signed.id}'`,
      `DELETE FROM project_visits WHERE project_id = '${signed.id}'`,
    ])
      await expect(app.database.query(change)).rejects.toThrow(/stays/);
    expect(await spoken()).toBe(new Date('2026-08-15T00:00:00+08:00').toISOString());
  });

  it('are terminated before they produce and exit after, are stopped by an office, and then nothing moves them', async () => {
    const planned = await projected(app, office, 'planProjectVisit', {
      ...about(await lead(investing)),
      kind: 'MEETING',
      subject: '示例洽谈',
      plannedOn: '2026-08-01',
    });
    const dropped = await projected(app, office, 'endParkProject', {
      ...about(planned),
      occurredOn: '2025-03-01',
      note: '示例：投资方放弃',
    });
    expect([dropped.state, dropped.visits.map(({ state }) => state)]).toEqual(['TERMINATED', ['CANCELLED']]);
    expect(await tries(office, dropped, {})).toEqual(['PROJECT_ENDED projectId']);
    const running = await reached(investing, 'IN_PRODUCTION');
    const said = { occurredOn: '2026-01-10', note: '示例：停产' };
    const signed = await reached(investing, 'SIGNED');
    expect(await tries(office, signed, said, 'stopProduction')).toEqual(['NOT_PRODUCING projectId']);
    expect(await tries(manager, signed, said, 'endParkProject')).toEqual(['ADVANCED_BY_OFFICE projectId']);
    const stopped = await projected(app, office, 'stopProduction', { ...about(running), ...said });
    expect(stopped.state).toBe('STALLED');
    const left = await projected(app, office, 'endParkProject', { ...about(stopped), ...said });
    expect([left.state, left.steps.at(-1)?.verb]).toEqual(['EXITED', 'exit']);
    await expect(
      app.database.query(`UPDATE park_projects SET standing = 'ACTIVE' WHERE id = $1`, [left.id]),
    ).rejects.toThrow(/cannot change so/);
    const events = await app.database.query<{ kind: string }>(
      `SELECT kind FROM domain_events WHERE stream = $1 ORDER BY sequence`,
      [`park-project:${left.id}`],
    );
    expect(events.map(({ kind }) => kind)).toEqual([
      'ParkProjectSigned',
      'ParkProjectInProduction',
      'ParkProjectStopped',
    ]);
  });

  it('have visits and tasks with an owner, who is reminded once some days before, and owners who hand over', async () => {
    const begun = await lead(investing);
    expect(
      await tries(
        office,
        begun,
        {
          occurredOn: undefined,
          kind: 'TASK',
          subject: '示例任务',
          plannedOn: '2026-08-01',
          ownerId: investing.operator.id,
        },
        'planProjectVisit',
      ),
    ).toEqual(['OWNER_CANNOT_SEE ownerId']);
    expect(
      await tries(
        office,
        begun,
        { occurredOn: undefined, organizationId: investing.operator.id, memberId: manager.id },
        'assignProjectOwner',
      ),
    ).toEqual(['OWNER_CANNOT_SEE organizationId']);
    let project = await projected(app, office, 'releaseParkProject', {
      ...about(begun),
      organizationIds: [investing.operator.id],
    });
    project = await projected(app, office, 'planProjectVisit', {
      ...about(project),
      kind: 'TASK',
      subject: '示例任务',
      plannedOn: '2026-08-01',
      ownerId: investing.operator.id,
    });
    const visitId = project.visits[0]?.id ?? '';
    app.clock.set(new Date('2026-07-28T10:00:00+08:00'));
    await app.settle();
    expect(await noticesOf(manager, 'PROJECT_VISIT_DUE')).not.toContain(visitId);
    app.clock.set(new Date('2026-07-29T10:00:00+08:00'));
    await app.settle();
    await app.settle();
    expect((await noticesOf(manager, 'PROJECT_VISIT_DUE')).filter((id) => id === visitId)).toHaveLength(1);
    const close = { occurredOn: undefined, visitId, outcome: '示例：完成' };
    expect(await tries(investing.people.coordEast.city, project, close, 'closeProjectVisit')).toEqual([
      'NOT_FOUND visitId',
    ]);
    expect(await tries(manager, project, { ...close, doneOn: '2026-07-30' }, 'closeProjectVisit')).toEqual([
      'VISIT_DAY_WRONG doneOn',
    ]);
    project = await projected(app, manager, 'closeProjectVisit', { ...about(project), ...close });
    expect(project.visits.map(({ state }) => state)).toEqual(['CANCELLED']);
    project = await projected(app, office, 'assignProjectOwner', {
      ...about(project),
      organizationId: investing.operator.id,
      memberId: manager.id,
    });
    expect(project.owners).toEqual([
      { organizationId: office.organizationId, memberId: office.id, untilOn: '2026-07-29' },
      { organizationId: investing.operator.id, memberId: manager.id, untilOn: null },
    ]);
    expect(await tries(office, project, {})).toEqual(['HANDLED_BY_OWNER projectId']);
    expect(
      (await projected(app, manager, 'advanceParkProject', { ...about(project), occurredOn: '2026-07-20' }))
        .state,
    ).toBe('CONTACTED');
  });
});
