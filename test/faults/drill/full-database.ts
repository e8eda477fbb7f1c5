import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../../support/test-cluster';
import { must, place } from './ordering';
import { reactionsCaughtUp } from './races';
import { NOT_TRIED, isPossible, onSmallDisk } from './small-disk';
import { SHORT, Stage } from './stage';

const MEGABYTE = 1024 * 1024;
/** A new cluster with its log and two databases takes 200 MB. */
const DISK_MEGABYTES = 330;
const DATA = path.join(PROJECT_ROOT, '.data');
const PRELOAD = path.join(PROJECT_ROOT, 'libs/tooling/require-typescript.cjs');

/** The database has no room: orders are told to come again, and do when there is room, each exactly once. */
export async function databaseDiskFull(): Promise<string> {
  mkdirSync(DATA, { recursive: true });
  if (!isPossible(DATA)) return NOT_TRIED;
  const [command = '', ...rest] = onSmallDisk(DATA, DISK_MEGABYTES * 1024);
  // A stage of its own, for its database has to see the small disk from the beginning.
  const child = spawn(command, [...rest, process.execPath, '-r', PRELOAD, __filename], { cwd: PROJECT_ROOT });
  const leave = () => void child.kill('SIGTERM');
  process.once('exit', leave);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', leave);
  must(code === 0, said.slice(-2000));
  return said.trim().split('\n').at(-1) ?? '';
}

async function play(): Promise<string> {
  const stage = await Stage.open(SHORT);
  const filler = path.join(DATA, 'filler');
  try {
    await stage.fill();
    const goods = await stage.goods(60);
    fill(filler);
    const refused: string[] = [];
    let kept = 0;
    while (refused.length < 5) {
      const key = randomUUID();
      const { status, id } = await place(stage, stage.web(kept), goods, key);
      must(id !== undefined || status === 503, `an order on a full disk: ${status}`);
      must(id === undefined || (kept += 1) <= 50, 'the disk does not fill');
      if (!id) refused.push(key);
    }
    must(
      [...stage.webs, ...stage.workers].every(({ alive }) => alive),
      'a process ended',
    );
    must((await stage.web(0).health('live')) === 200, 'not alive');
    rmSync(filler);
    const ids = new Set<string | undefined>();
    for (const key of [...refused, ...refused])
      ids.add((await place(stage, stage.web(ids.size), goods, key)).id);
    must(ids.size === refused.length && !ids.has(undefined), `${ids.size} orders of ${refused.length} keys`);
    const [orders] = await stage.app.database.query<{ n: number }>('SELECT count(*)::int AS n FROM orders');
    must(orders?.n === kept + refused.length, `${orders?.n} orders stored`);
    const caughtUp = await reactionsCaughtUp(stage, 30_000);
    const { code, said } = await stage.reconcile();
    must(code === 0, `reconcile ended with ${code}:\n${said.slice(-1500)}`);
    return `${refused.length} orders told 503 and taken with room again, by the same keys; ${caughtUp}; reconciled`;
  } finally {
    rmSync(filler, { force: true });
    await stage.close();
  }
}

/** Until not one more byte goes in. */
function fill(file: string): void {
  for (const size of [MEGABYTE, 4096, 1]) {
    for (let full = false; !full;) {
      try {
        appendFileSync(file, Buffer.alloc(size));
      } catch {
        full = true;
      }
    }
  }
}

if (require.main === module)
  play().then(
    (figures) => process.stdout.write(`${figures}\n`, () => process.exit(0)),
    (error: unknown) => process.stderr.write(`${String(error)}\n`, () => process.exit(1)),
  );
