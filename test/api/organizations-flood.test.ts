import { PasswordLine } from '../../src/organizations/storage/password-line';
import { tooBusy } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { TEST_PASSWORD, makePeople, type People } from '../support/people';

const SIGN_IN =
  'mutation ($input: SignInInput!) { signIn(input: $input) { tokens { accessToken } refusals { code } } }';
const ACCEPT =
  'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { refusals { code } } }';
const CHANGE =
  'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { done refusals { code } } }';
const NEW = 'Another-good-one-2026';

describe('a flood from everywhere', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());
  afterEach(() => jest.restoreAllMocks());

  const send = (query: string, input: object, token?: string) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables: { input } }),
    });
  /** As if both lines before hashing were full. */
  const overrun = () =>
    jest.spyOn(PasswordLine.prototype, 'pass').mockImplementation(() => Promise.reject(tooBusy(3)));
  const { token } = { token: freshKey() };

  it.each([
    ['sign-in', SIGN_IN, { login: 'nobody-here', password: 'x' }],
    ['invitation', ACCEPT, { token, login: 'new-person', password: NEW, displayName: '示例' }],
  ])('is told to come again later: %s', async (_what, query, input) => {
    overrun();
    const answer = await send(query, input);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await answer.json()).toMatchObject({
      errors: [{ message: '请求过多，请稍后再试', extensions: { code: 'TOO_MANY_REQUESTS' } }],
    });
  });

  it('is told so before a password is changed, and nothing is changed', async () => {
    const { login, token: session } = people.buyer.clerk;
    overrun();
    const input = { idempotencyKey: freshKey(), password: TEST_PASSWORD, newPassword: NEW };
    expect((await send(CHANGE, input, session)).status).toBe(429);
    jest.restoreAllMocks();
    const signedIn = await app.graphql<{ signIn: { tokens: object | null } }>(SIGN_IN, {
      input: { login, password: TEST_PASSWORD },
    });
    expect(signedIn.data.signIn.tokens).not.toBeNull();
  });

  it('does not make those wait who were not heard', async () => {
    const { login } = people.buyer.approver;
    overrun();
    for (let round = 0; round < 12; round += 1)
      expect((await send(SIGN_IN, { login, password: TEST_PASSWORD })).status).toBe(429);
    jest.restoreAllMocks();
    const heard = await app.graphql<{ signIn: object }>(SIGN_IN, {
      input: { login, password: TEST_PASSWORD },
    });
    expect(heard.data.signIn).toMatchObject({
      tokens: { accessToken: expect.any(String) as string },
      refusals: [],
    });
  });
});
