import { Role } from '../../src/organizations/index';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import {
  TEST_PASSWORD,
  addMember,
  addOrganization,
  shareTelephone,
  signInAgain,
  type Person,
} from '../support/people';
import {
  brought,
  invested,
  makeInvesting,
  newUscc,
  ofRecord,
  projectSeen,
  projectVerb,
  type Investing,
  type ShownCapital,
  type ShownProject,
} from '../support/projects';
import { reached, submitted, toLetter, verified, verify } from '../support/projects-course';

describe('paid-in capital', () => {
  let app: TestApp;
  let investing: Investing;
  let manager: Person;
  /** Signed, and nothing paid in. */
  let project: ShownProject;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    manager = investing.operator.manager;
  });
  /** A minute each: an organization uploads so many in one. */
  let minutes = 0;
  beforeEach(async () => {
    app.clock.set(new Date(TEST_DAY.getTime() + 60_000 * minutes++));
    project = await reached(investing, 'SIGNED');
  });
  afterAll(() => app.close());

  const paidIn = async () => (await projectSeen(app, manager, project.id))?.paidIn.amount;
  const submits = async (more: object, evidenceIds: readonly string[], person = manager) =>
    (
      await projectVerb(app, person, 'submitCapitalRecord', {
        projectId: project.id,
        nature: 'CONTRIBUTION',
        kind: 'CASH',
        amount: { amount: '100.00' },
        contributedOn: '2026-06-10',
        evidenceIds,
        ...more,
      })
    ).refusals;
  const add = async (more: Parameters<typeof submitted>[2] = {}) => {
    const done = await submitted(investing, project, more);
    project = done.project;
    return done.record;
  };
  const totals = async (person: Person) => {
    const { data } = await app.graphql<{
      parkProjectTotals: {
        signed: { amount: string };
        paidIn: { amount: string };
        signedProjects: number;
        enterprisesInProduction: number;
      };
    }>(
      'query ($parkId: UUID) { parkProjectTotals(parkId: $parkId) { signedProjects signed { amount } paidIn { amount } enterprisesInProduction } }',
      { parkId: investing.parkId },
      { token: await signInAgain(app, person) },
    );
    return data.parkProjectTotals;
  };

  it('is what two people of two offices have verified, and moves with nothing else', async () => {
    const record = await add();
    expect(record).toMatchObject({ state: 'SUBMITTED', amount: { amount: '1234567.89' } });
    const before = await totals(manager);
    expect(await paidIn()).toBe('0.00');
    const { east, west } = { east: investing.people.coordEast, west: investing.people.coordWest };
    const one = await invested(app, east.city, 'verifyCapitalRecord', {
      ...ofRecord(record),
      password: TEST_PASSWORD,
    });
    expect([one.state, await paidIn()]).toEqual(['VERIFIED_ONE', '0.00']);
    expect((await verify(app, east.city, one)).refusals).toEqual(['OFFICE_VERIFIED_ALREADY capitalRecordId']);
    const two = await invested(app, west.city, 'verifyCapitalRecord', {
      ...ofRecord(one),
      password: TEST_PASSWORD,
    });
    expect(two.state).toBe('VERIFIED');
    expect(two.checks.map(({ standing }) => standing).toSorted()).toEqual(['OTHER_SIDE', 'SAME_SIDE']);
    expect(await paidIn()).toBe('1234567.89');
    const after = await totals(manager);
    expect([after.signed, after.signedProjects, after.enterprisesInProduction]).toEqual([
      before.signed,
      before.signedProjects,
      before.enterprisesInProduction,
    ]);
    expect(BigInt(after.paidIn.amount.replace('.', '')) - BigInt(before.paidIn.amount.replace('.', ''))).toBe(
      123456789n,
    );
    for (const change of [
      `UPDATE park_projects SET paid_in_fen = paid_in_fen + 1 WHERE id = '${project.id}'`,
      `UPDATE capital_records SET fen = fen + 1 WHERE id = '${record.id}'`,
      `UPDATE capital_records SET state = 'REJECTED' WHERE id = '${record.id}'`,
      `DELETE FROM capital_records WHERE id = '${record.id}'`,
      `DELETE FROM capital_checks WHERE record_id = '${record.id}'`,
    ])
      await expect(app.database.query(change)).rejects.toThrow(
        /not that of its verified records|stays as it is|append-only|may not/,
      );
    const events = await app.database.query<{ kind: string; payload: object }>(
      `SELECT kind, payload FROM domain_events WHERE stream = $1 AND kind LIKE 'Capital%'`,
      [`park-project:${project.id}`],
    );
    expect(events).toEqual([
      {
        kind: 'CapitalVerified',
        payload: expect.objectContaining({ fen: '123456789', contributedOn: '2026-06-10' }),
      },
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is verified by nobody of the county, of who submitted it or of one side alone, nor twice by one person', async () => {
    const record = await add();
    const { coordEast: east, coordWest: west } = investing.people;
    const [county, otherOfCity, ofEast] = await app.transactions.run(async (tx) => [
      await addMember(app, tx, west.county.organizationId, Role.VERIFIER),
      await addMember(app, tx, west.city.organizationId, Role.VERIFIER),
      await addMember(app, tx, east.city.organizationId, Role.VERIFIER),
    ]);
    if (!county || !otherOfCity || !ofEast) throw new Error('no members');
    expect((await verify(app, county, record)).refusals).toEqual(['VERIFIER_OF_REPORTER capitalRecordId']);
    expect((await verify(app, manager, record)).refusals).toEqual(['FORBIDDEN']);
    expect((await verify(app, east.county, record)).refusals).toEqual(['FORBIDDEN']); // no verifier
    const wrong = { ...ofRecord(record), password: 'shi-mima-cuowu-1' };
    expect((await projectVerb(app, west.city, 'verifyCapitalRecord', wrong)).refusals).toEqual([
      expect.stringContaining('password'),
    ]);
    const one = (await verify(app, west.city, record)).capitalRecord;
    if (!one) throw new Error('not verified');
    expect((await verify(app, otherOfCity, one)).refusals).toEqual([
      'OFFICE_VERIFIED_ALREADY capitalRecordId',
    ]);
    for (const other of [west.city, manager]) {
      await shareTelephone(app, 'one-person', other, ofEast);
      expect((await verify(app, ofEast, one)).refusals).toEqual(['VERIFIER_INVOLVED capitalRecordId']);
      await shareTelephone(app, null, other, ofEast);
    }
    await expect(
      app.database.query(
        `INSERT INTO capital_checks VALUES (gen_random_uuid(), $1, $2, $3, 'OTHER_SIDE', now())`,
        [record.id, county.organizationId, county.id],
      ),
    ).rejects.toThrow(/verified by its own side/);
    await expect(
      app.database.query(`UPDATE capital_records SET state = 'VERIFIED', decided_at = now() WHERE id = $1`, [
        record.id,
      ]),
    ).rejects.toThrow(/verified by one side alone/);
    const two = (await verify(app, west.province, one)).capitalRecord; // a province is independent of the county
    expect(two?.checks.map(({ standing }) => standing).toSorted()).toEqual(['PROVINCE', 'SAME_SIDE']);
  });

  it('is not enough with two offices of the reporting side', async () => {
    // The investor reports: the east is his side, and the city with the district is no other side.
    const { project: ready, ids } = await brought(
      app,
      investing.investor,
      project,
      'BANK_RECEIPT',
      'CAPITAL_VERIFICATION',
    );
    project = ready;
    const record = await invested(app, investing.investor, 'submitCapitalRecord', {
      projectId: project.id,
      nature: 'CONTRIBUTION',
      kind: 'CASH',
      amount: { amount: '100.00' },
      contributedOn: '2026-06-10',
      evidenceIds: ids,
    });
    const one = (await verify(app, investing.people.coordEast.city, record)).capitalRecord;
    if (!one) throw new Error('not verified');
    const twin = await app.transactions.run(async (tx) => {
      const standing = { kind: 'COLLABORATION_OFFICE', regionCode: '330200', side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, standing), Role.VERIFIER);
    });
    expect((await verify(app, twin, one)).refusals).toEqual(['VERIFIERS_NOT_INDEPENDENT capitalRecordId']);
    expect((await verify(app, investing.people.coordWest.city, one)).capitalRecord?.state).toBe('VERIFIED');
  });

  it('asks for its papers, for two sources, and for a project that was signed', async () => {
    const uscc = async (id: string) =>
      (await app.database.one<{ uscc: string }>('SELECT uscc FROM organizations WHERE id = $1', [id]))
        ?.uscc ?? '';
    const investor = await uscc(investing.investorId);
    const bank = newUscc();
    const { project: ready, ids } = await brought(
      app,
      manager,
      project,
      { kind: 'BANK_RECEIPT', issuers: [bank] },
      { kind: 'BANK_RECEIPT', issuers: [bank] },
      { kind: 'CAPITAL_VERIFICATION', issuers: [investor] },
      'TAX_RECORD',
    );
    project = ready;
    const [receipt = '', second = '', byInvestor = '', tax = ''] = ids;
    expect(await submits({}, [])).toEqual(['EVIDENCE_MISSING evidenceIds']);
    expect(await submits({}, [tax])).toEqual(['EVIDENCE_KINDS_MISSING evidenceIds']);
    expect(await submits({}, [receipt])).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    expect(await submits({}, [receipt, second])).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    expect(await submits({}, [receipt, byInvestor])).toEqual(['SOURCES_NOT_INDEPENDENT evidenceIds']);
    expect(await submits({ kind: 'EQUIPMENT' }, [receipt, tax])).toEqual([
      'EVIDENCE_KINDS_MISSING evidenceIds',
    ]);
    expect(await submits({ amount: { amount: '0.00' } }, [receipt, tax])).toEqual(['CAPITAL_ZERO amount']);
    expect(await submits({ contributedOn: '2026-07-10' }, [receipt, tax])).toEqual([
      'CAPITAL_DAY_WRONG contributedOn',
    ]);
    expect(await submits({ lowers: true }, [receipt, tax])).toEqual(['CORRECTION_SIGN_MISSING lowers']);
    expect(await submits({ nature: 'WITHDRAWAL' }, [receipt, tax])).toEqual(['PAID_IN_BELOW_ZERO amount']);
    expect(await submits({}, [receipt, tax], investing.people.buyer.clerk)).toEqual(['FORBIDDEN']);
    expect(await submits({}, [receipt, tax])).toEqual([]);
    const letter = await toLetter(investing);
    const early = await brought(app, manager, letter, 'BANK_RECEIPT', 'TAX_RECORD');
    project = early.project;
    expect(await submits({}, early.ids)).toEqual(['CAPITAL_BEFORE_SIGNING projectId']);
  });

  it('goes down by withdrawals and corrections that are verified like it, never below zero', async () => {
    const record = await verified(investing, await add({ amount: '1000.00' }));
    const first = await add({ nature: 'WITHDRAWAL', amount: '700.00' });
    const second = await add({ nature: 'WITHDRAWAL', amount: '700.00' });
    expect(first.amount.amount).toBe('-700.00');
    expect((await verified(investing, first)).state).toBe('VERIFIED');
    expect(await paidIn()).toBe('300.00');
    const one = (await verify(app, investing.people.coordEast.city, second)).capitalRecord;
    if (!one) throw new Error('not verified');
    expect((await verify(app, investing.people.coordWest.city, one)).refusals).toEqual([
      'PAID_IN_BELOW_ZERO amount',
    ]);
    const rejected = await invested(app, investing.people.coordWest.city, 'rejectCapitalRecord', {
      ...ofRecord(one),
      note: '示例：重复撤资',
    });
    expect([rejected.state, await paidIn()]).toEqual(['REJECTED', '300.00']);
    const lower = { nature: 'CORRECTION', lowers: true, correctsId: record.id };
    expect((await verified(investing, await add({ ...lower, amount: '200.00' }))).state).toBe('VERIFIED');
    expect(await paidIn()).toBe('100.00');
    const { project: ready, ids } = await brought(app, manager, project, 'BANK_RECEIPT', 'TAX_RECORD');
    project = ready;
    expect(await submits({ ...lower, amount: { amount: '900.00' } }, ids)).toEqual([
      'CORRECTED_BELOW_ZERO amount',
    ]);
    expect(await submits({ ...lower, contributedOn: '2025-12-31' }, ids)).toEqual([
      'CORRECTION_DAY_WRONG contributedOn',
    ]);
    for (const correctsId of [undefined, rejected.id])
      expect(await submits({ ...lower, correctsId }, ids)).toEqual(['CORRECTION_NAMES_RECORD correctsId']);
    const mine = await add({ amount: '5.00' });
    const stranger = (
      await projectVerb(app, investing.investor, 'withdrawCapitalRecord', { ...ofRecord(mine), note: '示例' })
    ).refusals;
    expect(stranger).toEqual(['NOT_FOUND capitalRecordId']);
    expect(
      (await invested(app, manager, 'withdrawCapitalRecord', { ...ofRecord(mine), note: '示例' })).state,
    ).toBe('WITHDRAWN');
    expect(await paidIn()).toBe('100.00');
    expect(await breaksOf(app)).toEqual([]);
  });

  it('moves once, however many verify at the same time, and two withdrawals never take more than there is', async () => {
    const { coordEast: east, coordWest: west } = investing.people;
    const record = await add({ amount: '1000.00' });
    const one = (await verify(app, east.city, record)).capitalRecord as ShownCapital;
    const racing = await Promise.all(
      [west.city, west.province, west.city, west.province].map((person) => verify(app, person, one)),
    );
    expect(racing.filter(({ capitalRecord }) => capitalRecord?.state === 'VERIFIED')).toHaveLength(1);
    expect(await paidIn()).toBe('1000.00');
    const withdrawals: ShownCapital[] = [];
    for (const amount of ['800.00', '900.00']) {
      const withdrawal = await add({ nature: 'WITHDRAWAL', amount });
      withdrawals.push((await verify(app, east.city, withdrawal)).capitalRecord as ShownCapital);
    }
    const both = await Promise.all(withdrawals.map((each) => verify(app, west.city, each)));
    expect(both.flatMap(({ refusals }) => refusals)).toEqual(['PAID_IN_BELOW_ZERO amount']);
    expect(['200.00', '100.00']).toContain(await paidIn());
    expect(await breaksOf(app)).toEqual([]);
  });
});
