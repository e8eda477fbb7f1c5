import { freshKey, startTestApp, type TestApp } from '../support/app';
import { openOrder, type SentRefusals } from '../support/money';
import { makePeople, type People } from '../support/people';

interface Answer extends SentRefusals {
  proposal: { id: string; version: number; state: string; accountNumber: string } | null;
}
const DAY_MILLISECONDS = 86_400_000;

describe('the operator’s account in custody', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const send = async (name: string, input: object, token = people.finance.token) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await app.graphql<Record<string, Answer>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { refusals { code path message } proposal { id version state accountNumber } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token },
    );
    return { ...answer, payload: answer.data?.[name] };
  };
  const propose = (validFrom: string, said: object = {}, token?: string) => {
    const account = { bankName: '示例银行', accountName: '示例运营方', accountNumber: '6222 1111 2222 3333' };
    return send('proposeCustodyAccount', { validFrom, ...account, ...said }, token);
  };
  const decide = (verb: 'confirm' | 'reject', proposalId: string, token = people.financeSecond.token) =>
    send(`${verb}CustodyAccount`, { proposalId, expectedVersion: 1 }, token);
  const codes = ({ payload }: { payload?: Answer }) => payload?.refusals.map(({ code }) => code);
  const proposed = async (validFrom: string) => (await propose(validFrom)).payload?.proposal?.id ?? '';
  const told = async () => {
    const order = await openOrder(app, people, 1_000n);
    const { data } = await app.graphql<{ paymentRequest: { instructions: { accountNumber: string } } }>(
      'query ($id: UUID!) { paymentRequest(orderId: $id) { instructions { accountNumber } } }',
      { id: order.subject.id },
      { token: people.finance.token },
    );
    return data.paymentRequest.instructions.accountNumber;
  };

  it('is proposed by one, confirmed by another, and told to buyers from its day on', async () => {
    const id = await proposed('2026-07-11');
    expect(codes(await decide('confirm', id, people.finance.token))).toEqual(['FOUR_EYES']);
    const tasks = () =>
      app.database.query(
        `SELECT id FROM tasks WHERE subject_id::text = $1 AND organization_id = $2 AND closed_at IS NULL`,
        [id, people.platform],
      );
    expect(await tasks()).toHaveLength(1);
    const before = await told();
    const { payload } = await decide('confirm', id);
    expect(payload?.proposal).toMatchObject({ state: 'CONFIRMED', accountNumber: '6222111122223333' });
    expect(await tasks()).toEqual([]);
    expect(await told()).toBe(before);
    app.clock.advance(2 * DAY_MILLISECONDS);
    people = await makePeople(app); // access tokens do not last two days
    expect(await told()).toBe('6222111122223333');
  });

  it('begins on a day that is free, today or within a year', async () => {
    const [one, other] = [await proposed('2026-08-01'), await proposed('2026-08-01')];
    const answers = await Promise.all([decide('confirm', one), decide('confirm', other)]);
    expect(answers.flatMap(codes)).toEqual(['CUSTODY_DAY_TAKEN']);
    expect(codes(await propose('2026-08-01'))).toEqual(['CUSTODY_DAY_TAKEN']);
    expect(codes(await propose('2026-07-10'))).toEqual(['CUSTODY_DAY_OUT_OF_REACH']);
    expect(codes(await propose('2028-01-01'))).toEqual(['CUSTODY_DAY_OUT_OF_REACH']);
    expect(codes(await propose('2026-07-11'))).toEqual(['CUSTODY_DAY_TAKEN']);
  });

  it('is not announced when it is rejected, comes with a strange number or from somebody else', async () => {
    const id = await proposed('2026-09-01');
    expect((await decide('reject', id, people.finance.token)).payload?.proposal?.state).toBe('REJECTED');
    const late = await send(
      'confirmCustodyAccount',
      { proposalId: id, expectedVersion: 2 },
      people.financeSecond.token,
    );
    expect(codes(late)).toEqual(['ILLEGAL_TRANSITION']);
    const strange = await propose('2026-09-01', { accountNumber: '示例' });
    expect(strange.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: ['input', 'accountNumber'],
    });
    for (const { token } of [people.ops, people.auditor, people.buyer.clerk])
      expect((await propose('2026-09-01', {}, token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const rows = await app.database.query(`SELECT FROM custody_accounts WHERE valid_from = '2026-09-01'`);
    expect(rows).toEqual([]);
  });
});
