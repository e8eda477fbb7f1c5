import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SealAuditRows, AuditChain } from '../../../src/platform/index';
import { holdTable } from './held-table';
import { ask, must, orderThrough, place } from './ordering';
import type { ProductProcess } from './product-process';
import { reactionsCaughtUp } from './races';
import type { Stage } from './stage';

/** A worker is killed while events flow: the other takes over what it held. */
export async function workerKilled(stage: Stage): Promise<string> {
  const [first] = stage.workers;
  await orderThrough(stage, async () => {
    await sleep(200);
    first?.signal('SIGKILL');
    await first?.ended();
  });
  return reactionsCaughtUp(stage, stage.within(20_000));
}

/** A web process is killed while orders are placed: callers try again elsewhere, with the same key. */
export async function webKilled(stage: Stage): Promise<string> {
  return orderThrough(stage, async () => {
    await sleep(200);
    stage.web(0).signal('SIGKILL');
    await stage.web(0).ended();
  });
}

/** A process asked to stop finishes what it has, is not ready at once, and ends with 0 within ten seconds. */
export async function webDrains(stage: Stage): Promise<string> {
  const [leaving] = stage.webs;
  must(leaving !== undefined, 'no web process');
  const goods = await stage.goods(20);
  const under = Array.from({ length: 20 }, () => place(stage, leaving, goods, randomUUID()));
  await sleep(30);
  leaving.signal('SIGTERM');
  const ended = leaving.ended();
  await leaving.until(async () => (await leaving.health('ready')) === 503, stage.within(100), 'not ready');
  const live = await leaving.health('live');
  const answers = await Promise.allSettled(under);
  const { code, milliseconds } = await ended;
  const done = answers.filter((one) => one.status === 'fulfilled' && one.value.id !== undefined).length;
  must(live === 200, `live ${live} while draining`);
  must(done === 20, `${done} of 20 orders under way were answered`);
  must(code === 0 && milliseconds < stage.within(10_000), `exit code ${code} after ${milliseconds} ms`);
  return `20 under way answered, not ready at once, exit 0 after ${(milliseconds / 1000).toFixed(1)} s`;
}

export async function workerDrains(stage: Stage): Promise<string> {
  const [leaving] = stage.workers;
  must(leaving !== undefined, 'no worker process');
  let ended = { code: null as number | null, milliseconds: 0 };
  await orderThrough(stage, async () => {
    await sleep(200);
    ended = await leaving.stop();
  });
  must(
    ended.code === 0 && ended.milliseconds < stage.within(10_000),
    `exit ${ended.code} after ${ended.milliseconds} ms`,
  );
  await reactionsCaughtUp(stage, stage.within(10_000));
  return `exit 0 after ${(ended.milliseconds / 1000).toFixed(1)} s, the other worker did the rest`;
}

/** A request that never ends does not keep a process: it is cut off, and a second signal does not wait at all. */
export async function longRequestIsBounded(stage: Stage): Promise<string> {
  const ends: string[] = [];
  for (const second of [false, true]) {
    const web = await stage.addWeb();
    await web.ready();
    const stuck = await stuckRequest(stage, web);
    web.signal('SIGTERM');
    if (second) setTimeout(() => web.signal('SIGTERM'), 300).unref();
    const { code, milliseconds } = await web.ended();
    await stuck();
    must(code === 1 && milliseconds < (second ? 2000 : 10_000), `exit ${code} after ${milliseconds} ms`);
    ends.push(`${(milliseconds / 1000).toFixed(1)} s`);
  }
  return `cut off after ${ends[0]}; with a second signal after ${ends[1]}`;
}

/** A question about a held table waits; the answer lets it go. */
async function stuckRequest(stage: Stage, web: ProductProcess): Promise<() => Promise<void>> {
  const table = await holdTable(stage, 'installation');
  ask(web, '{ about { today } }').catch(() => undefined);
  await sleep(200);
  return table.letGo;
}

/** While orders flow: how old the oldest unsealed row gets. */
export async function sealsKeepUp(stage: Stage): Promise<string> {
  const chain = stage.app.nest.get(AuditChain);
  const watch = { on: true, oldest: 0 };
  const watching = (async () => {
    while (watch.on) {
      const { oldest } = await chain.unsealed();
      if (oldest) watch.oldest = Math.max(watch.oldest, Date.now() - oldest.getTime());
      await sleep(100);
    }
  })();
  // Somebody else's transaction that stays open all the while holds nobody up.
  const idle = stage.app.transactions.run(async (tx) => {
    await tx.query('SELECT pg_current_xact_id()');
    while (watch.on) await sleep(50).then(() => tx.query('SELECT 1'));
  });
  await orderThrough(stage, () => sleep(3000));
  await Promise.all([stage.app.nest.get(SealAuditRows).tick(), sleep(500)]);
  watch.on = false;
  await Promise.all([watching, idle]);
  must(watch.oldest < stage.within(5000), `a row was unsealed for ${watch.oldest} ms`);
  return `oldest unsealed row ${(watch.oldest / 1000).toFixed(1)} s, beside an open transaction`;
}
