import { traces } from '../../src/platform/tracing/traces';
import { startTestApp, TEST_DAY, type TestApp } from '../support/app';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { makeGoods } from '../support/goods';
import { playOrder } from '../support/orders';
import { makePeople } from '../support/people';
import { startSpanCollector, type CollectedSpan } from '../support/span-collector';

const CALLERS_TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLERS_SPAN = 'b7ad6b7169203331';

describe('traces, switched on', () => {
  let logged: CapturedLog;
  let spans: CollectedSpan[];
  beforeAll(async () => {
    logged = captureLog();
    const collector = await startSpanCollector();
    const app = await startTestApp(TEST_DAY, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    const people = await makePeople(app);
    await playOrder(app, people, await makeGoods(app, people), { until: 'PAID' });
    await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        traceparent: `00-${CALLERS_TRACE}-${CALLERS_SPAN}-01`,
      },
      body: JSON.stringify({ query: '{ about { today } }' }),
    });
    await app.close(); // sends what is left
    spans = collector.spans();
    await collector.stop();
  });
  afterAll(() => logged.stop());

  const childrenOf = ({ spanId }: CollectedSpan) => spans.filter((span) => span.parentSpanId === spanId);
  const named = (name: string) => spans.filter((span) => span.name === name);

  it('show the request, its operation, its transaction and each statement, one inside the other', () => {
    const [operation] = named('mutation confirmRecordedReceipt');
    if (!operation) throw new Error('no such span');
    const request = spans.find(({ spanId }) => spanId === operation.parentSpanId);
    expect(request).toMatchObject({
      name: 'POST /graphql',
      service: 'xieshou-serve',
      parentSpanId: undefined,
    });
    const [transaction] = childrenOf(operation).filter(({ name }) => name === 'transaction');
    if (!transaction) throw new Error('no transaction');
    const statements = childrenOf(transaction).map(({ attributes }) => attributes['db.query.text'] ?? '');
    expect(statements.some((statement) => statement.includes('bank_receipts'))).toBe(true);
  });

  it('go on in the worker: what a reaction does belongs to the trace of the request that caused it', () => {
    const [cause] = named('mutation confirmRecordedReceipt');
    const [paid] = named('mark-order-paid PaymentReceived');
    const [counted] = named('count-order-events OrderPaid');
    expect([paid?.traceId, counted?.traceId]).toEqual([cause?.traceId, cause?.traceId]);
    expect(counted?.parentSpanId).toBe(paid?.spanId);
    expect(childrenOf(paid as CollectedSpan).length).toBeGreaterThan(0);
  });

  it('continue the trace of the caller', () => {
    const mine = spans.filter(({ traceId }) => traceId === CALLERS_TRACE);
    expect(mine.find(({ name }) => name === 'POST /graphql')?.parentSpanId).toBe(CALLERS_SPAN);
    expect(mine.map(({ name }) => name)).toContain('query about');
  });

  it('hold statements without values, and nothing of anybody', () => {
    const data = /\p{Script=Han}|62220000|1380000|shili|Bearer/u;
    const told = spans.flatMap(({ name, attributes }) => [name, ...Object.values(attributes)]);
    expect(told.filter((one) => data.test(one))).toEqual([]);
    for (const { attributes } of spans)
      expect(attributes['db.query.text'] ?? '').not.toMatch(/'[^']*'|[\s=(]\d+/);
  });
});

describe('traces, not asked for', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('are off', () => {
    expect(traces.on).toBe(false);
  });

  it('do not remember a trace in events', async () => {
    const people = await makePeople(app);
    await playOrder(app, people, await makeGoods(app, people), { until: 'PLACED' });
    const [events] = await app.database.query<{ ids: number; traces: number }>(
      'SELECT count(request_id)::int AS ids, count(trace_parent)::int AS traces FROM domain_events',
    );
    expect(events).toMatchObject({ ids: expect.any(Number) as number, traces: 0 });
    expect(events?.ids).toBeGreaterThan(0);
  });
});
