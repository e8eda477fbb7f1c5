import { Passwords, SignIn } from '../../src/organizations/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { TEST_PASSWORD, makePeople, type People } from '../support/people';

describe('signing in while things change', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  it('starts no session for a password that was changed while it was being checked', async () => {
    const person = people.buyer.clerk;
    const passwords = app.nest.get(Passwords);
    const { matches } = passwords;
    jest.spyOn(passwords, 'matches').mockImplementationOnce(async (stored, password) => {
      const right = await matches.call(passwords, stored, password);
      const input = {
        idempotencyKey: freshKey(),
        password: TEST_PASSWORD,
        newPassword: 'shili-xin-mima-2026',
      };
      const changed = await app.graphql<{ changePassword: { refusals: unknown[] } }>(
        'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { refusals { code } } }',
        { input },
        { token: person.token },
      );
      expect(changed.data.changePassword.refusals).toEqual([]);
      return right;
    });
    const answer = await app.nest
      .get(SignIn)
      .execute({ login: person.login, password: TEST_PASSWORD }, '192.0.2.50');
    expect(answer).toMatchObject({ refusals: [{ code: 'SIGN_IN_FAILED' }] });
    const alive = await app.database.query('SELECT FROM sessions WHERE member_id = $1 AND ended_at IS NULL', [
      person.id,
    ]);
    expect(alive).toHaveLength(0);
  });

  it('lets who signed in here before in, however many others fail at the same address', async () => {
    const signIn = app.nest.get(SignIn);
    const address = '192.0.2.77';
    const { login } = people.otherBuyer.clerk;
    expect(await signIn.execute({ login, password: TEST_PASSWORD }, address)).toHaveProperty('result');
    const strangers = Array.from({ length: 80 }, (_, at) => `stranger-${at}`);
    for (const stranger of strangers) await signIn.execute({ login: stranger, password: 'wrong' }, address);
    const newcomer = await signIn.execute({ login: 'stranger-new', password: 'wrong' }, address);
    expect(newcomer).toMatchObject({ refusals: [{ code: 'TRY_LATER' }] });
    expect(await signIn.execute({ login, password: TEST_PASSWORD }, address)).toHaveProperty('result');
  });
});
