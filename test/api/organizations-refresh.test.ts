import { randomBytes } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import { TEST_PASSWORD, makePeople, type People } from '../support/people';
import { ADDRESS, REFRESHING } from '../../src/organizations/domain/patience';

const TOKENS = 'tokens { accessToken refreshToken } refusals { code message }';
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { ${TOKENS} } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${TOKENS} } }`;

interface Answer {
  tokens: { accessToken: string; refreshToken: string } | null;
  refusals: { code: string; message: string }[];
}

describe('continuing a session', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const signIn = async (login: string) => {
    const input = { login, password: TEST_PASSWORD };
    return (await app.graphql<{ signIn: Answer }>(SIGN_IN, { input })).data.signIn.tokens?.refreshToken ?? '';
  };
  const refresh = async (refreshToken: string) =>
    (await app.graphql<{ refreshSession: Answer }>(REFRESH, { input: { refreshToken } })).data.refreshSession;
  const codeOf = ({ tokens, refusals }: Answer) => (tokens ? 'CONTINUED' : refusals[0]?.code);
  const strange = () => randomBytes(32).toString('base64url');
  const tally = (codes: readonly (string | undefined)[]) =>
    Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]));

  /** Rotates until told to wait; the last token is still unused then. */
  async function hurry(first: string): Promise<{ token: string; rounds: number; told: Answer }> {
    let token = first;
    for (let rounds = 0; ; rounds += 1) {
      const told = await refresh(token);
      if (!told.tokens) return { token, rounds, told };
      token = told.tokens.refreshToken;
    }
  }

  it('is slowed down where one does it without end, and goes on with the same token after the wait', async () => {
    const { token, rounds, told } = await hurry(await signIn(people.ops.login));
    expect([rounds, codeOf(told)]).toEqual([REFRESHING.free + 1, 'TRY_LATER']);
    expect(told.refusals[0]?.message).toContain('1 秒');
    app.clock.advance(1000);
    expect(codeOf(await refresh(token))).toBe('CONTINUED');
  });

  it('does not slow down another session of the same person at the same address', async () => {
    const other = await signIn(people.ops.login);
    await hurry(await signIn(people.ops.login));
    expect(codeOf(await refresh(other))).toBe('CONTINUED');
  });

  it('is never late for a client that does it every minute, all day', async () => {
    let token = await signIn(people.finance.login);
    for (let minute = 0; minute < 60; minute += 1) {
      app.clock.advance(55_000);
      token = (await refresh(token)).tokens?.refreshToken ?? '';
    }
    expect(token).not.toBe('');
  });

  it('hears of a token used twice even while it says to wait', async () => {
    const first = await signIn(people.auditor.login);
    const { token } = await hurry(first);
    expect(codeOf(await refresh(first))).toBe('SESSION_ENDED');
    app.clock.advance(60_000);
    expect(codeOf(await refresh(token))).toBe('SESSION_ENDED');
  });

  it('with tokens of no session is slowed down per address, and live sessions there are not', async () => {
    app.clock.advance(3_600_000);
    const token = await signIn(people.ops.login);
    const codes = await Promise.all(Array.from({ length: 90 }, async () => codeOf(await refresh(strange()))));
    const told = tally(codes);
    expect([told['SESSION_ENDED'], told['TRY_LATER']]).toEqual([ADDRESS.free + 1, 89 - ADDRESS.free]);
    expect(codeOf(await refresh(token))).toBe('CONTINUED');
    app.clock.advance(31_000);
    expect(codeOf(await refresh(strange()))).toBe('SESSION_ENDED');
  });

  it('that has ended is no stranger’s: he is told so however noisy his address is', async () => {
    app.clock.advance(3_600_000);
    const first = await signIn(people.ops.login);
    const second = (await refresh(first)).tokens?.refreshToken ?? '';
    await refresh(first);
    await Promise.all(Array.from({ length: 90 }, () => refresh(strange())));
    expect(codeOf(await refresh(strange()))).toBe('TRY_LATER');
    expect(codeOf(await refresh(first))).toBe('SESSION_ENDED');
    const told = await Promise.all(Array.from({ length: 30 }, async () => codeOf(await refresh(second))));
    expect(tally(told)).toEqual({ SESSION_ENDED: 30 });
  });

  it('leaves one row of every session and address, without their names', async () => {
    const rows = await app.database.query<{ key: Buffer | string }>('SELECT key FROM throttles');
    expect(rows.length).toBeLessThan(20);
    expect(JSON.stringify(rows)).not.toContain('refresh');
  });
});
