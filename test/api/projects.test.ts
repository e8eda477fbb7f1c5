import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import { shareTelephone, signInAgain, type Person } from '../support/people';
import {
  about,
  brought,
  lead,
  makeInvesting,
  newUscc,
  paper,
  projectVerb,
  projected,
  type Investing,
  type ShownProject,
} from '../support/projects';
import { STAGE_PAPERS, reached, stageDay, toLetter, type ProvedStage } from '../support/projects-course';

describe('park projects', () => {
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

  it('go from a lead to scale, one stage after the other, each with its papers, and say how long each took', async () => {
    const begun = await lead(investing);
    expect(begun).toMatchObject({
      state: 'LEAD',
      introducerId: investing.people.coordEast.city.organizationId,
    });
    expect(begun.number).toMatch(/^XM20260709-[0-9A-F]{8}$/);
    expect(begun.owners).toEqual([
      { organizationId: office.organizationId, memberId: office.id, untilOn: null },
    ]);
    const done = await reached(investing, 'SCALE', await toLetter(investing, begun));
    expect(done.steps.map(({ state }) => state)).toEqual([
      'LEAD', 'CONTACTED', 'SITE_VISIT', 'LETTER_OF_INTENT', 'SIGNED', 'REGISTERED', 'APPROVED',
      'UNDER_CONSTRUCTION', 'EQUIPPED', 'TRIAL', 'IN_PRODUCTION', 'SCALE',
    ]); // prettier-ignore
    expect(done.dwell.slice(0, 5)).toEqual([
      { stage: 'LEAD', days: 10, stalledDays: 0 },
      { stage: 'CONTACTED', days: 21, stalledDays: 0 },
      { stage: 'SITE_VISIT', days: 19, stalledDays: 0 },
      { stage: 'LETTER_OF_INTENT', days: 45, stalledDays: 0 },
      { stage: 'SIGNED', days: 30, stalledDays: 0 },
    ]);
    for (const stage of Object.keys(STAGE_PAPERS) as ProvedStage[])
      expect(
        done.evidence.flatMap(({ proves, kind }) => (proves === stage ? [kind] : [])).toSorted(),
      ).toEqual([...STAGE_PAPERS[stage]].toSorted());
    expect(
      await app.database.query(
        'SELECT first_on AS "firstOn", uscc FROM project_productions WHERE project_id = $1',
        [done.id],
      ),
    ).toEqual([{ firstOn: stageDay('IN_PRODUCTION'), uscc: done.enterpriseUscc }]);
    expect(await tries(office, done, {})).toEqual([
      expect.stringMatching(/^INVALID_STATE|^STATE|projectId$/),
    ]);
    const { data } = await app.graphql<{
      projectDwell: { stage: string; passed: number; medianDays: number }[];
    }>(
      'query ($parkId: UUID) { projectDwell(parkId: $parkId) { stage passed medianDays standing longestDays } }',
      { parkId: investing.parkId },
      { token: await signInAgain(app, office) },
    );
    expect(data.projectDwell[0]).toMatchObject({ stage: 'LEAD', passed: 1, medianDays: 10, standing: 0 });
    expect(data.projectDwell.at(-1)).toMatchObject({ stage: 'SCALE', passed: 0, standing: 1 });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('skip nothing: not a visit, not a stage, and not in the database', async () => {
    let project = await lead(investing);
    for (const occurredOn of ['2025-01-09', '2026-07-10'])
      expect(await tries(office, project, { occurredOn })).toEqual(['STEP_DATE_WRONG occurredOn']);
    project = await projected(app, office, 'advanceParkProject', {
      ...about(project),
      occurredOn: '2025-02-01',
    });
    expect(await tries(office, project, {})).toEqual(['VISIT_MISSING projectId']);
    await expect(
      app.database.query(`UPDATE park_projects SET stage = 'LETTER_OF_INTENT' WHERE id = $1`, [project.id]),
    ).rejects.toThrow(/cannot change so/);
    await expect(
      app.database.query(`UPDATE park_projects SET stage = 'LEAD' WHERE id = $1`, [project.id]),
    ).rejects.toThrow(/cannot change so/);
    await expect(
      app.database.query(`UPDATE park_projects SET stage = 'SITE_VISIT' WHERE id = $1`, [project.id]),
    ).rejects.toThrow(/is not proved/);
    const stale = { ...about(project), expectedVersion: project.version - 1, occurredOn: '2026-07-01' };
    expect((await projectVerb(app, office, 'advanceParkProject', stale)).refusals).toEqual([
      'STALE_VERSION expectedVersion',
    ]);
  });

  it('are signed by an office, with every kind of paper, of two sources that are neither park nor investor alone', async () => {
    const letter = await toLetter(investing);
    const uscc = async (id: string) =>
      (await app.database.one<{ uscc: string }>('SELECT uscc FROM organizations WHERE id = $1', [id]))
        ?.uscc ?? '';
    const [park, investor, bank] = [
      await uscc(investing.operator.id),
      await uscc(investing.investorId),
      newUscc(),
    ];
    const { project, ids } = await brought(
      app,
      manager,
      letter,
      { kind: 'CONTRACT', issuers: [park, investor] },
      { kind: 'BANK_RECEIPT', issuers: [bank] },
      { kind: 'CONTRACT', issuers: [bank] },
      { kind: 'CONTRACT', issuers: [investor] },
      { kind: 'PROJECT_FILING', issuers: [park] },
      'OTHER',
    );
    const [both = '', receipt = '', byBank = '', byInvestor = '', byPark = '', other = ''] = ids;
    const sign = (...evidenceIds: string[]) => tries(office, project, { evidenceIds });
    expect(await sign()).toEqual(['EVIDENCE_MISSING evidenceIds']);
    expect(await sign(both, other)).toEqual(['EVIDENCE_KINDS_MISSING evidenceIds']);
    expect(await sign(receipt, other)).toEqual(['EVIDENCE_KINDS_MISSING evidenceIds']);
    expect(await sign(byBank, receipt)).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    expect(await sign(byInvestor, receipt)).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    expect(await sign(byBank, byPark)).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    expect(await sign(both, byPark, byInvestor)).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    expect(await tries(manager, project, { evidenceIds: [both, receipt] })).toEqual([
      'ADVANCED_BY_OFFICE projectId',
    ]);
    expect(await tries(investing.investor, project, { evidenceIds: [both, receipt] })).toEqual([
      'ADVANCED_BY_OFFICE projectId',
    ]);
    const old = await brought(app, manager, project, { kind: 'BANK_RECEIPT', issuedOn: '2024-04-14' });
    const day = { occurredOn: '2025-04-15' };
    expect(await tries(office, old.project, { evidenceIds: [both, ...old.ids], ...day })).toEqual([
      'EVIDENCE_TOO_OLD evidenceIds',
    ]);
    const signed = await projected(app, office, 'advanceParkProject', {
      ...about(old.project),
      evidenceIds: [both, receipt],
      occurredOn: '2025-04-15',
    });
    expect(signed.state).toBe('SIGNED');
    expect(await sign(both)).toEqual(['STALE_VERSION expectedVersion']);
    const enterprise = { name: '示例公司', uscc: newUscc() };
    expect(await tries(office, signed, { evidenceIds: [both, receipt], enterprise })).toEqual([
      'EVIDENCE_USED evidenceIds',
    ]);
    const ready = await brought(app, manager, signed, ...STAGE_PAPERS.REGISTERED);
    expect(await tries(office, ready.project, { evidenceIds: ready.ids })).toEqual([
      'ENTERPRISE_MISSING enterprise',
    ]);
    expect(
      await tries(office, ready.project, {
        evidenceIds: ready.ids,
        enterprise: { ...enterprise, uscc: '9'.repeat(18) },
      }),
    ).toEqual(['USCC_INVALID enterprise.uscc']);
  });

  it('are moved by nobody who brought a paper of it, nor his house, nor under another account', async () => {
    const letter = await toLetter(investing);
    const own = await brought(app, office, letter, 'CONTRACT');
    const { project, ids } = await brought(app, manager, own.project, 'CONTRACT', 'BANK_RECEIPT');
    const [contract = '', receipt = ''] = ids;
    expect(await tries(office, project, { evidenceIds: [own.ids[0], receipt] })).toEqual([
      'EVIDENCE_OF_OWN evidenceIds',
    ]);
    await shareTelephone(app, 'one-person', manager, office);
    expect(await tries(office, project, { evidenceIds: [contract, receipt] })).toEqual([
      'EVIDENCE_OF_OWN evidenceIds',
    ]);
    await shareTelephone(app, null, manager, office);
    await expect(
      app.transactions.run(async (tx) => {
        await tx.query(`UPDATE park_projects SET stage = 'SIGNED', signed_at = now() WHERE id = $1`, [
          project.id,
        ]);
        const [step] = await tx.query<{ id: string }>(
          `INSERT INTO project_steps (id, project_id, sequence, verb, stage, standing, occurred_on, member_id, organization_id, at)
           VALUES (gen_random_uuid(), $1, 99, 'advance', 'SIGNED', 'ACTIVE', '2026-07-09', $2, $3, now()) RETURNING id`,
          [project.id, office.id, office.organizationId],
        );
        await tx.query('INSERT INTO project_step_evidence SELECT $1, $2, unnest($3::uuid[])', [
          step?.id,
          project.id,
          [own.ids[0], receipt],
        ]);
      }),
    ).rejects.toThrow(/is proved by who takes it/);
    const { city } = investing.people.coordEast;
    const signed = await projected(app, city, 'advanceParkProject', {
      ...about(project),
      evidenceIds: [own.ids[0], receipt],
      occurredOn: '2025-04-15',
    });
    expect(signed.state).toBe('SIGNED');
  });

  it('take papers that are new, dated and issued by somebody', async () => {
    const project = await lead(investing);
    const bring = async (...evidence: object[]) =>
      tries(office, project, { occurredOn: undefined, evidence }, 'submitProjectEvidence');
    const sound = await paper(app, office, { kind: 'CONTRACT' });
    expect(await bring()).toEqual(['EVIDENCE_MISSING evidence']);
    expect(await bring({ ...sound, issuers: [] })).toEqual(['ISSUERS_MISSING evidence.0.issuers']);
    expect(await bring({ ...sound, issuers: [{ name: '示例', uscc: '1'.repeat(18) }] })).toEqual([
      'USCC_INVALID evidence.0.issuers.0.uscc',
    ]);
    expect(await bring({ ...sound, issuedOn: '2026-07-10' })).toEqual([
      'EVIDENCE_IN_FUTURE evidence.0.issuedOn',
    ]);
    expect(await bring(await paper(app, manager, { kind: 'CONTRACT' }))).toHaveLength(1); // somebody else's upload
    const { project: with1 } = await brought(app, office, project, 'CONTRACT');
    expect(with1.evidence).toHaveLength(1);
  });

  it('keep who introduced them and what was signed', async () => {
    const project = await lead(investing);
    await expect(
      app.database.query('UPDATE park_projects SET introducer_id = $2 WHERE id = $1', [
        project.id,
        investing.operator.id,
      ]),
    ).rejects.toThrow(/cannot change so/);
    const terms = { title: '示例变更', industryCode: '1431', investment: { amount: '1.00' }, plannedJobs: 1 };
    const amended = await projected(app, office, 'amendParkProject', { ...about(project), terms });
    expect(amended.investment.amount).toBe('1.00');
    const signed = await reached(investing, 'SIGNED');
    expect(await tries(office, signed, { occurredOn: undefined, terms }, 'amendParkProject')).toEqual([
      'PROJECT_SIGNED projectId',
    ]);
    await expect(
      app.database.query('UPDATE park_projects SET investment_fen = 1 WHERE id = $1', [signed.id]),
    ).rejects.toThrow(/cannot change so/);
    for (const change of [
      `UPDATE park_projects SET east_region_code = '310000' WHERE id = '${signed.id}'`,
      `UPDATE park_projects SET investor_id = NULL WHERE id = '${project.id}'`,
    ])
      await expect(app.database.query(change)).rejects.toThrow(/cannot change so/);
    for (const change of [
      `UPDATE stage_evidence_needs SET kinds = '{OTHER}' WHERE stage = 'SIGNED'`,
      `DELETE FROM stage_evidence_needs WHERE stage = 'SIGNED'`,
    ])
      await expect(app.database.query(change)).rejects.toThrow(/stays said/);
    expect(
      (
        await projectVerb(app, office, 'registerParkProject', {
          parkId: investing.parkId,
          investor: { organizationId: investing.investorId },
          terms: { ...terms, pairingId: investing.pairingId },
          introducerId: investing.operator.id,
          introducerMemberId: office.id,
        })
      ).refusals,
    ).toEqual(['INTRODUCER_MEMBER_ELSEWHERE introducerMemberId']);
  });

  it('wait where no rule of the day says what proves a stage', async () => {
    const signed = await reached(investing, 'SIGNED');
    const { project, ids } = await brought(app, manager, signed, ...STAGE_PAPERS.REGISTERED);
    await app.database.query(
      `UPDATE stage_evidence_needs SET valid_to = '2026-07-08' WHERE stage = 'REGISTERED'`,
    );
    const enterprise = { name: '示例荞麦食品有限公司', uscc: newUscc() };
    expect(await tries(office, project, { evidenceIds: ids, enterprise })).toEqual([
      'EVIDENCE_RULE_MISSING evidenceIds',
    ]);
  });
});
