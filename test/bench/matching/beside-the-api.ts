import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../../support/test-cluster';
import { copyOf, filledDatabase, startCluster } from '../bench-database';
import { ask, graphqlRequest, signIn } from '../client';
import { PAGE } from '../operations';
import { LoadGenerator, residentMegabytes, startProduct, startWorker, type Server } from '../processes';
import { seedGoods } from '../seed/seed-goods';
import { buyerLogin } from '../seed/seed-people';
import { OPS_LOGIN, seedWants } from './seed-wants';

export interface Beside {
  /** Milliseconds 19 of 20 pages are answered in: nothing else runs, and while a full run does. */
  readonly idle: number;
  readonly during: number;
  readonly runSeconds: number;
  /** Largest resident memory of the worker process seen, GiB. */
  readonly workerGibibytes: number;
}

const SECONDS = 5;
const LONGEST_RUN_MS = 900_000;

/** The product as operators run it, web process and worker, with a full run beside a buyer who turns pages. */
export async function besideTheApi({
  lines,
  supplies,
}: {
  lines: number;
  supplies: number;
}): Promise<Beside> {
  const cluster = await startCluster();
  const load = new LoadGenerator();
  const servers: Server[] = [];
  try {
    const filled = await filledDatabase(cluster, `goods_${supplies}`, (client) =>
      seedGoods(client, supplies),
    );
    const copy = await copyOf(cluster, filled);
    try {
      await withClient(copy.url, (client) => seedWants(client, lines));
      const product = await startProduct(copy.url);
      const worker = startWorker(copy.url);
      servers.push(product, worker);
      return await measured(product, worker, load);
    } finally {
      for (const server of servers) await server.stop();
      await copy.drop();
    }
  } finally {
    await load.stop();
    await cluster.stop();
  }
}

async function measured(product: Server, worker: Server, load: LoadGenerator): Promise<Beside> {
  const { port } = product;
  const buyer = await signIn(port, buyerLogin(1));
  const requests = ['0101', '02', '13', '05'].map((categoryCode) =>
    graphqlRequest(PAGE, { first: 20, filter: { categoryCode } }, buyer),
  );
  const job = { port, connections: 1, seconds: SECONDS, requests, expects: '"edges"' };
  await load.run(job); // warms up
  const idle = (await load.run(job)).p95;
  const ops = await signIn(port, OPS_LOGIN);
  const id = await requested(port, ops);
  const begun = performance.now();
  const during: number[] = [];
  let resident = 0;
  for (;;) {
    const state = await stateOf(port, ops, id);
    if (state === 'PROPOSED') break;
    if (state === 'FAILED' || performance.now() - begun > LONGEST_RUN_MS)
      throw new Error(`the run: ${state}`);
    resident = Math.max(resident, residentMegabytes(worker.pid));
    if (state === 'REQUESTED') await sleep(200);
    else during.push((await load.run(job)).p95);
  }
  const runSeconds = (performance.now() - begun) / 1_000;
  return { idle, during: median(during), runSeconds, workerGibibytes: resident / 1_024 };
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function requested(port: number, token: string): Promise<string> {
  const input = { idempotencyKey: crypto.randomUUID() };
  const { data } = await ask<{ data: { requestMatchRun: { matchRun: { id: string } | null } } }>(
    port,
    graphqlRequest(
      'mutation ($input: RequestMatchRunInput!) { requestMatchRun(input: $input) { matchRun { id } refusals { code } } }',
      { input },
      token,
    ),
  );
  if (!data.requestMatchRun.matchRun) throw new Error('no run was taken on');
  return data.requestMatchRun.matchRun.id;
}

async function stateOf(port: number, token: string, id: string): Promise<string> {
  const { data } = await ask<{ data: { matchRun: { state: string } } }>(
    port,
    graphqlRequest('query ($id: UUID!) { matchRun(id: $id) { state failure } }', { id }, token),
  );
  return data.matchRun.state;
}

/** False where the target is missed; a short run only shows that everything runs. */
export async function benchBesideTheApi(parameters: readonly string[]): Promise<boolean> {
  const short = parameters.includes('--short');
  const size = short ? { lines: 100, supplies: 4_000 } : { lines: 5_000, supplies: 50_000 };
  const { idle, during, runSeconds, workerGibibytes } = await besideTheApi(size);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(
    `${size.lines} lines × ${size.supplies} lots: a full run took ${runSeconds.toFixed(1)} s beside the API`,
  );
  say(`worker process: ${workerGibibytes.toFixed(2)} GiB resident at most`);
  const ratio = during / idle;
  const figures = `p95 idle ${idle.toFixed(1)} ms, during the run ${during.toFixed(1)} ms`;
  say(
    `${ratio <= 2 ? '✓' : '✗'} request latency beside a full run: ${ratio.toFixed(2)} × (at most 2); ${figures}`,
  );
  return short || ratio <= 2;
}
