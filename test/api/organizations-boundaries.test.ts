import {
  Admissions,
  AgencyMandates,
  ApprovalChains,
  type OrganizationKind,
} from '../../src/organizations/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import {
  PLACES,
  TEST_PASSWORD,
  addMember,
  addOrganization,
  admit,
  makePeople,
  type People,
  type Person,
} from '../support/people';

interface Answer {
  refusals: { code: string; path: string[] }[];
  invitationToken?: string;
  mandate?: { id: string };
}

describe('the borders of an organization', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const run = async (name: string, fields: string, who: Person | null, input: object): Promise<Answer> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} refusals { code path } } }`;
    const { data, errors } = await app.graphql<Record<string, Answer>>(
      query,
      { input },
      { token: who?.token ?? null },
    );
    if (errors) return { refusals: errors.map(({ extensions }) => ({ code: extensions.code, path: [] })) };
    return data[name] as Answer;
  };
  const keyed = (input: object) => ({ idempotencyKey: freshKey(), ...input });
  const codeOf = (answer: Answer) => answer.refusals[0]?.code;
  const member = (kind: OrganizationKind, regionCode: string, ...roles: Parameters<typeof addMember>[3][]) =>
    app.transactions.run(async (tx) =>
      addMember(app, tx, await addOrganization(tx, { kind, regionCode, side: 'WEST' }), ...roles),
    );

  it.each([
    ['a county office a province’s', 'coordWest', PLACES.westProvince],
    ['a county office another county’s', 'coordWest', PLACES.otherWestCounty],
    ['a county department another county’s', 'revital', PLACES.otherWestCounty],
  ] as const)('lets no office open another office: %s', async (_name, who, regionCode) => {
    const person = who === 'coordWest' ? people.coordWest.county : people.revital;
    const count = () => app.database.one('SELECT count(*) FROM organizations');
    const before = await count();
    const unit = await run(
      'createSubordinateUnit',
      'unit { id }',
      person,
      keyed({ name: '示例处', regionCode }),
    );
    expect(unit.refusals).toMatchObject([{ code: 'KIND_NOT_OPEN' }]);
    expect(await count()).toEqual(before);
  });

  it('lets nobody in by the invitation of an administrator who had to go', async () => {
    const first = await member('ENTERPRISE', PLACES.eastCounty, 'ORG_ADMIN');
    const second = await app.transactions.run((tx) =>
      addMember(app, tx, first.organizationId, 'ORG_ADMIN', 'BUYER_CLERK'),
    );
    const { invitationToken: token } = await run(
      'inviteMember',
      'invitationToken',
      second,
      keyed({ roles: ['ORG_ADMIN'] }),
    );
    await run(
      'changeMember',
      'member { id }',
      first,
      keyed({ memberId: second.id, roles: ['BUYER_CLERK'], active: true, expectedVersion: 1 }),
    );
    const joined = await run('acceptInvitation', 'tokens { accessToken }', null, {
      token,
      login: 'shili-zaijin',
      password: TEST_PASSWORD,
      displayName: '示例成员',
    });
    expect(codeOf(joined)).toBe('INVITATION_INVALID');
  });

  it('lets a unit tighten, not loosen, the limit set above it', async () => {
    const { admin, id, unitId } = people.buyer;
    const unitAdmin = await app.transactions.run((tx) => addMember(app, tx, unitId, 'ORG_ADMIN'));
    const limit = (who: Person, organizationId: string, amount: string | null, expectedVersion?: number) =>
      run(
        'setApprovalLimit',
        'limit { amount }',
        who,
        keyed({ organizationId, expectedVersion, limit: amount === null ? null : { amount } }),
      );
    expect((await limit(admin, id, '50000')).refusals).toEqual([]);
    expect((await limit(unitAdmin, unitId, '50000.01')).refusals).toMatchObject([
      { code: 'LIMIT_ABOVE_PARENT', path: ['limit'] },
    ]);
    expect((await limit(unitAdmin, unitId, '20000')).refusals).toEqual([]);
    // The organization above may give one of its units more room than the others …
    expect((await limit(admin, unitId, '80000', 1)).refusals).toEqual([]);
    expect(await app.nest.get(ApprovalChains).limitOf(app.database, unitId)).toBe(8_000_000n);
    // … and that room is what the unit then cannot exceed by itself.
    expect(codeOf(await limit(unitAdmin, unitId, '80000.01', 2))).toBe('SET_ABOVE');
    expect(codeOf(await limit(unitAdmin, unitId, '1', 2))).toBe('SET_ABOVE');
    expect(codeOf(await limit(unitAdmin, unitId, null, 2))).toBe('SET_ABOVE');
  });

  it('leaves a budget set above to the one above', async () => {
    const { approver, unitId } = people.buyer;
    const unitApprover = await app.transactions.run((tx) => addMember(app, tx, unitId, 'BUYER_APPROVER'));
    const set = (who: Person, year: number, amount: string, expectedVersion?: number) =>
      run('setBudget', 'budget { id }', who, keyed({ unitId, year, expectedVersion, limit: { amount } }));
    expect((await set(unitApprover, 2027, '100')).refusals).toEqual([]);
    expect((await set(unitApprover, 2027, '200', 1)).refusals).toEqual([]);
    expect((await set(approver, 2026, '100')).refusals).toEqual([]);
    expect(codeOf(await set(unitApprover, 2026, '200', 1))).toBe('SET_ABOVE');
    expect((await set(approver, 2026, '200', 1)).refusals).toEqual([]);
  });

  it('lets a mandate cover no day before it was signed', async () => {
    const agent = await member('ENTERPRISE', PLACES.westCounty, 'SUPPLIER');
    const proposed = await run(
      'proposeAgencyMandate',
      'mandate { id }',
      agent,
      keyed({ principalId: people.supplier.id, validFrom: '2026-01-01', validTo: '2026-12-31' }),
    );
    const signed = await run(
      'signAgencyMandate',
      'mandate { id }',
      people.supplier.member,
      keyed({ mandateId: proposed.mandate?.id, expectedVersion: 1, password: TEST_PASSWORD }),
    );
    expect(signed.refusals).toEqual([]);
    const principalOn = (on: string) =>
      app.nest.get(AgencyMandates).principalOf(app.database, { agentId: agent.organizationId, on });
    expect(await principalOn('2026-07-08')).toBeNull();
    expect(await principalOn('2026-07-09')).toBe(people.supplier.id);
  });

  it('lets an agent sell only while its principal may', async () => {
    const agent = await member('ENTERPRISE', PLACES.westCounty, 'SUPPLIER');
    const { otherSupplier, supplier } = people;
    await app.transactions.run(async (tx) => {
      await admit(tx, agent.organizationId, PLACES.westCounty, new Date('2025-06-01T00:00:00Z'));
      await tx.query(`UPDATE supplier_admissions SET sells_as = 'AGENT' WHERE supplier_id = $1`, [
        agent.organizationId,
      ]);
      await tx.query(
        `INSERT INTO agency_mandates (id, agent_id, principal_id, valid_from, valid_to, state, text_hash, proposed_by,
           proposed_at, signed_by, signed_at, version)
         VALUES (gen_random_uuid(), $1, $2, '2026-03-01', '2026-12-31', 'ACTIVE', '', $3, $5, $4, $5, 1)`,
        [agent.organizationId, otherSupplier.id, agent.id, otherSupplier.member.id, '2026-03-01T00:00:00Z'],
      );
    });
    const door = app.nest.get(Admissions);
    const sellsNow = () => app.transactions.run((tx) => door.requireAdmitted(tx, agent.organizationId));
    const soldOn = (on: string) => door.admittedOn(app.database, agent.organizationId, on);
    await expect(sellsNow()).resolves.toBeUndefined();
    expect([await soldOn('2026-02-28'), await soldOn('2026-07-09')]).toEqual([false, true]);
    const row = await app.database.one<{ id: string }>(
      'SELECT id FROM supplier_admissions WHERE supplier_id = $1',
      [otherSupplier.id],
    );
    const step = (name: string, expectedVersion: number) =>
      run(
        'superviseAdmission',
        'admission { id }',
        people.ops,
        keyed({ admissionId: row?.id, step: name, reason: '抽查', expectedVersion }),
      );
    await step('REVIEW', 1);
    expect((await step('SUSPEND', 2)).refusals).toEqual([]);
    await expect(sellsNow()).rejects.toMatchObject({ refusals: [{ code: 'SUPPLIER_SUSPENDED' }] });
    expect([await soldOn('2026-07-08'), await soldOn('2026-07-09')]).toEqual([true, false]);
    expect(await door.admittedOn(app.database, supplier.id, '2026-07-09')).toBe(true);
  });

  it('refuses a version nobody has seen, however large, as stale', async () => {
    const row = await app.database.one<{ id: string }>(
      'SELECT id FROM supplier_admissions WHERE supplier_id = $1',
      [people.supplier.id],
    );
    const input = keyed({
      admissionId: row?.id,
      step: 'REVIEW',
      reason: '抽查',
      expectedVersion: 2 ** 31 - 1,
    });
    expect(codeOf(await run('superviseAdmission', 'admission { id }', people.ops, input))).toBe(
      'STALE_VERSION',
    );
  });

  it('keeps a county’s task for who gets the duty later', async () => {
    const applicant = await member('COOPERATIVE', '513432', 'SUPPLIER', 'ORG_ADMIN');
    const department = await member('COUNTY_DEPARTMENT', '513432', 'ORG_ADMIN');
    const admission = async (verb: string, input: object) =>
      run(verb, 'admission { id }', applicant, keyed(input));
    await admission('draftAdmission', { statement: '示例' });
    const row = await app.database.one<{ id: string }>(
      'SELECT id FROM supplier_admissions WHERE supplier_id = $1',
      [applicant.organizationId],
    );
    expect(
      (await admission('submitAdmission', { admissionId: row?.id, expectedVersion: 1 })).refusals,
    ).toEqual([]);
    const agri = await app.transactions.run((tx) =>
      addMember(app, tx, department.organizationId, 'COUNTY_AGRI'),
    );
    const { data } = await app.graphql<{ myTasks: object }>(
      '{ myTasks { edges { node { kind role } } } }',
      {},
      { token: agri.token },
    );
    expect(data.myTasks).toEqual({ edges: [{ node: { kind: 'GIVE_COUNTY_OPINION', role: 'COUNTY_AGRI' } }] });
  });

  it('shows a never submitted application to nobody else, withdrawn or not', async () => {
    const supplier = await member('COOPERATIVE', PLACES.westCounty, 'SUPPLIER');
    const fields = 'admission { id version }';
    await run('draftAdmission', fields, supplier, keyed({ statement: '示例' }));
    const row = await app.database.one<{ id: string }>(
      'SELECT id FROM supplier_admissions WHERE supplier_id = $1',
      [supplier.organizationId],
    );
    const withdrawn = keyed({ admissionId: row?.id, expectedVersion: 1, reason: '示例' });
    expect((await run('withdrawAdmission', fields, supplier, withdrawn)).refusals).toEqual([]);
    const seen = (who: Person) =>
      app.graphql('query ($id: UUID!) { admission(id: $id) { id } }', { id: row?.id }, { token: who.token });
    expect((await seen(people.agri)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await seen(supplier)).errors).toBeUndefined();
  });
});
