import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  existsSync,
  readdirSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.resolve(__dirname, '../..');

// In the application's place: needs the database, tells how often it was started, finishes its work when asked.
const STAND_IN = `
import { Client } from 'pg';
async function main(): Promise<void> {
  if (process.argv.includes('--die')) process.exit(7);
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS starts (at timestamptz)');
  await client.query('INSERT INTO starts VALUES (now())');
  const { rows } = await client.query('SELECT count(*) FROM starts');
  process.on('SIGTERM', () => setTimeout(() => {
    client.query('SELECT 1').then(() => { console.log('finished its work'); process.exit(0); });
  }, 300));
  setInterval(() => {}, 1000);
  console.log('start number ' + rows[0].count + ' with ' + process.argv.slice(2).join(' '));
  console.log('paid at ' + (process.env.STRIPE_API_URL ?? 'the bank'));
}
void main();
`;

// In the place of Stripe's stand-in: says where it is, and stays.
const PROVIDER = `
process.send?.({ STRIPE_API_URL: 'http://127.0.0.1:1' + process.argv.slice(2).filter((one) => one.includes('/stripe/events')) });
setInterval(() => {}, 1000);
`;

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  says(text: string): Promise<void>;
  ended(): Promise<number | null>;
}

function startIn(
  project: string,
  parameters: string[] = [],
  port = '0',
  script = 'start',
  settings: Record<string, string> = {},
): Started {
  const { DATABASE_URL: _, ...environment } = process.env;
  const env = { ...environment, PORT: port, ...settings };
  const child = spawn(process.execPath, [`libs/tooling/${script}.cjs`, ...parameters], { cwd: project, env });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const says = async (wanted: string) => {
    for (let wait = 0; wait < 1200 && !text.includes(wanted); wait += 1) await sleep(100);
    expect(text).toContain(wanted);
  };
  return { child, output: () => text, says, ended: () => exit };
}

/** Command lines that name the project and have not ended; small containers have no ps. */
function processesOf(project: string): string[] {
  if (!existsSync('/proc/self/cmdline')) {
    const { stdout } = spawnSync('ps', ['-eo', 'args='], { encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line.includes(project));
  }
  const commandLine = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return ''; // ended while we looked
    }
  };
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map(commandLine).filter((line) => line.includes(project));
}

describe('npm start', () => {
  let project: string;

  beforeAll(() => {
    project = mkdtempSync(path.join(tmpdir(), 'xieshou-start-'));
    cpSync(__dirname, path.join(project, 'libs/tooling'), { recursive: true });
    for (const name of ['package.json', 'package-lock.json', 'tsconfig.json']) {
      copyFileSync(path.join(ROOT, name), path.join(project, name));
    }
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'));
    mkdirSync(path.join(project, 'src'));
    writeFileSync(path.join(project, 'src/main.ts'), STAND_IN);
    mkdirSync(path.join(project, 'test/stripe-stand-in'), { recursive: true });
    writeFileSync(path.join(project, 'test/stripe-stand-in/local.ts'), PROVIDER);
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it('lets the application finish before the database stops, and leaves no process', async () => {
    const started = startIn(project, ['--any']);
    await started.says('start number 1 with dev --any');
    started.child.kill('SIGINT');
    expect(await started.ended()).toBe(0);
    expect(started.output()).toContain('finished its work');
    expect(processesOf(project)).toEqual([]);
  });

  it('refuses a second start beside a running one, and recovers after kill -9', async () => {
    const killed = startIn(project);
    await killed.says('start number 2');
    const second = startIn(project);
    expect(await second.ended()).toBe(1);
    expect(second.output()).toContain('is running already');
    killed.child.kill('SIGKILL');
    const next = startIn(project);
    await next.says('start number 3');
    next.child.kill('SIGTERM');
    await next.ended();
    expect(processesOf(project)).toEqual([]);
  });

  it('recovers when the database was killed too', async () => {
    const killed = startIn(project);
    await killed.says('start number 4');
    const postmaster = readFileSync(path.join(project, '.data/postgres/cluster/postmaster.pid'), 'utf8');
    process.kill(Number(postmaster.split('\n')[0]), 'SIGKILL');
    killed.child.kill('SIGKILL');
    const next = startIn(project);
    await next.says('start number 5');
    next.child.kill('SIGTERM');
    await next.ended();
  });

  it('ends with the code of an application that dies', async () => {
    const started = startIn(project, ['--die']);
    expect(await started.ended()).toBe(7);
    expect(processesOf(project)).toEqual([]);
  });

  it('says which port is taken, before it does anything', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const started = startIn(project, [], String(port));
    expect(await started.ended()).toBe(1);
    expect(started.output()).toContain(`Port ${port} is taken`);
    holder.close();
  });

  it('forgets the files with the database when the demo year is made anew', async () => {
    const kept = path.join(project, '.data/files/ab/abcd');
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(kept, 'of the year before');
    const reset = startIn(project, [], '0', 'reset');
    await reset.says('start number 1 with demo');
    expect(existsSync(path.join(project, '.data/files'))).toBe(false);
    reset.child.kill('SIGTERM');
    expect(await reset.ended()).toBe(0);
  });

  it('brings a stand-in for Stripe, which goes with it, and keeps it out of what is built', async () => {
    const port = String(await anyPort());
    const started = startIn(project, [], port);
    await started.says(`paid at http://127.0.0.1:1http://127.0.0.1:${port}/stripe/events`);
    expect(started.output()).toContain('no money moves');
    expect(readdirSync(path.join(project, 'dist'))).toEqual(['.built-from', 'src']);
    started.child.kill('SIGINT');
    await started.ended();
    expect(processesOf(project)).toEqual([]);
  });

  it.each([
    ['told so', ['--without-stripe'], {}],
    ['a Stripe account is named', [], { STRIPE_METHODS: 'card' }],
    ['it is production', [], { NODE_ENV: 'production' }],
  ])('brings none where %s', async (_, parameters, settings) => {
    const started = startIn(project, parameters, String(await anyPort()), 'start', settings);
    await started.says('paid at the bank');
    expect(started.output()).not.toContain('no money moves');
    started.child.kill('SIGINT');
    await started.ended();
  });
});

async function anyPort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const address = holder.address();
  await new Promise((resolve) => holder.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

describe('the count at the end of a check', () => {
  const count = (report: object | undefined, failedChecks: number) => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'xieshou-count-')), 'report.json');
    if (report) writeFileSync(file, JSON.stringify(report));
    const { stdout, status } = spawnSync(process.execPath, [
      path.join(__dirname, 'count-tests.cjs'),
      file,
      String(failedChecks),
    ]);
    rmSync(path.dirname(file), { recursive: true });
    return `${stdout.toString().trim()} → ${status}`;
  };
  const good = {
    numPassedTests: 3,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };

  it('passes only when nothing failed, nothing was skipped and there is a report', () => {
    expect(count({ ...good, success: true }, 0)).toBe('3 passed, 0 failed → 0');
    expect(count({ ...good, success: true }, 2)).toBe('3 passed, 2 failed → 1');
    expect(count({ ...good, success: true, numPendingTests: 1 }, 0)).toBe('3 passed, 1 failed → 1');
    expect(count({ ...good, success: false, numRuntimeErrorTestSuites: 1 }, 0)).toBe(
      '3 passed, 1 failed → 1',
    );
    expect(count({ ...good, success: false }, 0)).toBe('3 passed, 1 failed → 1');
    expect(count(undefined, 0)).toBe('0 passed, 1 failed → 1');
  });
});
