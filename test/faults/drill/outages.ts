import { setTimeout as sleep } from 'node:timers/promises';
import { ask, must, orderThrough } from './ordering';
import type { Stage } from './stage';

const OTHERS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;

/** Every backend of the database is ended again and again, the queue's listening one too. */
export async function backendsTerminated(stage: Stage): Promise<string> {
  const orders = await orderThrough(stage, async () => {
    for (let burst = 0; burst < 6; burst += 1) {
      await stage.app.database
        .query(`/* not repeated: pg_terminate_backend */ ${OTHERS}`)
        .catch(() => undefined);
      await sleep(150);
    }
  });
  return `6 bursts; ${orders}`;
}

/** The database is restarted, at once or in the midst of everything. */
const restarted = (immediate: boolean) => async (stage: Stage) => {
  let recovered = 0;
  const orders = await orderThrough(stage, async () => {
    await sleep(150);
    await stage.stopDatabase(immediate);
    const web = stage.web(0);
    await web.until(async () => (await web.health('ready')) === 503, stage.within(5000), 'not ready');
    must((await web.health('live')) === 200, 'not alive without its database');
    await stage.startDatabase();
    recovered = Math.max(...(await Promise.all(stage.webs.map((one) => one.ready(stage.within(10_000))))));
  });
  for (const one of [...stage.webs, ...stage.workers]) must(one.alive, `${one.kind} did not survive`);
  return `alive, ready again ${(recovered / 1000).toFixed(1)} s after; ${orders}`;
};

export const databaseRestarted = restarted(false);
export const databaseKilled = restarted(true);

/** The network tears connections at the very commit, after it was done. */
export async function commitsTorn(stage: Stage): Promise<string> {
  const before = stage.network.cuts;
  const orders = await orderThrough(stage, async () => {
    for (let cut = 0; cut < 6; cut += 1) {
      stage.network.tear(cut % 2 === 0 ? 'after commit' : 'before commit');
      await sleep(120);
    }
    stage.network.tear(undefined);
  });
  return `${stage.network.cuts - before} commits torn; ${orders}`;
}

/** The network is cut and heals. */
export async function networkCut(stage: Stage): Promise<string> {
  let recovered = 0;
  const orders = await orderThrough(stage, async () => {
    await sleep(150);
    stage.network.set('reset');
    await sleep(1500);
    must((await stage.web(0).health('ready')) === 503, 'ready without a network');
    stage.network.set('fine');
    recovered = await stage.web(0).ready(8000);
  });
  return `ready again ${(recovered / 1000).toFixed(1)} s after; ${orders}`;
}

/** The network swallows everything without a word and heals; what was connected stays lost. */
export async function networkSilent(stage: Stage): Promise<string> {
  let recovered = 0;
  const orders = await orderThrough(stage, async () => {
    await sleep(150);
    stage.network.set('black hole');
    await sleep(4000);
    must((await stage.web(0).health('ready')) === 503, 'ready in a black hole');
    must((await stage.web(0).health('live')) === 200, 'not alive in a black hole');
    stage.network.set('fine');
    recovered = await stage.web(0).ready(8000);
  });
  return `4 s of silence, ready again ${(recovered / 1000).toFixed(1)} s after; ${orders}`;
}

/** Questions that hold every connection: the others are told to come again, soon. */
export async function poolExhausted(stage: Stage): Promise<string> {
  const web = stage.web(0);
  let slowest = 0;
  const statuses = await stage.app.transactions.run(async (tx) => {
    await tx.query('LOCK TABLE installation IN ACCESS EXCLUSIVE MODE');
    const asked = Array.from({ length: 40 }, async () => {
      const begun = performance.now();
      const { status, headers } = await ask(web, '{ about { today } }');
      must(status !== 503 || headers.get('retry-after') !== null, '503 without Retry-After');
      slowest = Math.max(slowest, performance.now() - begun);
      return status;
    });
    await tx.query('SELECT pg_sleep(1)');
    must((await web.health('live')) === 200 && (await web.health('ready')) === 200, 'not alive or not ready');
    await tx.query('SELECT pg_sleep(5)');
    return Promise.race([Promise.all(asked), sleep(8000).then(() => [])]);
  });
  const busy = statuses.filter((status) => status === 503).length;
  must(statuses.length === 40 && busy >= 40 - 12, `${busy} of ${statuses.length} told to come again`);
  must((await ask(web, '{ about { today } }')).status === 200, 'not well afterwards');
  return `${busy} of 40 told 503 with Retry-After, slowest answer ${(slowest / 1000).toFixed(1)} s`;
}

/** A process started before its database: alive, not ready, and well by itself when the database comes. */
export async function startedFirst(stage: Stage): Promise<string> {
  await stage.stopDatabase(true);
  const [web, worker] = [await stage.addWeb(), stage.addWorker()];
  await web.until(async () => (await web.health('live')) === 200, 30_000, 'alive');
  must((await web.health('ready')) === 503, 'ready without a database');
  must((await ask(web, '{ about { today } }')).status === 503, 'answers without a database');
  await stage.startDatabase();
  const [seconds] = await Promise.all([web.ready(30_000), worker.ready(30_000)]);
  await Promise.all([web.stop(), worker.stop()]);
  return `waited alive, ready ${(seconds / 1000).toFixed(1)} s after the database`;
}
