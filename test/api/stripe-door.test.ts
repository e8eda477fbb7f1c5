import Stripe from 'stripe';
import { Reactions, Worker, requireNoTransaction } from '../../src/platform/index';
import { OperatorPort } from '../../src/platform/metrics/operator-port';
import { StripeClient } from '../../src/stripe/storage/stripe-client';
import { startTestApp } from '../support/app';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { eventually } from '../support/eventually';
import { money, receiptInput, receiptMutation } from '../support/money';
import { OLD_SECRET, OnlinePayments } from '../support/online-payments';
import { STAND_IN_SECRET } from '../stripe-stand-in/start';

describe('the door for events of Stripe', () => {
  let online: OnlinePayments;
  let logged: CapturedLog;
  beforeAll(async () => {
    logged = captureLog('debug');
    online = await OnlinePayments.start({ METRICS_PORT: '0' });
  });
  afterAll(async () => {
    await online.close();
    logged.stop();
  });

  const seconds = () => Math.floor(online.app.clock.now().getTime() / 1000);
  const eventOf = (said: object = {}) => ({
    id: `evt_${Math.random().toString(36).slice(2)}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    livemode: false,
    created: seconds(),
    data: {
      object: {
        object: 'payment_intent',
        id: 'pi_nobody',
        amount: 1,
        metadata: { card: '4242424242424242' },
      },
    },
    ...said,
  });
  const signed = (payload: string, secret = STAND_IN_SECRET, timestamp = seconds()) =>
    Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  const post = async (payload: string, signature?: string, type = 'application/json') => {
    const headers = { 'content-type': type, ...(signature && { 'stripe-signature': signature }) };
    return (await fetch(`${online.app.url}/stripe/events`, { method: 'POST', headers, body: payload }))
      .status;
  };
  const kept = async () => (await online.rows('SELECT id FROM stripe_events')).length;
  const alarms = async () => {
    const port = online.app.nest.get(OperatorPort, { strict: false }).port;
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith('xieshou_callbacks_refused_total{'));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  };

  const BODY = () => JSON.stringify(eventOf());
  it.each<[string, (body: string) => Promise<number>]>([
    ['a wrong secret', (body) => post(body, signed(body, 'whsec_wrong'))],
    ['an old timestamp', (body) => post(body, signed(body, STAND_IN_SECRET, seconds() - 301))],
    ['a changed body', (body) => post(body.replace('pi_nobody', 'pi_other'), signed(body))],
    ['no signature', (body) => post(body)],
    ['a signature that is none', (body) => post(body, 'v1')],
    ['a body of 3 MB', (body) => post(body + ' '.repeat(3_000_000), signed(body))],
    ['another content type', (body) => post(body, signed(body), 'text/plain')],
    ['what is no event', () => post('{"id":1}', signed('{"id":1}'))],
    ['what is no JSON', () => post('{', signed('{'))],
  ])('answers 4xx to %s, writes nothing and counts it for the alarm', async (_, attempt) => {
    const [before, counted] = [await kept(), await alarms()];
    const status = await attempt(BODY());
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(await kept()).toBe(before);
    await eventually(async () => (await alarms()) === counted + 1);
  });

  it('believes both secrets while one takes over from the other, and takes an event once', async () => {
    const payload = BODY();
    const before = await kept();
    for (const secret of [STAND_IN_SECRET, OLD_SECRET, STAND_IN_SECRET])
      expect(await post(payload, signed(payload, secret))).toBe(204);
    expect(await kept()).toBe(before + 1);
  });

  it.each([
    ['OTHER_MODE', { livemode: true }],
    ['OTHER_ACCOUNT', { account: 'acct_other' }],
    ['UNKNOWN_OBJECT', {}],
    ['UNKNOWN_KIND', { data: { object: { object: 'invoice', id: 'in_1' } } }],
    ['UNKNOWN_KIND', { data: { object: { object: 'balance' } } }],
  ])('keeps what is none of ours as %s', async (because, said) => {
    const event = eventOf(said);
    const payload = JSON.stringify(event);
    expect(await post(payload, signed(payload))).toBe(204);
    await online.work();
    const rows = await online.rows('SELECT state, ignored_because FROM stripe_events WHERE id = $1', [
      event.id,
    ]);
    expect(rows).toEqual([{ state: 'IGNORED', ignored_because: because }]);
  });

  it('lets GraphQL read its JSON as before', async () => {
    const headers = { 'content-type': 'application/json' };
    const query = JSON.stringify({ query: '{ __typename }' });
    const body = `{"__proto__": {}, ${query.slice(1)}`;
    expect((await fetch(`${online.app.url}/graphql`, { method: 'POST', headers, body })).status).toBe(400);
    const answer = await fetch(`${online.app.url}/graphql`, { method: 'POST', headers, body: query });
    expect(await answer.json()).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('no call to Stripe leaves while a transaction is open', async () => {
    const { sdk } = online.app.nest.get(StripeClient, { strict: false });
    const before = online.controls.requests.length;
    await expect(online.app.transactions.run(async () => sdk?.balance.retrieve())).rejects.toThrow();
    expect(online.controls.requests.length).toBe(before);
    expect(() => requireNoTransaction('this')).not.toThrow();
    await sdk?.balance.retrieve();
    expect(online.controls.requests.length).toBe(before + 1);
  });

  it('a provider that hangs in all job slots keeps no request and no reaction waiting', async () => {
    let open: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (open = resolve));
    const orders = await Promise.all([1_000n, 2_000n, 3_000n].map((fen) => online.order(fen)));
    const before = online.controls.requests.length;
    online.controls.troubleAll({ until });
    for (const order of orders) await online.begin(order);
    await online.app.nest.get(Worker).start();
    await eventually(async () => online.controls.requests.length === before + 2);
    const paid = orders[0];
    if (!paid) throw new Error('no order');
    const listed = await online.list(paid);
    expect(listed).toMatchObject([{ state: 'CREATED' }]);
    const event = BODY();
    expect(await post(event, signed(event))).toBe(204);
    const other = await online.order(4_000n);
    const memo = receiptInput({ memo: other.code, amount: money('40.00') });
    await receiptMutation(online.app, 'recordBankReceipt', memo, await online.token('finance'));
    const waiting = () => online.app.nest.get(Reactions).pending('mark-order-paid');
    await eventually(async () => !(await waiting()).includes(`order:${other.subject.id}`));
    expect(online.controls.requests.length).toBe(before + 2);
    online.controls.troubleAll({});
    open();
    const states = async () => (await Promise.all(orders.map((order) => online.list(order)))).flat();
    await eventually(async () => (await states()).every(({ state }) => state === 'PENDING'));
  });

  it('is not there where Stripe is switched off, and nobody can start a payment', async () => {
    const app = await startTestApp();
    const answer = await fetch(`${app.url}/stripe/events`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(404);
    await app.close();
  });

  it('says no secret, no signature and no card in its log', () => {
    const text = logged.text();
    for (const secret of [STAND_IN_SECRET, OLD_SECRET, online.standIn.apiKey, '_secret_', '424242', 'v1='])
      expect(text).not.toContain(secret);
  });
});
