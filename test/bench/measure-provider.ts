import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import { STAND_IN_SECRET, startStripeStandIn, type StartedStandIn } from '../stripe-stand-in/start';
import { graphqlRequest, signIn } from './client';
import type { LoadJob } from './load/load-job';
import { PAGE } from './operations';
import { startProduct, startWorker, type LoadGenerator, type Server } from './processes';
import { median } from './rounds';
import { buyerLogin } from './seed/seed-people';
import type { Settings } from './settings';
import type { Outcome } from './table';

const HANGS_MS = 4_000;
const SLOTS = 2;
const EVENTS_EVERY_MS = 50;
const AT_MOST = 2;
const CATEGORIES = ['0101', '02', '13', '05'];

/** Lists of goods while the payment provider hangs in every slot there is for it and its events go on coming. */
export async function measureProvider(
  databaseUrl: string,
  settings: Settings,
  load: LoadGenerator,
): Promise<Outcome[]> {
  const standIn = await startStripeStandIn();
  const around = surroundings(standIn);
  const servers: Server[] = [];
  try {
    const product = await startProduct(databaseUrl, around);
    servers.push(product);
    servers.push(startWorker(databaseUrl, around));
    const token = await signIn(product.port, buyerLogin(1));
    const requests = CATEGORIES.map((categoryCode) =>
      graphqlRequest(PAGE, { first: 20, filter: { categoryCode } }, token),
    );
    const seconds = settings.seconds;
    const job = { port: product.port, connections: 4, seconds, requests, expects: '"edges"' };
    return [outcomeOf(await rounds(standIn, product, load, job, settings.rounds))];
  } finally {
    for (const server of servers.toReversed()) await server.stop();
    await standIn.stop();
  }
}

interface Seen {
  readonly idle: number[];
  readonly hanging: number[];
  readonly events: number[];
}

/** In turn, so that what else the machine does meets both alike. */
async function rounds(
  standIn: StartedStandIn,
  product: Server,
  load: LoadGenerator,
  job: LoadJob,
  number: number,
): Promise<Seen> {
  const seen: Seen = { idle: [], hanging: [], events: [] };
  const one = async (into: number[]) => {
    const { p95, failed, failure } = await load.run(job);
    if (failed > 0) throw new Error(`${failed} answers failed, the first:\n${failure}`);
    into.push(p95);
  };
  await one([]);
  for (let round = 0; round < number; round += 1) {
    await one(seen.idle);
    const until = { over: false };
    const telling = tell(product, until, seen.events);
    await busy(standIn);
    await one(seen.hanging);
    until.over = true;
    await telling;
    standIn.controls.troubleAll({});
    await quiet(standIn);
  }
  return seen;
}

/** Until every slot waits for an answer. */
async function busy({ controls }: StartedStandIn): Promise<void> {
  const before = controls.requests.length;
  controls.troubleAll({ delayMs: HANGS_MS });
  await until(() => controls.requests.length >= before + SLOTS, 'the provider was not asked in every slot');
}

/** Until nothing is asked any more. */
async function quiet({ controls }: StartedStandIn): Promise<void> {
  for (let before = -1; before !== controls.requests.length; await sleep(1_000))
    before = controls.requests.length;
}

async function until(holds: () => boolean, otherwise: string): Promise<void> {
  const end = performance.now() + 120_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(otherwise);
    await sleep(20);
  }
}

/** Events of charges nobody knows: each has a worker ask the provider. How long each was answered for. */
async function tell(product: Server, until: { over: boolean }, answered: number[]): Promise<void> {
  while (!until.over) {
    const created = Math.floor(Date.now() / 1000);
    const payload = JSON.stringify({
      id: `evt_${randomUUID().replaceAll('-', '')}`,
      object: 'event',
      type: 'charge.updated',
      livemode: false,
      created,
      data: { object: { object: 'charge', id: `ch_${randomUUID().replaceAll('-', '')}` } },
    });
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: STAND_IN_SECRET });
    const begun = performance.now();
    const { status } = await fetch(`http://127.0.0.1:${product.port}/stripe/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body: payload,
    });
    if (status !== 204) throw new Error(`an event was answered with ${status}`);
    answered.push(performance.now() - begun);
    await sleep(EVENTS_EVERY_MS);
  }
}

function outcomeOf({ idle, hanging, events }: Seen): Outcome {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
  const ratios = hanging.map((value, round) => value / (idle[round] ?? Number.NaN));
  const ratio = median(hanging) / median(idle);
  const event = events.toSorted((a, b) => a - b)[Math.floor(events.length * 0.95)] ?? 0;
  return {
    what: {
      zh: `支付机构每次调用挂起 ${HANGS_MS / 1000} 秒、占满全部调用名额时的列表 p95，4 个连接（底线：空闲时；事件 p95 ${ms(event)}）`,
      en: `p95 of lists while the payment provider hangs ${HANGS_MS / 1000} s in every slot, 4 connections (floor: idle; its events answered in ${ms(event)} p95)`,
    },
    floor: ms(median(idle)),
    ours: ms(median(hanging)),
    ratio: `${ratio.toFixed(2)}× (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
    target: `< ${AT_MOST}×`,
    held: ratio < AT_MOST,
  };
}

/** The stand-in is no provider for production. */
const surroundings = ({ host, port, apiKey }: StartedStandIn): Record<string, string> => ({
  NODE_ENV: 'test',
  ALLOW_TEST_PAYMENTS: 'yes',
  ERRAND_CONCURRENCY: String(SLOTS),
  STRIPE_SECRET_KEY: apiKey,
  STRIPE_PUBLISHABLE_KEY: 'pk_test_standin',
  STRIPE_WEBHOOK_SECRETS: STAND_IN_SECRET,
  STRIPE_API_URL: `http://${host}:${port}`,
});
