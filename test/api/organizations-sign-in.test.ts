import { startTestApp, freshKey, type TestApp } from '../support/app';
import { SignIn, completeUscc } from '../../src/organizations/index';
import { TEST_PASSWORD, makePeople, type People } from '../support/people';
import { statementsOf } from '../support/statements';

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { tokens { accessToken refreshToken } refusals { code message } } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) {
  refreshSession(input: $input) { tokens { accessToken refreshToken } refusals { code } } }`;
const REGISTER = `mutation ($input: RegisterOrganizationInput!) {
  registerOrganization(input: $input) { organizationId refusals { code path } } }`;
const ME = '{ me { member { login phone roles } organization { id name } } }';

interface Tokens {
  tokens: { accessToken: string; refreshToken: string } | null;
  refusals: { code: string; message: string; path: string[] }[];
}

describe('signing in', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const signIn = async (login: string, password: string) =>
    (await app.graphql<{ signIn: Tokens }>(SIGN_IN, { input: { login, password } })).data.signIn;
  const refresh = async (refreshToken: string) =>
    (await app.graphql<{ refreshSession: Tokens }>(REFRESH, { input: { refreshToken } })).data.refreshSession;
  const enterprise = (login: string, number: number) => ({
    kind: 'ENTERPRISE',
    name: '示例采购企业',
    uscc: completeUscc(`91330211MA${String(number).padStart(7, '9')}`),
    regionCode: '330211',
    login,
    password: TEST_PASSWORD,
    displayName: '示例管理员',
    phone: '0574-55550123',
  });

  it('registers an organization whose first member administers it; phones are masked and sealed', async () => {
    const input = enterprise('shili-admin', 1);
    const first = await app.graphql<{ registerOrganization: { organizationId: string; refusals: [] } }>(
      REGISTER,
      { input },
    );
    expect(first.data.registerOrganization.refusals).toEqual([]);
    const { tokens } = await signIn('shili-admin', TEST_PASSWORD);
    const me = await app.graphql<{ me: object }>(ME, {}, { token: tokens?.accessToken });
    expect(me.data.me).toMatchObject({
      member: {
        phone: '*********0123',
        roles: ['BUYER_CLERK', 'BUYER_APPROVER', 'SUPPLIER', 'ENTERPRISE_INVESTOR', 'ORG_ADMIN'],
      },
    });
    const [row] = await app.database.query<{ phone: string }>(
      `SELECT phone_encrypted AS phone FROM members WHERE login = 'shili-admin'`,
    );
    expect(row?.phone).not.toContain('0123');
    const again = await app.graphql<{ registerOrganization: object }>(REGISTER, {
      input: { ...input, login: 'another' },
    });
    expect(again.data.registerOrganization).toMatchObject({
      refusals: [{ code: 'USCC_TAKEN', path: ['uscc'] }],
    });
  });

  it('registers an operator of a park, who may do nothing but run parks', async () => {
    const input = { ...enterprise('shili-yuanqu', 7), kind: 'PARK_OPERATOR', regionCode: '513430' };
    await app.graphql(REGISTER, { input });
    const { tokens } = await signIn('shili-yuanqu', TEST_PASSWORD);
    const me = await app.graphql<{ me: object }>(ME, {}, { token: tokens?.accessToken });
    expect(me.data.me).toMatchObject({ member: { roles: ['PARK_MANAGER', 'ORG_ADMIN'] } });
  });

  it.each([
    ['eighteen zeros', { uscc: '000000000000000000' }, 'USCC_INVALID'],
    ['a wrong check character', { uscc: '914403001922038217' }, 'USCC_INVALID'],
    ['a region nobody knows', { regionCode: '339999' }, 'REGION_UNKNOWN'],
    ['a county of the past', { regionCode: '330221' }, 'REGION_UNKNOWN'],
    ['a weak password', { password: 'short' }, 'PASSWORD_WEAK'],
  ])('refuses %s and writes nothing', async (_name, change, code) => {
    app.clock.advance(86_400_000 * 2);
    const count = () =>
      app.database.one('SELECT (SELECT count(*) FROM organizations) + (SELECT count(*) FROM members) AS n');
    const before = await count();
    const input = { ...enterprise('nobody', 2), ...change };
    const answer = await app.graphql<{ registerOrganization: object }>(REGISTER, { input });
    expect(answer.data.registerOrganization).toMatchObject({ organizationId: null, refusals: [{ code }] });
    expect(await count()).toEqual(before);
  });

  it('limits registrations per address', async () => {
    const codes: string[] = [];
    for (let at = 0; at < 12; at += 1) {
      const input = { ...enterprise('nobody', 3), password: 'short' };
      const { data } = await app.graphql<{ registerOrganization: Tokens }>(REGISTER, { input });
      codes.push(data.registerOrganization.refusals[0]?.code ?? '');
    }
    expect(codes.at(-1)).toBe('TRY_LATER');
    app.clock.advance(86_400_000 * 2);
  });

  it('answers an unknown account and a wrong password alike, after the same work', async () => {
    const argon2 = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
    const compared = jest.spyOn(argon2, 'verify');
    const workFor = async (login: string) => {
      app.clock.advance(86_400_000 * 2); // forget the delays
      compared.mockClear();
      const statements = await statementsOf(async () =>
        expect(await signIn(login, 'not the password')).toEqual({
          tokens: null,
          refusals: [{ code: 'SIGN_IN_FAILED', message: '账号或密码不正确' }],
        }),
      );
      // A hash says what it costs to compare with it: $argon2id$v=19$m=…,t=…,p=…$salt$hash
      return { statements, costs: compared.mock.calls.map(([hash]) => String(hash).split('$').slice(0, 4)) };
    };
    await app.graphql(REGISTER, { input: enterprise('shili-stranger', 4) }); // who has signed in here is known here
    const [known, unknown] = [await workFor('shili-stranger'), await workFor('shili-nobody')];
    expect(known).toEqual(unknown);
    expect(known.costs).toEqual([['', 'argon2id', 'v=19', 'm=19456,t=2,p=1']]);
    expect(known.statements.length).toBeGreaterThan(2);
    compared.mockRestore();
  });

  it('slows guessing from one address down, and locks nobody out at another', async () => {
    const useCase = app.nest.get(SignIn);
    const { login } = people.buyer.clerk;
    const wrong = { login, password: 'wrong' };
    const tries = await Promise.all(Array.from({ length: 20 }, () => useCase.execute(wrong, '192.0.2.1')));
    const codes = tries.map((each) => ('refusals' in each ? each.refusals[0]?.code : ''));
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED').length).toBeLessThanOrEqual(5);
    expect(codes).toContain('TRY_LATER');
    const right = { login, password: TEST_PASSWORD };
    expect(await useCase.execute(right, '192.0.2.1')).toHaveProperty('refusals');
    expect(await useCase.execute(right, '192.0.2.2')).toHaveProperty('result');
    app.clock.advance(16 * 60_000);
    expect(await useCase.execute(right, '192.0.2.1')).toHaveProperty('result');
  });

  it('rotates refresh tokens; a second use ends the session for everybody', async () => {
    const first = (await signIn(people.ops.login, TEST_PASSWORD)).tokens;
    const second = (await refresh(first?.refreshToken ?? '')).tokens;
    expect(second?.refreshToken).not.toBe(first?.refreshToken);
    const mine = { token: second?.accessToken };
    expect((await app.graphql(ME, {}, mine)).errors).toBeUndefined();
    expect((await refresh(first?.refreshToken ?? '')).refusals[0]?.code).toBe('SESSION_ENDED');
    expect((await app.graphql(ME, {}, mine)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await refresh(second?.refreshToken ?? '')).refusals[0]?.code).toBe('SESSION_ENDED');
  });

  it('ends an access token after 15 minutes and at sign-out', async () => {
    const tokens = (await signIn(people.finance.login, TEST_PASSWORD)).tokens;
    const mine = { token: tokens?.accessToken };
    expect((await app.graphql(ME, {}, mine)).errors).toBeUndefined();
    app.clock.advance(15 * 60_000 + 1000);
    expect((await app.graphql(ME, {}, mine)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const next = (await refresh(tokens?.refreshToken ?? '')).tokens;
    await app.graphql('mutation { signOut(input: {}) { done } }', {}, { token: next?.accessToken });
    expect((await app.graphql(ME, {}, { token: next?.accessToken })).errors).toBeDefined();
    expect((await refresh(next?.refreshToken ?? '')).refusals[0]?.code).toBe('SESSION_ENDED');
  });

  it('sees a session ended elsewhere within two seconds', async () => {
    const tokens = (await signIn(people.auditor.login, TEST_PASSWORD)).tokens;
    const mine = { token: tokens?.accessToken };
    expect((await app.graphql(ME, {}, mine)).errors).toBeUndefined();
    await app.database.query(
      `UPDATE sessions SET ended_at = now(), end_reason = 'SIGNED_OUT' WHERE member_id = $1`,
      [people.auditor.id],
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await app.graphql(ME, {}, mine)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('changes a password: every session ends, the old one no longer opens', async () => {
    const { login } = people.financeSecond;
    const tokens = (await signIn(login, TEST_PASSWORD)).tokens;
    const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { done refusals { code } } }`;
    const attempt = (password: string) =>
      app.graphql<{ changePassword: object }>(
        change,
        { input: { idempotencyKey: freshKey(), password, newPassword: 'another-long-one' } },
        { token: tokens?.accessToken },
      );
    expect((await attempt('wrong')).data.changePassword).toMatchObject({
      refusals: [{ code: 'PASSWORD_WRONG' }],
    });
    expect((await attempt(TEST_PASSWORD)).data.changePassword).toMatchObject({ done: true });
    expect((await app.graphql(ME, {}, { token: tokens?.accessToken })).errors).toBeDefined();
    expect((await signIn(login, TEST_PASSWORD)).refusals[0]?.code).toBe('SIGN_IN_FAILED');
    expect((await signIn(login, 'another-long-one')).tokens).not.toBeNull();
  });

  it.each(['nonsense', `${'a'.repeat(30)}.${'b'.repeat(30)}.${'c'.repeat(30)}`])(
    'refuses a forged token',
    async (token) => {
      expect((await app.graphql(ME, {}, { token })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    },
  );
});
