import { Admissions, Role } from '../../src/organizations/index';
import { businessDateOf } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import {
  PLACES,
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from '../support/people';

const FIELDS = `admission { id state sells version countyDueOn opinions { duty positive } } refusals { code path }`;
const mutation = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${FIELDS} } }`;
const DRAFT = mutation('draftAdmission', 'DraftAdmissionInput');
const SUBMIT = mutation('submitAdmission', 'SubmitAdmissionInput');
const OPINION = mutation('giveCountyOpinion', 'GiveCountyOpinionInput');
const DECIDE = mutation('decideAdmission', 'DecideAdmissionInput');
const SUPERVISE = mutation('superviseAdmission', 'SuperviseAdmissionInput');
const TASKS = '{ myTasks { edges { node { kind title subjectId until } } totalCount } }';

interface Answer {
  admission: { id: string; state: string; sells: boolean; version: number; countyDueOn: string } | null;
  refusals: { code: string; path: string[] }[];
}

describe('supplier admission', () => {
  let app: TestApp;
  let people: People;
  let applicant: Person;
  let version = 1;
  let admissionId = '';
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    applicant = await newSupplier('COOPERATIVE', PLACES.westCounty);
  });
  afterAll(() => app.close());

  const newSupplier = (kind: 'COOPERATIVE' | 'ENTERPRISE', regionCode: string) =>
    app.transactions.run(async (tx) => {
      const id = await addOrganization(tx, { kind, regionCode, side: 'WEST' });
      return addMember(app, tx, id, Role.SUPPLIER, Role.ORG_ADMIN);
    });
  const raw = async (query: string, who: Person, input: object) =>
    app.graphql<Record<string, Answer>>(
      query,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: await signInAgain(app, who) },
    );
  /** Runs a verb on the admission under test and follows its version. */
  const act = async (query: string, who: Person, input: object = {}): Promise<Answer> => {
    const { data, errors } = await raw(query, who, { admissionId, expectedVersion: version, ...input });
    if (errors) return { admission: null, refusals: [{ code: errors[0]?.extensions.code ?? '', path: [] }] };
    const answer = Object.values(data)[0] as Answer;
    version = answer.admission?.version ?? version;
    return answer;
  };
  const codeOf = (answer: Answer) => answer.refusals[0]?.code;
  const tasksOf = async (who: Person) => {
    const { data } = await app.graphql<{
      myTasks: { edges: { node: { kind: string; subjectId: string } }[] };
    }>(TASKS, {}, { token: await signInAgain(app, who) });
    return data.myTasks.edges
      .map(({ node }) => node)
      .filter((node) => node.subjectId === admissionId)
      .map((node) => node.kind);
  };
  const written = () =>
    app.database.one(`SELECT (SELECT count(*) FROM audit_rows) a, (SELECT count(*) FROM admission_history) h,
      (SELECT count(*) FROM admission_opinions) o, (SELECT count(*) FROM idempotency_keys) k, (SELECT sum(version) FROM supplier_admissions) v`);

  it('is drafted and submitted; both duties of the county find it among their tasks', async () => {
    const drafted = await raw(DRAFT, applicant, { statement: '示例合作社，青花椒 200 亩' });
    admissionId = drafted.data['draftAdmission']?.admission?.id ?? '';
    const second = await raw(DRAFT, applicant, { statement: '又一份' });
    expect(second.data['draftAdmission']?.refusals[0]?.code).toBe('ADMISSION_EXISTS');
    const submitted = await act(SUBMIT, applicant);
    expect(submitted.admission).toMatchObject({
      state: 'SUBMITTED',
      sells: false,
      countyDueOn: '2026-07-23',
    });
    expect(await tasksOf(people.agri)).toEqual(['GIVE_COUNTY_OPINION']);
    expect(await tasksOf(people.revital)).toEqual(['GIVE_COUNTY_OPINION']);
    expect(await tasksOf(people.otherAgri)).toEqual([]);
  });

  it('does not exist for a department of another county, nor for other suppliers; nothing is written', async () => {
    const before = await written();
    const opinion = { duty: 'AGRI', positive: true, note: '同意' };
    expect(codeOf(await act(OPINION, people.otherAgri, opinion))).toBe('NOT_FOUND');
    expect(codeOf(await act(SUBMIT, people.supplier.member))).toBe('NOT_FOUND');
    const missing = await act(SUBMIT, people.supplier.member, { admissionId: crypto.randomUUID() });
    expect(codeOf(missing)).toBe('NOT_FOUND');
    expect(codeOf(await act(OPINION, applicant, opinion))).toBe('FORBIDDEN');
    expect(codeOf(await act(OPINION, people.revital, opinion))).toBe('OPINION_NEEDS_DUTY');
    expect(codeOf(await act(OPINION, people.agri, { ...opinion, expectedVersion: 1 }))).toBe('STALE_VERSION');
    expect(codeOf(await act(DECIDE, people.ops, { decision: 'ADMIT', reason: '同意' }))).toBe(
      'ILLEGAL_TRANSITION',
    );
    expect(await written()).toEqual(before);
  });

  it('escalates after the county’s ten working days, once', async () => {
    app.clock.advance(14 * 86_400_000);
    await app.settle();
    expect(await tasksOf(people.ops)).toEqual([]);
    app.clock.advance(86_400_000);
    await app.settle();
    await app.settle();
    expect(await tasksOf(people.ops)).toEqual(['CHASE_COUNTY_OPINION']);
  });

  it('needs two opinions of two people, then the platform', async () => {
    const both = await app.transactions.run((tx) =>
      addMember(app, tx, people.department, Role.COUNTY_AGRI, Role.COUNTY_REVITAL),
    );
    expect((await act(OPINION, both, { duty: 'AGRI', positive: true, note: '同意' })).admission?.state).toBe(
      'SUBMITTED',
    );
    expect(codeOf(await act(OPINION, both, { duty: 'REVITAL', positive: true, note: '同意' }))).toBe(
      'FOUR_EYES',
    );
    expect(codeOf(await act(OPINION, people.agri, { duty: 'AGRI', positive: true, note: '同意' }))).toBe(
      'OPINION_GIVEN',
    );
    const second = await act(OPINION, people.revital, { duty: 'REVITAL', positive: true, note: '同意' });
    expect(second.admission).toMatchObject({
      state: 'COUNTY_RECOMMENDED',
      opinions: [{ duty: 'AGRI' }, { duty: 'REVITAL' }],
    });
    expect(await tasksOf(people.ops)).toEqual(['DECIDE_ADMISSION']);
    const due = `SELECT due_at AS at FROM tasks WHERE subject_id = $1 AND kind = 'DECIDE_ADMISSION'`;
    // Five working days from Friday the 24th on, to the end of the last.
    expect(await app.database.one(due, [admissionId])).toEqual({ at: new Date('2026-07-31T16:00:00Z') });
    const admitted = await act(DECIDE, people.ops, { decision: 'ADMIT', reason: '符合条件' });
    expect(admitted.admission).toMatchObject({ state: 'ADMITTED', sells: true });
    expect(await tasksOf(people.ops)).toEqual([]);
  });

  it('suspends with effect from the commit, reinstates by another person, and remembers every day', async () => {
    const door = app.nest.get(Admissions);
    const check = () =>
      app.transactions.run((tx) => door.requireAdmitted(tx, applicant.organizationId, ['lines', 0]));
    await check();
    const admittedDay = businessDateOf(app.clock.now());
    app.clock.advance(86_400_000);
    expect((await act(SUPERVISE, people.ops, { step: 'REVIEW', reason: '投诉' })).admission?.sells).toBe(
      true,
    );
    await check();
    expect((await act(SUPERVISE, people.ops, { step: 'SUSPEND', reason: '产地存疑' })).admission?.state).toBe(
      'SUSPENDED',
    );
    await expect(check()).rejects.toMatchObject({
      refusals: [{ code: 'SUPPLIER_SUSPENDED', path: ['lines', 0] }],
    });
    const suspendedDay = businessDateOf(app.clock.now());
    app.clock.advance(86_400_000);
    await act(SUPERVISE, people.ops, { step: 'REVIEW', reason: '已整改' });
    await expect(check()).rejects.toThrow();
    expect(codeOf(await act(SUPERVISE, people.ops, { step: 'REINSTATE', reason: '恢复' }))).toBe('FOUR_EYES');
    expect(
      (await act(SUPERVISE, people.opsSecond, { step: 'REINSTATE', reason: '恢复' })).admission?.state,
    ).toBe('ADMITTED');
    await check();
    const on = (day: string) => door.admittedOn(app.database, applicant.organizationId, day);
    expect(await on(admittedDay)).toBe(true);
    expect(await on(suspendedDay)).toBe(false);
    expect(await on(businessDateOf(app.clock.now()))).toBe(true);
    const rows = await app.database.query(
      `SELECT kind FROM domain_events WHERE stream = $1 ORDER BY sequence`,
      [`supplier:${applicant.organizationId}`],
    );
    expect(rows).toEqual([
      { kind: 'SupplierAdmitted' },
      { kind: 'SupplierSuspended' },
      { kind: 'SupplierReinstated' },
    ]);
  });

  it('is returned by a negative opinion, mended and submitted again with new opinions', async () => {
    const other = await newSupplier('COOPERATIVE', PLACES.westCounty);
    const drafted = await raw(DRAFT, other, { statement: '示例' });
    admissionId = drafted.data['draftAdmission']?.admission?.id ?? '';
    version = 1;
    await act(SUBMIT, other);
    const returned = await act(OPINION, people.agri, { duty: 'AGRI', positive: false, note: '请补充' });
    expect(returned.admission?.state).toBe('RETURNED');
    expect(await tasksOf(other)).toEqual(['RESUBMIT_ADMISSION']);
    expect(await tasksOf(people.revital)).toEqual([]);
    expect((await act(SUBMIT, other, { statement: '已补充' })).admission).toMatchObject({
      state: 'SUBMITTED',
      opinions: [],
    });
    await act(OPINION, people.agri, { duty: 'AGRI', positive: true, note: '同意' });
    const notices = await app.graphql<{ myNotices: { edges: { node: { kind: string } }[] } }>(
      '{ myNotices { edges { node { id kind title readAt } } } }',
      {},
      { token: await signInAgain(app, other) },
    );
    expect(notices.data.myNotices.edges[0]?.node).toMatchObject({
      kind: 'ADMISSION_RETURNED',
      title: '入驻申请已退回',
      readAt: null,
    });
  });

  it('is seen by offices of the region only', async () => {
    const queue = async (who: Person) => {
      const { data } = await app.graphql<{ admissionQueue: { edges: unknown[] } }>(
        '{ admissionQueue(first: 50) { edges { node { id supplierName } } } }',
        {},
        { token: await signInAgain(app, who) },
      );
      return data.admissionQueue.edges.length;
    };
    expect(await queue(people.coordWest.province)).toBe(4);
    expect(await queue(people.agri)).toBe(3);
    expect(await queue(people.otherAgri)).toBe(1);
    expect(await queue(people.coordEast.province)).toBe(0);
    expect(await queue(people.buyer.clerk)).toBe(0);
    expect(await queue(people.ops)).toBe(4);
  });
});
