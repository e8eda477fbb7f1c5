import { Database } from '../../src/platform/index';
import { OperatorPort } from '../../src/platform/metrics/operator-port';
import { startTestApp, TEST_DAY, type TestApp } from '../support/app';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { makeGoods } from '../support/goods';
import { receiptInput, receiptMutation } from '../support/money';
import { playOrder } from '../support/orders';
import { makePeople, type People } from '../support/people';

const BETWEEN_SCRAPES = 15_000;

describe('metrics', () => {
  let app: TestApp;
  let people: People;
  let logged: CapturedLog;
  let ahead = 0;
  const realNow = performance.now.bind(performance);
  beforeAll(async () => {
    logged = captureLog('silent');
    jest.spyOn(performance, 'now').mockImplementation(() => realNow() + ahead);
    app = await startTestApp(TEST_DAY, { METRICS_PORT: '0' });
    people = await makePeople(app);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.close();
    logged.stop();
  });

  const port = () => app.nest.get(OperatorPort, { strict: false }).port;
  const scrape = async () => {
    ahead += BETWEEN_SCRAPES;
    return (await fetch(`http://127.0.0.1:${port()}/metrics`)).text();
  };
  /** The value of a line, NaN where there is none. */
  const valueOf = (text: string, line: string) => {
    const found = text.split('\n').find((one) => one.startsWith(`${line} `));
    return Number(found?.slice(line.length + 1) ?? Number.NaN);
  };

  it('are on a port of their own and nowhere else', async () => {
    const text = await scrape();
    expect(text).toMatch(/^xieshou_build_info\{version="development",node="[\d.]+",process="serve"\} 1$/m);
    for (const name of ['nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes'])
      expect(valueOf(text, name)).toBeGreaterThanOrEqual(0);
    expect((await fetch(`${app.url}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port()}/`)).status).toBe(404);
    const both = /xieshou_requests_total\{operation="unknown route",outcome="rejected"\} 2/;
    await fetch(`${app.url}/13800000000/示例`);
    const counted = await scrape();
    expect(counted).toMatch(both);
    expect(counted).not.toContain('13800000000');
  });

  it('count requests by operation and outcome, refusals and errors by code', async () => {
    const before = await scrape();
    const receipt = receiptInput({ bankReference: '示例-metrics' });
    const record = (said: object) =>
      receiptMutation(app, 'recordBankReceipt', { ...receipt, ...said }, people.finance.token);
    await record({});
    const { payload } = await record({ idempotencyKey: 'another-key', amount: { amount: '99.00' } });
    const code = payload?.refusals[0]?.code;
    await app.graphql('query Invented13800000000 { me { member { login } } }');
    const after = await scrape();
    const moved = (line: string) => valueOf(after, line) - (valueOf(before, line) || 0);
    const asked = 'xieshou_requests_total{operation="recordBankReceipt"';
    expect(moved(`${asked},outcome="ok"}`)).toBe(1);
    expect(moved(`${asked},outcome="refused"}`)).toBe(1);
    expect(moved(`xieshou_refusals_total{operation="recordBankReceipt",code="${code}"}`)).toBe(1);
    expect(moved('xieshou_errors_total{code="UNAUTHENTICATED"}')).toBe(1);
    expect(moved('xieshou_request_seconds_count{operation="recordBankReceipt"}')).toBe(2);
    expect(after).not.toMatch(/Invented|\p{Script=Han}/u);
  });

  it('show money in suspense, rows without a seal and jobs that wait, and their end', async () => {
    const start = valueOf(await scrape(), 'xieshou_suspense_fen');
    await receiptMutation(app, 'recordBankReceipt', receiptInput(), people.finance.token);
    expect(valueOf(await scrape(), 'xieshou_suspense_fen') - start).toBe(10_000);
    const order = await playOrder(app, people, await makeGoods(app, people), { until: 'AWAITING_PAYMENT' });
    const request = await app.database.one<{ code: string; name: string }>(
      'SELECT transfer_code AS code, expected_payer_name AS name FROM payment_requests WHERE subject_id = $1',
      [order.id],
    );
    const paid = receiptInput({ memo: request?.code, payerName: request?.name, amount: order.total });
    await receiptMutation(app, 'recordBankReceipt', paid, people.finance.token);
    const waiting = await scrape();
    expect(valueOf(waiting, 'xieshou_jobs{state="due"}')).toBe(1);
    expect(valueOf(waiting, 'xieshou_oldest_due_job_seconds')).toBeGreaterThan(0);
    const unhandled = 'xieshou_oldest_unhandled_event_seconds{reaction="mark-order-paid"}';
    expect(valueOf(waiting, unhandled)).toBeGreaterThan(0);
    expect(valueOf(waiting, 'xieshou_unsealed_audit_rows')).toBeGreaterThan(0);
    expect(valueOf(waiting, 'xieshou_oldest_unsealed_audit_row_seconds')).toBeGreaterThan(0);
    await app.settle();
    const done = await scrape();
    expect(valueOf(done, 'xieshou_jobs{state="due"}')).toBe(0);
    expect(valueOf(done, unhandled)).toBe(0);
    expect(valueOf(done, 'xieshou_unsealed_audit_rows')).toBe(0);
    const handled =
      'xieshou_reactions_total{reaction="mark-order-paid",event="PaymentReceived",outcome="done"}';
    expect(valueOf(done, handled)).toBe(1);
    expect(valueOf(done, 'xieshou_database_connections{state="idle"}')).toBeGreaterThan(0);
  });

  it('ask the database once for scrapes that follow each other', async () => {
    await scrape();
    const query = jest.spyOn(app.nest.get(Database), 'query');
    for (let round = 0; round < 5; round += 1) {
      ahead += 1_000;
      await fetch(`http://127.0.0.1:${port()}/metrics`);
    }
    expect(query).not.toHaveBeenCalled();
    query.mockRestore();
  });

  it('come from a process whose database does not answer, without figures that are no longer true', async () => {
    const query = jest
      .spyOn(app.nest.get(Database), 'query')
      .mockImplementation(() => new Promise(() => undefined));
    const [text] = await Promise.all([scrape(), scrape()]);
    expect(valueOf(text, 'xieshou_figures_missing')).toBe(1);
    expect(valueOf(text, 'xieshou_suspense_fen')).toBeNaN();
    expect(text).not.toMatch(/^xieshou_jobs\{/m);
    expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    query.mockRestore();
  });

  it('say at once that the database refuses', async () => {
    const port0 = await startTestApp(TEST_DAY, { METRICS_PORT: '0' });
    jest.spyOn(port0.nest.get(Database), 'query').mockRejectedValue(new Error('refused'));
    const listening = port0.nest.get(OperatorPort, { strict: false }).port;
    const text = await (await fetch(`http://127.0.0.1:${listening}/metrics`)).text();
    expect(valueOf(text, 'xieshou_figures_missing')).toBe(1);
    expect(valueOf(text, 'xieshou_suspense_fen')).toBeNaN();
    await port0.close();
  });
});
