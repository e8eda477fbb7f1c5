import { log } from '../../src/platform/logging/log';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { makeGoods } from '../support/goods';
import { receiptInput, receiptMutation } from '../support/money';
import { playOrder, type PlayedOrder } from '../support/orders';
import { makePeople, TEST_PASSWORD, type People } from '../support/people';

const ABOUT = JSON.stringify({ query: 'query Mine { about { today } }' });

describe('the log', () => {
  let app: TestApp;
  let people: People;
  let logged: CapturedLog;
  let order: PlayedOrder;
  beforeAll(async () => {
    logged = captureLog();
    app = await startTestApp();
    people = await makePeople(app);
    const goods = await makeGoods(app, people);
    logged.clear();
    order = await playOrder(app, people, goods, { until: 'PAID' });
    await app.settle();
  });
  afterAll(async () => {
    await app.close();
    logged.stop();
  });

  const ask = (headers: Record<string, string>, body = ABOUT) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const idFor = async (given: string) => (await ask({ 'x-request-id': given })).headers.get('x-request-id');
  const linesOf = (message: string) => logged.lines().filter(({ msg }) => msg === message);

  it('says of every request its operation, outcome, duration and id', async () => {
    const line = linesOf('request').find(({ operation }) => operation === 'placeOrder');
    expect(line).toMatchObject({ level: 'info', process: 'serve', status: 200, outcome: 'ok', codes: [] });
    expect(line?.['requestId']).toMatch(/^[0-9a-f-]{36}$/);
    expect(line?.['milliseconds']).toEqual(expect.any(Number));
  });

  it('carries the id of the request through its event into the worker and on through what that causes', () => {
    const web = linesOf('request').find(({ operation }) => operation === 'confirmRecordedReceipt');
    const worker = linesOf('reaction').filter(({ requestId }) => requestId === web?.['requestId']);
    expect(worker.map(({ reaction, event }) => `${String(reaction)} ${String(event)}`)).toEqual([
      'mark-order-paid PaymentReceived',
      'count-order-events OrderPaid',
    ]);
    expect(worker).toMatchObject([{ stream: `order:${order.id}` }, { stream: `order:${order.id}` }]);
  });

  it('takes a sane id of the caller or his trace, and makes its own instead of any other', async () => {
    expect(await idFor('order-desk-7f3a9c')).toBe('order-desk-7f3a9c');
    for (const bad of [
      'short',
      '13800000000-13800000000',
      'call-13800000000-now',
      '3301021990010112345',
      `x${'y'.repeat(64)}`,
      'a b c d e f g h i j',
    ])
      expect(await idFor(bad)).toMatch(/^[0-9a-f-]{36}$/);
    const traced = await ask({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    expect(traced.headers.get('x-request-id')).toBe('0af7651916cd43dd8448eb211c80319c');
    const broken = await ask({ traceparent: '00-00000000000000000000000000000000-b7ad6b7169203331-01' });
    expect(broken.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-/);
  });

  it('names refusals and errors by their codes', async () => {
    logged.clear();
    const receipt = receiptInput({ bankReference: '示例-twice' });
    await receiptMutation(app, 'recordBankReceipt', receipt, people.finance.token);
    const again = { ...receipt, idempotencyKey: 'another-key', amount: { amount: '99.00' } };
    const { payload } = await receiptMutation(app, 'recordBankReceipt', again, people.finance.token);
    await ask({}, JSON.stringify({ query: '{ me { member { login } } nothing }' }));
    await ask({}, JSON.stringify({ query: '{ me { member { login } } }' }));
    expect(linesOf('request')).toMatchObject([
      { outcome: 'ok', codes: [] },
      { operation: 'confirmRecordedReceipt', outcome: 'ok', codes: [] },
      { operation: 'recordBankReceipt', outcome: 'refused', codes: [payload?.refusals[0]?.code] },
      { operation: 'POST /graphql', outcome: 'rejected', codes: ['GRAPHQL_VALIDATION_FAILED'] },
      { operation: 'me', outcome: 'rejected', codes: ['UNAUTHENTICATED'] },
    ]);
  });

  it('says of a database fault its class and code, and nothing of the row it was about', async () => {
    await app.database.query('ALTER TABLE recorded_receipts ADD CONSTRAINT breaks CHECK (false) NOT VALID');
    logged.clear();
    const input = receiptInput({ payerName: '示例某人', payerAccount: '6222000013800000000' });
    await receiptMutation(app, 'recordBankReceipt', input, people.finance.token);
    await app.database.query('ALTER TABLE recorded_receipts DROP CONSTRAINT breaks');
    expect(logged.lines()).toMatchObject([
      {
        level: 'error',
        msg: 'fault',
        error: 'QueryFailedError',
        sqlState: '23514',
        operation: 'recordBankReceipt',
      },
      { msg: 'request', outcome: 'failed', codes: ['INTERNAL'] },
    ]);
    expect(logged.text()).not.toMatch(/6222|13800000000|\p{Script=Han}/u);
  });

  it('lets out no field that is not on the list and no value of another form', () => {
    logged.clear();
    const smuggled = { payerName: '示例', operation: '13800000000 示例', variables: { a: 1 }, status: 200 };
    log.info('request', smuggled);
    expect(logged.lines()).toEqual([
      {
        level: 'info',
        time: expect.any(String) as string,
        process: 'serve',
        pid: process.pid,
        msg: 'request',
        status: 200,
        held: 3,
      },
    ]);
  });
});

describe('the log of a whole purchase', () => {
  it('holds no name, number, password, variable or text of anybody', async () => {
    const logged = captureLog();
    // a busy machine's slow statements are told with their own text, which has words of SQL in it
    const app = await startTestApp(TEST_DAY, { SLOW_STATEMENT_MS: '600000' });
    const people = await makePeople(app);
    const signIn = 'mutation ($i: SignInInput!) { signIn(input: $i) { refusals { code } } }';
    await app.graphql(signIn, { i: { login: 'nobody-13800000000', password: `${TEST_PASSWORD}x` } });
    await playOrder(app, people, await makeGoods(app, people), { until: 'SETTLED' });
    await app.settle();
    await app.close();
    logged.stop();
    expect(logged.lines().length).toBeGreaterThan(12);
    expect(logged.text()).not.toMatch(/\p{Script=Han}|6222|1380000|shili|SELECT|Bearer|payer/u);
    expect(
      logged
        .lines()
        .map(({ msg }) => msg)
        .slice(-2),
    ).toEqual(['stopping', 'stopped']);
  });
});
