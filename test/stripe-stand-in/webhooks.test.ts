import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { type StartedStandIn, startStripeStandIn } from './start';

const OLD = 'whsec_standin_old';
const NEW = 'whsec_standin_new';

interface Arrival {
  readonly signature: string;
  readonly body: Buffer;
}

let standIn: StartedStandIn;
let stripe: Stripe;
let receiver: Server;
let arrivals: Arrival[] = [];
let answers: number[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const signature = request.headers['stripe-signature'];
      arrivals.push({ signature: String(signature), body: Buffer.concat(parts) });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  const { port } = receiver.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/webhooks`;
  standIn = await startStripeStandIn({ endpoints: [{ url, secrets: [NEW, OLD] }] });
  const { host, port: at, apiKey } = standIn;
  stripe = new Stripe(apiKey, { host, port: at, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
});

beforeEach(() => {
  arrivals = [];
  answers = [];
  const { travel } = standIn.controls.webhooks;
  Object.assign(travel, { copies: 1, delayMs: 0, lose: false, hold: false, retryAfterMs: [1, 1] });
});

afterAll(async () => {
  expect(standIn.controls.standIn.misfits).toEqual([]);
  await standIn.stop();
  await new Promise((closed) => receiver.close(closed));
});

const pay = (amount = 100) =>
  stripe.paymentIntents.create({ amount, currency: 'cny', confirm: true, payment_method: 'pm_card_visa' });

async function arrived(): Promise<Stripe.Event[]> {
  await standIn.controls.webhooks.settled();
  return arrivals.map(({ body }) => JSON.parse(body.toString('utf8')) as Stripe.Event);
}

const OF_A_PAYMENT = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'];

describe('webhooks', () => {
  it('are signed by both secrets while one replaces the other, as the SDK checks it', async () => {
    await pay();
    await arrived();
    for (const { body, signature } of arrivals)
      for (const secret of [OLD, NEW])
        expect(stripe.webhooks.constructEvent(body, signature, secret)).toMatchObject({
          object: 'event',
          livemode: false,
        });
    const { body, signature } = arrivals[0] ?? { body: Buffer.of(), signature: '' };
    expect(() => stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow('signature');
    const changed = Buffer.from(body.toString('utf8').replace('100', '101'));
    expect(() => stripe.webhooks.constructEvent(changed, signature, NEW)).toThrow('signature');
  });

  it('say what happened, each once, and are listed with the request that made them', async () => {
    const intent = await stripe.paymentIntents.create(
      { amount: 100, currency: 'cny', confirm: true, payment_method: 'pm_card_visa' },
      { idempotencyKey: 'events' },
    );
    const events = await arrived();
    expect(events.map(({ type }) => type).toSorted()).toEqual(OF_A_PAYMENT.toSorted());
    const { data } = await stripe.events.list({ limit: 3 });
    expect(data.toReversed().map(({ type }) => type)).toEqual(OF_A_PAYMENT);
    expect(data[0]).toMatchObject({
      request: { idempotency_key: 'events' },
      data: { object: { id: intent.id } },
    });
    expect(new Set(data.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
  });

  it('arrive several times, in another order, or never', async () => {
    standIn.controls.webhooks.travel.copies = 3;
    await pay();
    expect(await arrived()).toHaveLength(9);
    arrivals = [];
    Object.assign(standIn.controls.webhooks.travel, { copies: 1, hold: true });
    await pay();
    expect(await arrived()).toEqual([]);
    standIn.controls.webhooks.release((held) =>
      held.filter(({ type }) => type !== 'charge.succeeded').toReversed(),
    );
    expect((await arrived()).map(({ type }) => type)).toEqual([
      'payment_intent.succeeded',
      'payment_intent.created',
    ]);
    arrivals = [];
    standIn.controls.webhooks.travel.lose = true;
    const lost = await pay();
    expect(await arrived()).toEqual([]);
    expect((await stripe.events.list({ limit: 1 })).data[0]?.data.object).toMatchObject({ id: lost.id });
  });

  it('are late, and those of connected accounts go to an endpoint of their own', async () => {
    const { webhooks } = standIn.controls;
    const [own] = webhooks.endpoints;
    const { id } = await stripe.accounts.create({ capabilities: { transfers: { requested: true } } });
    webhooks.travel.delayMs = 20;
    standIn.controls.onboard(id, 'complete');
    expect(await arrived()).toEqual([]);
    webhooks.endpoints = [...webhooks.endpoints, { url: own?.url ?? '', secrets: [NEW], connect: true }];
    standIn.controls.onboard(id, 'rejected');
    expect(arrivals).toEqual([]);
    expect(await arrived()).toMatchObject([{ type: 'account.updated', account: id }]);
    webhooks.endpoints = webhooks.endpoints.slice(0, 1);
  });

  it('are tried again, signed anew, until they are taken', async () => {
    answers = [500, 500, 500, 404];
    await pay();
    await arrived();
    const statuses = standIn.controls.webhooks.deliveries.slice(-arrivals.length).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses).toHaveLength(7);
  });

  it('show the object as it was then, not as it is now', async () => {
    standIn.controls.webhooks.travel.hold = true;
    const intent = await stripe.paymentIntents.create({ amount: 5, currency: 'cny' });
    await stripe.paymentIntents.cancel(intent.id);
    standIn.controls.webhooks.release();
    const [created] = (await arrived()).filter(({ type }) => type === 'payment_intent.created');
    expect(created?.data.object).toMatchObject({ id: intent.id, status: 'requires_payment_method' });
    expect((await stripe.events.retrieve(created?.id ?? '')).data.object).toMatchObject({
      status: 'requires_payment_method',
    });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('canceled');
  });
});
