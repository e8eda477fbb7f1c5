import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { Controls } from './controls';
import { openDoor } from './door';
import { KeptWorld } from './kept-world';
import { StripeStandIn, World } from './played/index';
import { type Endpoint, WebhookSender } from './webhooks';

export const STAND_IN_KEY = 'sk_test_standin';
export const STAND_IN_SECRET = 'whsec_standin';
const LARGEST_BODY = 1_000_000;

export interface StartOptions {
  readonly port?: number;
  /** Where events are posted to; may be set later by `controls.webhooks.endpoints`. */
  readonly endpoints?: readonly Endpoint[];
  /** Seconds since 1970; the machine's clock unless a test has its own. */
  readonly now?: () => number;
  /** Where it is to run, beside what NODE_ENV says: either of them forbids production. */
  readonly environment?: string;
  /** A file that outlives it: what was paid before a restart can still be refunded after it. */
  readonly keptIn?: string | undefined;
}

export interface StartedStandIn {
  readonly host: string;
  readonly port: number;
  readonly apiKey: string;
  readonly controls: Controls;
  stop(): Promise<void>;
}

/** Plays Stripe over HTTP on 127.0.0.1; `new Stripe(apiKey, { host, port, protocol: 'http' })` talks to it. */
export async function startStripeStandIn(options: StartOptions = {}): Promise<StartedStandIn> {
  if ([options.environment, process.env.NODE_ENV].includes('production'))
    throw new Error('生产环境不得运行模拟支付 / The stand-in for Stripe does not run in production');
  const now = options.now ?? (() => Date.now() / 1000);
  const webhooks = new WebhookSender(options.endpoints ?? [], now);
  const world = new World({ now, newId: () => randomBytes(9).toString('hex') }, (event) =>
    webhooks.take(event),
  );
  const standIn = new StripeStandIn(world, STAND_IN_KEY);
  const controls = new Controls(world, webhooks, standIn);
  const kept = options.keptIn === undefined ? null : new KeptWorld(options.keptIn, world);
  kept?.recall();
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    if (request.method === 'POST') response.once('close', () => kept?.changed());
    answer(controls, request, response, stopping.signal).catch((error: unknown) => {
      if (stopping.signal.aborted) return response.destroy();
      const message = `The stand-in is broken: ${error instanceof Error ? error.stack : String(error)}`;
      process.stderr.write(`${message}\n`);
      return response.writeHead(500).end(JSON.stringify({ error: { type: 'api_error', message } }));
    });
  });
  await new Promise<void>((listening, refused) => {
    server.once('error', refused).listen(options.port ?? 0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  world.address = `http://127.0.0.1:${port}`;
  const stop = async () => {
    stopping.abort();
    server.closeAllConnections();
    await Promise.all([webhooks.stop(), new Promise((closed) => server.close(closed))]);
    kept?.write();
  };
  return { host: '127.0.0.1', port, apiKey: STAND_IN_KEY, controls, stop };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BODY) throw new Error('The body is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function answer(
  controls: Controls,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const body = await bodyOf(request);
  const { method = 'GET', url = '/' } = request;
  const shown = openDoor(controls, { method, url, body });
  if (shown) {
    response
      .writeHead(shown.status, { 'Content-Type': shown.type, 'Stripe-Stand-In': 'true' })
      .end(shown.text);
    return;
  }
  controls.requests.push({ method, url, body, key: String(request.headers['idempotency-key'] ?? '') });
  const fault = controls.faultOf({ method, url });
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
  );
  const wait = async () => {
    await after(fault.delayMs ?? 0, undefined, { signal: stopping });
    await fault.until;
  };
  const troubled = fault.delayMs === undefined && fault.until === undefined ? fault : { ...fault, wait };
  const answered = await controls.standIn.answer({ method, url, body, headers }, troubled);
  if (fault.cutOff) {
    response.destroy(); // done, and the caller never hears of it
    return;
  }
  response.writeHead(answered.status, { 'Content-Type': 'application/json', ...answered.headers });
  response.end(JSON.stringify(answered.body));
}
