import {
  ApprovalChains,
  BankAccounts,
  CreateOperator,
  Organizations,
  completeUscc,
} from '../../src/organizations/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { TEST_PASSWORD, makePeople, type People, type Person } from '../support/people';

interface Answer {
  refusals: { code: string; path: string[] }[];
  invitationToken?: string;
  organizationId?: string;
  tokens?: { accessToken: string } | null;
  unit?: { id: string; parentId: string };
  bankAccount?: { id: string; state: string; lastFour: string; version: number };
  budget?: { id: string; version: number; left: { amount: string } };
  member?: { id: string; version: number };
}

describe('members, units, budgets and accounts', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const run = async (
    name: string,
    fields: string,
    who: { token: string } | null,
    input: object,
  ): Promise<Answer> => {
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
  const invite = (who: Person, roles: string[], more: object = {}) =>
    run('inviteMember', 'organizationId invitationToken', who, keyed({ roles, ...more }));
  const accept = (token: string, login: string) =>
    run('acceptInvitation', 'tokens { accessToken }', null, {
      token,
      login,
      password: TEST_PASSWORD,
      displayName: '示例新成员',
    });

  it('invites once: the same key gives the same token, a used or old token is refused', async () => {
    const { admin } = people.buyer;
    const input = keyed({ roles: ['BUYER_CLERK'] });
    const first = await run('inviteMember', 'invitationToken', admin, input);
    const again = await run('inviteMember', 'invitationToken', admin, input);
    expect(again.invitationToken).toBe(first.invitationToken);
    const joined = await accept(first.invitationToken ?? '', 'shili-clerk');
    expect(joined.refusals).toEqual([]);
    const me = await app.graphql<{ me: object }>(
      '{ me { member { roles } organization { id } } }',
      {},
      { token: joined.tokens?.accessToken },
    );
    expect(me.data.me).toEqual({ member: { roles: ['BUYER_CLERK'] }, organization: { id: people.buyer.id } });
    expect(codeOf(await accept(first.invitationToken ?? '', 'shili-second'))).toBe('INVITATION_INVALID');
    const stored = await app.database.query(
      'SELECT result::text || input_hash::text AS kept FROM idempotency_keys',
    );
    expect(JSON.stringify(stored)).not.toContain(first.invitationToken);
  });

  it('refuses roles the kind does not give, and everything from people who may not', async () => {
    expect(codeOf(await invite(people.buyer.admin, ['PLATFORM_OPS']))).toBe('ROLE_NOT_GIVEN');
    expect(codeOf(await invite(people.revital, ['COORD_COUNTY']))).toBe('ROLE_NOT_GIVEN');
    expect(codeOf(await invite(people.coordEast.city, ['COORD_PROV']))).toBe('ROLE_NOT_GIVEN');
    expect(codeOf(await invite(people.buyer.clerk, ['BUYER_CLERK']))).toBe('FORBIDDEN');
    const foreign = { organizationId: people.otherBuyer.unitId };
    expect(codeOf(await invite(people.buyer.admin, ['BUYER_CLERK'], foreign))).toBe('NOT_FOUND');
    const nowhere = { organizationId: crypto.randomUUID() };
    expect(codeOf(await invite(people.buyer.admin, ['BUYER_CLERK'], nowhere))).toBe('NOT_FOUND');
  });

  it('keeps an administrator, ends the sessions of who loses a role', async () => {
    const { admin, clerk } = people.otherBuyer;
    const change = (memberId: string, roles: string[], active = true) =>
      run(
        'changeMember',
        'member { id version }',
        admin,
        keyed({ memberId, roles, active, expectedVersion: 1 }),
      );
    expect(codeOf(await change(admin.id, ['BUYER_CLERK']))).toBe('LAST_ADMIN');
    expect(codeOf(await change(people.buyer.clerk.id, ['BUYER_CLERK']))).toBe('NOT_FOUND');
    expect((await change(clerk.id, ['BUYER_CLERK', 'BUYER_APPROVER'])).refusals).toEqual([]);
    expect(codeOf(await change(clerk.id, ['BUYER_APPROVER']))).toBe('STALE_VERSION');
    expect(
      (await app.graphql('{ me { member { id } } }', {}, { token: clerk.token })).errors,
    ).toBeUndefined();
    await run(
      'changeMember',
      'member { id }',
      admin,
      keyed({ memberId: clerk.id, roles: ['BUYER_CLERK'], active: false, expectedVersion: 2 }),
    );
    const answer = await app.graphql('{ me { member { id } } }', {}, { token: clerk.token });
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('grows a tree of units; the approval limit of the nearest one above holds', async () => {
    const { admin, id } = people.buyer;
    const unit = { name: '示例食堂', regionCode: '330211' };
    const first = await run('createSubordinateUnit', 'unit { id parentId }', admin, keyed(unit));
    const second = await run(
      'createSubordinateUnit',
      'unit { id parentId }',
      admin,
      keyed({ ...unit, parentId: first.unit?.id }),
    );
    expect(second.unit?.parentId).toBe(first.unit?.id);
    const units = await app.nest.get(Organizations).unitsUnder(app.database, id);
    expect(units).toEqual(expect.arrayContaining([id, first.unit?.id, second.unit?.id]));
    const foreign = keyed({ ...unit, parentId: people.otherBuyer.id });
    expect(codeOf(await run('createSubordinateUnit', 'unit { id }', admin, foreign))).toBe('NOT_FOUND');

    const limit = (organizationId: string, amount: string) =>
      run('setApprovalLimit', 'limit { amount }', admin, keyed({ organizationId, limit: { amount } }));
    expect((await limit(id, '50000.00')).refusals).toEqual([]);
    const chains = app.nest.get(ApprovalChains);
    expect(await chains.limitOf(app.database, second.unit?.id ?? '')).toBe(5_000_000n);
    await limit(first.unit?.id ?? '', '0');
    expect(await chains.limitOf(app.database, second.unit?.id ?? '')).toBe(0n);
    expect(await chains.limitOf(app.database, people.otherBuyer.id)).toBeNull();
  });

  it('sets a budget per unit and year, of its own units only', async () => {
    const { approver, unitId } = people.buyer;
    const set = (who: Person, input: object) =>
      run('setBudget', 'budget { id version left { amount } }', who, keyed({ unitId, year: 2026, ...input }));
    expect(codeOf(await set(people.otherBuyer.approver, { limit: { amount: '1' } }))).toBe('NOT_FOUND');
    expect(codeOf(await set(people.buyer.clerk, { limit: { amount: '1' } }))).toBe('FORBIDDEN');
    expect(codeOf(await set(approver, { limit: { amount: '1.234' } }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await set(approver, { limit: { amount: '123456789012345678' } }))).toBe('BAD_USER_INPUT');
    expect((await set(approver, { limit: { amount: '0' } })).budget).toMatchObject({
      version: 1,
      left: { amount: '0.00' },
    });
    expect(codeOf(await set(approver, { limit: { amount: '10' } }))).toBe('STALE_VERSION');
    expect((await set(approver, { limit: { amount: '10' }, expectedVersion: 1 })).budget?.left.amount).toBe(
      '10.00',
    );
  });

  it('sets a bank account by two people and answers its last four digits only', async () => {
    const { member, second, id } = people.supplier;
    const input = { holderName: '示例合作社', bankName: '示例银行', number: '6222000011112222' };
    const proposed = await run(
      'proposeBankAccount',
      'bankAccount { id state lastFour version }',
      member,
      keyed(input),
    );
    expect(proposed.bankAccount).toMatchObject({ state: 'PROPOSED', lastFour: '2222' });
    const decide = (who: Person) =>
      run(
        'decideBankAccount',
        'bankAccount { id state }',
        who,
        keyed({ bankAccountId: proposed.bankAccount?.id, confirm: true, expectedVersion: 1 }),
      );
    const accounts = app.nest.get(BankAccounts);
    expect(codeOf(await decide(member))).toBe('NOT_ONESELF');
    expect(codeOf(await decide(people.otherSupplier.member))).toBe('NOT_FOUND');
    expect(await accounts.activeOf(app.database, id)).toBeNull();
    expect((await decide(second)).bankAccount?.state).toBe('ACTIVE');
    const active = await accounts.activeOf(app.database, id);
    expect(await accounts.numberOf(app.database, active?.id ?? '')).toBe('6222000011112222');
    const [row] = await app.database.query<{ row: string }>('SELECT b::text AS row FROM bank_accounts b');
    expect(row?.row).not.toContain('62220000');
  });

  it('opens offices by platform operations, platform operations from the terminal', async () => {
    const token = await app.nest.get(CreateOperator).execute();
    const joined = await accept(token, 'shili-operator');
    const operator = { token: joined.tokens?.accessToken ?? '' };
    const office = { kind: 'COUNTY_DEPARTMENT', name: '示例县农业农村局', regionCode: '513429' };
    const opened = await run('registerOffice', 'organizationId invitationToken', operator, keyed(office));
    expect(opened.refusals).toEqual([]);
    expect((await accept(opened.invitationToken ?? '', 'shili-office')).refusals).toEqual([]);
    expect(
      codeOf(
        await run('registerOffice', 'organizationId', operator, keyed({ ...office, kind: 'COOPERATIVE' })),
      ),
    ).toBe('KIND_NOT_OFFICE');
    expect(codeOf(await run('registerOffice', 'organizationId', people.auditor, keyed(office)))).toBe(
      'FORBIDDEN',
    );
    const uscc = completeUscc('11513429MA0000009');
    expect(
      (await run('registerOffice', 'organizationId', operator, keyed({ ...office, uscc }))).refusals,
    ).toEqual([]);
    expect(codeOf(await run('registerOffice', 'organizationId', operator, keyed({ ...office, uscc })))).toBe(
      'USCC_TAKEN',
    );
  });

  it('finds organizations in the region an office oversees, page by page', async () => {
    const names = async (who: Person, after: string | null = null): Promise<string[]> => {
      const { data } = await app.graphql<{
        organizations: {
          edges: { node: { regionCode: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      }>(
        `query ($after: Cursor) { organizations(first: 2, after: $after) { edges { node { regionCode } } pageInfo { hasNextPage endCursor } } }`,
        { after },
        { token: who.token },
      );
      const { edges, pageInfo } = data.organizations;
      const found = edges.map(({ node }) => node.regionCode);
      return pageInfo.hasNextPage ? [...found, ...(await names(who, pageInfo.endCursor))] : found;
    };
    expect(new Set(await names(people.coordWest.county))).toEqual(new Set(['513430']));
    const western = await names(people.coordWest.province);
    expect(western.length).toBeGreaterThan(6);
    expect(western.every((code) => code.startsWith('51'))).toBe(true);
    const clerk = await app.graphql(
      '{ organizations { edges { node { id } } } }',
      {},
      { token: people.buyer.clerk.token },
    );
    expect(clerk.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('records what became of the account a new one replaces, tells everybody and lets it rest', async () => {
    const { admin, approver, id } = people.otherBuyer;
    const account = async (number: string) => {
      const input = keyed({ holderName: '示例单位', bankName: '示例银行', number });
      await run('proposeBankAccount', 'bankAccount { id }', approver, input);
      const row = await app.database.one<{ id: string }>(
        `SELECT id FROM bank_accounts WHERE organization_id = $1 AND state = 'PROPOSED'`,
        [id],
      );
      await run(
        'decideBankAccount',
        'bankAccount { id }',
        admin,
        keyed({ bankAccountId: row?.id, confirm: true, expectedVersion: 1 }),
      );
      return row?.id;
    };
    const first = await account('6222000000000001');
    await account('6222000000000002');
    const rows = await app.database.query(
      `SELECT from_state, to_state FROM audit_rows WHERE subject_id = $1 ORDER BY id DESC LIMIT 1`,
      [first],
    );
    expect(rows).toEqual([{ from_state: 'ACTIVE', to_state: 'REPLACED' }]);
    const notices = await app.database.query(
      `SELECT kind, role, organization_id = $1 AS own FROM notices WHERE subject_kind = 'BankAccount' ORDER BY kind`,
      [id],
    );
    expect(notices).toEqual([
      { kind: 'BANK_ACCOUNT_CHANGED', role: null, own: true },
      { kind: 'BANK_ACCOUNT_CHANGE_PROPOSED', role: null, own: true },
      { kind: 'CHECK_CHANGED_BANK_ACCOUNT', role: 'FINANCE', own: false },
    ]);
  });

  it('pays to a first account at once, to a changed one from the day its rest is over, to none where there is none', async () => {
    const { id } = people.otherBuyer;
    const payable = (organizationId: string) =>
      app.transactions.run((tx) => app.nest.get(BankAccounts).requirePayable(tx, organizationId, []));
    await expect(payable(people.otherSupplier.id)).rejects.toMatchObject({
      refusals: [{ code: 'PAYOUT_ACCOUNT_MISSING' }],
    });
    const days = await app.database.query(
      `SELECT state, payable_from - (created_at AT TIME ZONE 'Asia/Shanghai')::date AS days FROM bank_accounts WHERE organization_id = $1 ORDER BY created_at, id`,
      [id],
    );
    expect(days).toEqual(
      expect.arrayContaining([
        { state: 'REPLACED', days: 0 },
        { state: 'ACTIVE', days: 7 },
      ]),
    );
    await expect(payable(id)).rejects.toMatchObject({ refusals: [{ code: 'PAYOUT_ACCOUNT_RESTS' }] });
    app.clock.advance(7 * 86_400_000);
    expect(await payable(id)).toMatchObject({ lastFour: '0002' });
  });
});
