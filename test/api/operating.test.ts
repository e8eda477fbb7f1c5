import { Role } from '../../src/organizations/index';
import { startTestApp, type TestApp } from '../support/app';
import {
  OPERATING_PAPERS,
  ofQuarter,
  operatingVerb,
  quarterOf,
  reported,
  vouch,
  vouched,
} from '../support/operating';
import { addMember, signInAgain, type Person } from '../support/people';
import {
  brought,
  makeInvesting,
  newUscc,
  projectSeen,
  type Investing,
  type ShownProject,
} from '../support/projects';
import { reached } from '../support/projects-course';

describe('operating records', () => {
  let app: TestApp;
  let investing: Investing;
  let project: ShownProject;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    project = await reached(investing, 'IN_PRODUCTION');
  });
  afterAll(() => app.close());

  const events = () =>
    app.database.query<{ kind: string; payload: Record<string, unknown> }>(
      'SELECT kind, payload FROM domain_events WHERE stream = $1 ORDER BY sequence',
      [`project-operation:${project.id}`],
    );
  const seen = async (person: Person) => {
    const { data } = await app.graphql<{ operatingRecords: { totalCount: number } }>(
      'query ($id: UUID!) { operatingRecords(first: 10, projectId: $id, year: 2026) { totalCount edges { node { id jobs } } } }',
      { id: project.id },
      { token: await signInAgain(app, person) },
    );
    return data.operatingRecords.totalCount;
  };

  it('count when two people of two sides have verified them, and once for a quarter', async () => {
    const { people, operator } = investing;
    const first = await reported(investing, project);
    project = first.project;
    const { record } = first;
    expect(record).toMatchObject({
      state: 'SUBMITTED',
      jobs: 81,
      formerlyPoorJobs: 27,
      output: { amount: '2500000.55' },
    });
    const ofCounty = await app.transactions.run((tx) =>
      addMember(app, tx, people.coordWest.county.organizationId, Role.VERIFIER),
    );
    expect((await vouch(app, ofCounty, record)).refusals).toEqual(['VERIFIER_OF_REPORTER operatingRecordId']);
    const { record: one } = await vouch(app, people.coordWest.city, record);
    if (!one) throw new Error('not verified');
    expect(one.state).toBe('VERIFIED_ONE');
    expect((await vouch(app, people.coordWest.city, one)).refusals).toEqual([
      'OFFICE_VERIFIED_ALREADY operatingRecordId',
    ]);
    expect(await events()).toEqual([]);
    const { record: both } = await vouch(app, people.coordEast.city, one);
    expect(both?.state).toBe('VERIFIED');
    expect(await events()).toMatchObject([
      {
        kind: 'OperatingRecordVerified',
        payload: {
          recordId: record.id,
          year: 2026,
          quarter: 2,
          jobs: 81,
          outputFen: '250000055',
          replaces: null,
        },
      },
    ]);
    expect(
      (
        await operatingVerb(
          app,
          operator.manager,
          'submitOperatingRecord',
          quarterOf(project.id, record.evidenceIds, { quarter: 1 }),
        )
      ).refusals,
    ).toEqual(['PAPER_VERIFIES_ANOTHER evidenceIds']);
    const again = await brought(app, operator.manager, project, ...OPERATING_PAPERS);
    project = again.project;
    const said = (more: object) =>
      operatingVerb(app, operator.manager, 'submitOperatingRecord', quarterOf(project.id, again.ids, more));
    expect((await said({})).refusals).toEqual(['REPLACES_VERIFIED replacesId']);
    expect((await said({ quarter: 1, replacesId: record.id })).refusals).toEqual([
      'REPLACES_VERIFIED replacesId',
    ]);
    const { record: correction } = await said({ replacesId: record.id, jobs: 80, formerlyPoorJobs: 20 });
    if (!correction) throw new Error('not corrected');
    const verified = await vouched(investing, correction);
    expect(verified.replacesId).toBe(record.id);
    expect((await events()).slice(1)).toMatchObject([
      {
        kind: 'OperatingRecordReversed',
        payload: { recordId: record.id, replacedBy: correction.id, jobs: 81 },
      },
      {
        kind: 'OperatingRecordVerified',
        payload: { recordId: correction.id, replaces: record.id, jobs: 80 },
      },
    ]);
    for (const sql of [
      'UPDATE operating_records SET jobs = 1 WHERE id = $1',
      `UPDATE operating_records SET state = 'SUBMITTED', decided_at = NULL WHERE id = $1`,
      'DELETE FROM operating_records WHERE id = $1',
    ])
      await expect(app.database.query(sql, [correction.id])).rejects.toThrow(/stays as it is/);
  });

  it('are nobody’s who may not know of the project, and reported by those who run or oversee it', async () => {
    const { people, investor, operator } = investing;
    expect(await seen(operator.manager)).toBeGreaterThan(0);
    expect(await seen(investor)).toBeGreaterThan(0);
    expect(await seen(people.coordEast.county)).toBe(0);
    const { ids } = await brought(app, operator.manager, project, ...OPERATING_PAPERS);
    const asked = async (person: Person, more: object = {}) =>
      (
        await operatingVerb(
          app,
          person,
          'submitOperatingRecord',
          quarterOf(project.id, ids, { quarter: 1, ...more }),
        )
      ).refusals;
    expect(await asked(people.coordEast.county)).toEqual(['NOT_FOUND projectId']);
    expect(await asked(investor, { quarter: 5 })).toEqual(['QUARTER_WRONG quarter']);
    expect(await asked(investor, { quarter: 3 })).toEqual(['QUARTER_NOT_OVER quarter']);
    expect(await asked(investor, { year: 2025, quarter: 3 })).toEqual(['QUARTER_NOT_OVER quarter']);
    expect(await asked(investor, { formerlyPoorJobs: 82 })).toEqual(['JOBS_OUT_OF_RANGE formerlyPoorJobs']);
    expect(await asked(investor, { attestedBy: null })).toEqual(['ATTESTATION_MISSING attestedBy']);
    const alone = newUscc();
    const { ids: one } = await brought(
      app,
      operator.manager,
      (await refreshed()) ?? project,
      ...OPERATING_PAPERS.map((kind) => ({ kind, issuers: [alone] })),
    );
    expect(await asked(investor, { evidenceIds: one })).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    expect(await asked(investor, { evidenceIds: one.slice(1) })).toEqual([
      'EVIDENCE_KINDS_MISSING evidenceIds',
    ]);
    expect(await asked(investor)).toEqual([]);
  });

  const refreshed = () => projectSeen(app, investing.operator.manager, project.id);

  it('are rejected by who may verify, and taken back by who submitted them', async () => {
    const { people, operator } = investing;
    project = (await refreshed()) ?? project;
    const first = await reported(investing, project, { year: 2025, quarter: 4 });
    const note = { note: '示例：与税务数据不符' };
    const { record: rejected } = await operatingVerb(app, people.coordEast.city, 'rejectOperatingRecord', {
      ...ofQuarter(first.record),
      ...note,
    });
    expect(rejected?.state).toBe('REJECTED');
    const second = await reported(investing, first.project, { year: 2025, quarter: 4 });
    const withdraw = async (person: Person) =>
      operatingVerb(app, person, 'withdrawOperatingRecord', { ...ofQuarter(second.record), ...note });
    expect((await withdraw(investing.investor)).refusals).toEqual(['NOT_FOUND operatingRecordId']);
    expect((await withdraw(operator.second)).record?.state).toBe('WITHDRAWN');
  });
});
