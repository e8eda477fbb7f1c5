import { Role } from '../../src/organizations/index';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { uploaded } from '../support/claims';
import { breaksOf } from '../support/money';
import { TEST_PASSWORD, addMember, addOrganization, type Person } from '../support/people';
import {
  about,
  brought,
  invested,
  makeInvesting,
  newUscc,
  ofRecord,
  projectSeen,
  projectVerb,
  projected,
  type Investing,
  type ShownProject,
} from '../support/projects';
import { STAGE_PAPERS, reached, submitted, toLetter, verify } from '../support/projects-course';

describe('offices that judge park projects', () => {
  let app: TestApp;
  let investing: Investing;
  let manager: Person;
  /** Of the province of another region: it has nothing to do with the park or the paired east. */
  let elsewhere: Person;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    manager = investing.operator.manager;
    elsewhere = await app.transactions.run(async (tx) => {
      const standing = { kind: 'COLLABORATION_OFFICE', regionCode: '450000', side: 'WEST' } as const;
      return addMember(app, tx, await addOrganization(tx, standing), Role.COORD_PROV, Role.VERIFIER);
    });
  });
  afterAll(() => app.close());
  /** A minute each: an organization uploads so many in one. */
  let minutes = 0;
  beforeEach(() => app.clock.set(new Date(TEST_DAY.getTime() + 60_000 * minutes++)));

  const tries = async (person: Person, project: ShownProject, verb: string, more: object) =>
    (await projectVerb(app, person, verb, { ...about(project), occurredOn: '2026-07-09', ...more })).refusals;
  const releasedTo = (project: ShownProject, person: Person) =>
    projected(app, investing.county, 'releaseParkProject', {
      ...about(project),
      organizationIds: [person.organizationId],
    });

  it('are those over the park or the paired east: whoever else it was released to sees it, and decides nothing', async () => {
    const letter = await releasedTo(await toLetter(investing), elsewhere);
    const { project, ids } = await brought(app, manager, letter, ...STAGE_PAPERS.SIGNED);
    expect((await projectSeen(app, elsewhere, project.id))?.state).toBe('LETTER_OF_INTENT');
    expect(await tries(elsewhere, project, 'advanceParkProject', { evidenceIds: ids })).toEqual([
      'ADVANCED_BY_OFFICE projectId',
    ]);
    const running = await releasedTo(await reached(investing, 'IN_PRODUCTION'), elsewhere);
    const note = '示例';
    for (const verb of ['stopProduction', 'endParkProject'])
      expect(await tries(elsewhere, running, verb, { note })).toEqual(['ADVANCED_BY_OFFICE projectId']);
    const stopped = await projected(app, investing.county, 'stopProduction', {
      ...about(running),
      occurredOn: '2026-07-01',
      note,
    });
    const resume = { occurredOn: undefined, evidenceIds: [], note };
    expect(await tries(elsewhere, stopped, 'resumeParkProject', resume)).toEqual([
      'ADVANCED_BY_OFFICE projectId',
    ]);
    expect(
      await tries(elsewhere, stopped, 'recordEnterpriseSuccession', {
        occurredOn: undefined,
        predecessorUscc: stopped.enterpriseUscc,
        successorUscc: newUscc(),
        kind: 'RENAMED',
        succeededOn: '2026-02-01',
        fileId: await uploaded(app, elsewhere),
      }),
    ).toEqual(['ADVANCED_BY_OFFICE projectId']);
    const { record } = await submitted(investing, stopped);
    expect((await verify(app, elsewhere, record)).refusals).toEqual(['VERIFIER_OF_REPORTER capitalRecordId']);
    const rejected = await projectVerb(app, elsewhere, 'rejectCapitalRecord', { ...ofRecord(record), note });
    expect(rejected.refusals).toEqual(['VERIFIER_OF_REPORTER capitalRecordId']);
    await expect(
      app.database.query(
        `INSERT INTO capital_checks VALUES (gen_random_uuid(), $1, $2, $3, 'PROVINCE', now())`,
        [record.id, elsewhere.organizationId, elsewhere.id],
      ),
    ).rejects.toThrow(/by an office that may not/);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('verify no capital on papers their own house brought, nor two of one side together', async () => {
    const { city } = investing.people.coordWest;
    const [colleague, twin] = await app.transactions.run(async (tx) => {
      const standing = { kind: 'COLLABORATION_OFFICE', regionCode: '513400', side: 'WEST' } as const;
      return [
        await addMember(app, tx, city.organizationId, Role.VERIFIER),
        await addMember(app, tx, await addOrganization(tx, standing), Role.VERIFIER),
      ];
    });
    if (!colleague || !twin) throw new Error('no members');
    const signed = await reached(investing, 'SIGNED');
    const theirs = await brought(app, city, signed, 'BANK_RECEIPT');
    const { project, ids } = await brought(app, manager, theirs.project, 'CAPITAL_VERIFICATION');
    const said = {
      projectId: project.id,
      nature: 'CONTRIBUTION',
      kind: 'CASH',
      amount: { amount: '100.00' },
      contributedOn: '2026-06-10',
      evidenceIds: [...theirs.ids, ...ids],
    };
    const record = await invested(app, manager, 'submitCapitalRecord', said);
    expect((await verify(app, colleague, record)).refusals).toEqual(['VERIFIER_INVOLVED capitalRecordId']);
    await expect(
      app.database.query(
        `INSERT INTO capital_checks VALUES (gen_random_uuid(), $1, $2, $3, 'SAME_SIDE', now())`,
        [record.id, colleague.organizationId, colleague.id],
      ),
    ).rejects.toThrow(/by an office that may not/);
    const own = await submitted(investing, project);
    const one = await invested(app, colleague, 'verifyCapitalRecord', {
      ...ofRecord(own.record),
      password: TEST_PASSWORD,
    });
    expect((await verify(app, twin, one)).refusals).toEqual(['VERIFIERS_NOT_INDEPENDENT capitalRecordId']);
    expect((await verify(app, investing.people.coordEast.city, one)).capitalRecord?.state).toBe('VERIFIED');
    expect(await breaksOf(app)).toEqual([]);
  });

  it('take no paper of the new enterprise for a source when it is registered', async () => {
    const signed = await reached(investing, 'SIGNED');
    const enterprise = { name: '示例荞麦食品有限公司', uscc: newUscc() };
    const { project, ids } = await brought(
      app,
      manager,
      signed,
      'BUSINESS_REGISTRATION',
      { kind: 'TAX_RECORD', issuers: [enterprise.uscc] },
      'TAX_RECORD',
    );
    const [registration, byItself, byOthers] = ids;
    const advance = (...evidenceIds: (string | undefined)[]) =>
      tries(investing.county, project, 'advanceParkProject', { evidenceIds, enterprise });
    expect(await advance(registration, byItself)).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    expect(await advance(registration, byOthers)).toEqual([]);
  });
});
