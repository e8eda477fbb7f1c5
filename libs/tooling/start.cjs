'use strict';
// npm start: from a fresh clone to a running marketplace, with nothing but Node.
const { checkNode, installDependencies, ROOT } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { build } = require('./build.cjs');
const { ensureCluster, stopCluster } = require('./embedded-postgres.cjs');
const { InterruptedError, Interruption } = require('./interruption.cjs');
const { freePort } = require('./postgres-presence.cjs');
const { isWanted, startStandIn } = require('./stand-in.cjs');
const { signalGroup, takeStartLock } = require('./start-lock.cjs');

const DATA_ROOT = path.join(ROOT, '.data');
const DATA_DIR = path.join(DATA_ROOT, 'postgres');
const STAND_IN_BOOKS = path.join(DATA_ROOT, 'stand-in.json');
const WITHOUT_STRIPE = '--without-stripe';
const APPLICATION_DEADLINE_MS = 30_000;
const STAND_IN_LEAVES_MS = 2_000;
const OLDEST_POSTGRES = 150_000;

const HELP = `npm start [-- 选项 options]

  安装依赖、编译、启动内嵌 PostgreSQL（数据在 .data/postgres），然后启动携手。Ctrl-C 停止全部。
  Installs dependencies, builds, starts the embedded PostgreSQL (data in .data/postgres), then Xieshou itself.
  Ctrl-C stops everything; a second Ctrl-C does not wait.

  --help         显示本说明 / this text
  --demo         在 DATABASE_URL 所指的空数据库中生成演示年度
                 makes the demo year in the empty database that DATABASE_URL names
  --without-stripe
                 不启动 Stripe 替身，只收转账 / no stand-in for Stripe: transfers only
  其余选项传给应用 / other options go to the application (node dist/src/main.js dev)

环境变量 environment
  PORT           端口，默认 3000 / port, 3000 unless given; always on 127.0.0.1
  DATABASE_URL   使用自备的 PostgreSQL（15 以上）/ use a PostgreSQL (15 or later) of your own
  STRIPE_*       使用自己的 Stripe（测试模式）/ use a Stripe account of your own, in test mode

  既无 DATABASE_URL 也无 STRIPE_* 时，同时启动 Stripe 的本地替身（模拟支付，不收付真实款项），可在本机页面上用银行卡付款。
  With neither, a local stand-in for Stripe is started, too: one can pay by card on a page here, and no money moves.

  npm run demo:reset   重新生成内嵌数据库中的演示年度 / make the embedded database's demo year anew
`;

const say = (text) => process.stdout.write(`${text}\n`);

async function step(name, work) {
  const begun = performance.now();
  const note = await work();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`✓ ${name} · ${seconds} s${note ? ` · ${note}` : ''}`);
}

async function checkPort() {
  const port = Number(process.env.PORT || 3000);
  if (port === 0 || (await freePort(port))) return;
  throw new Error(
    `端口 ${port} 已被其他程序占用。请先停止它，或换一个端口：PORT=${port + 1} npm start\n` +
      `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
  );
}

// Says clearly what is wrong before the application fails on it. The address is not printed: it holds a password.
async function checkOperatorsDatabase(url) {
  const { Client } = require('pg');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query("SELECT current_setting('server_version_num')::int AS number");
    if (rows[0].number >= OLDEST_POSTGRES) return `PostgreSQL ${Math.floor(rows[0].number / 10_000)}`;
  } catch (error) {
    const reason = error.message || error.code;
    throw new Error(`DATABASE_URL 无法连接 / cannot connect to DATABASE_URL: ${reason}`, { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
  throw new Error('DATABASE_URL：需要 PostgreSQL 15 以上 / PostgreSQL 15 or later is needed');
}

function runApplication(args, env, { lock, interruption }) {
  const preload = path.join(__dirname, 'leave-with-parent.cjs');
  const child = spawn(
    process.execPath,
    ['-r', preload, path.join(ROOT, 'dist/src/main.js'), 'dev', ...args],
    {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: process.platform !== 'win32', // Ctrl-C reaches it through us, once
    },
  );
  lock.noteChild(child);
  interruption.follow(child, { gently: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // nothing it started outlives it
      if (child.pid && process.platform !== 'win32') signalGroup(child.pid, 'SIGKILL');
      resolve(signal ? 1 : code);
    });
  });
}

async function startDatabase(held) {
  if (process.env.DATABASE_URL) {
    await step('数据库 database (DATABASE_URL)', () => checkOperatorsDatabase(process.env.DATABASE_URL));
    return {};
  }
  let url;
  let created;
  await step('数据库 embedded PostgreSQL', async () => {
    held.embedded = true;
    const cluster = await ensureCluster({ dataDir: DATA_DIR });
    ({ url, created } = cluster);
    const state = cluster.created ? '新建 created' : cluster.adopted ? '已在运行 adopted' : '启动 started';
    return `127.0.0.1:${cluster.port} ${state}`;
  });
  return { DATABASE_URL: url, EMBEDDED_DATABASE: '1', created };
}

// What it knows is of this database: a new one has never heard of it.
async function startStandInFor({ held, onChild }, databaseIsNew) {
  if (databaseIsNew) fs.rmSync(STAND_IN_BOOKS, { force: true });
  let settings;
  await step('模拟支付 Stripe stand-in', async () => {
    const follow = (child) => {
      held.standIn = child;
      onChild(child);
    };
    settings = await startStandIn({ keepIn: STAND_IN_BOOKS, onChild: follow });
    const page = `${settings?.STRIPE_API_URL}/stand-in · 不收付真实款项 no money moves`;
    return settings ? page : '未能启动，只收转账 / not there: transfers only';
  });
  return settings ?? {};
}

async function prepareAndRun(args, context) {
  const { interruption, lock, held } = context;
  const onChild = (child) => {
    lock.noteChild(child);
    interruption.follow(child);
  };
  await checkPort();
  await step('依赖 dependencies', async () =>
    (await installDependencies({ log: say, onChild })) ? '已安装 installed' : '无变化 unchanged',
  );
  interruption.check();
  const payable = isWanted(process.env, args.includes(WITHOUT_STRIPE));
  const results = await Promise.allSettled([
    startDatabase(held).then(async ({ created, ...environment }) => ({
      ...environment,
      ...(payable && (await startStandInFor({ held, onChild }, created))),
    })),
    step('编译 build', async () => ((await build({ onChild })) ? '已完成 done' : '无变化 unchanged')),
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  interruption.check();
  say('→ 启动应用 starting the application (Ctrl-C 停止 stops)');
  const others = args.filter((arg) => arg !== WITHOUT_STRIPE);
  return runApplication(others, results[0].value, context);
}

// An application that ended by itself leaves it behind.
async function ended(child) {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child.pid, 'SIGTERM');
  const late = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), STAND_IN_LEAVES_MS);
  await exit;
  clearTimeout(late);
}

function watchInterruption(held) {
  let deadline;
  const force = async (code) => {
    if (held.embedded) await stopCluster(DATA_DIR, { force: true }).catch(() => {});
    held.lock?.release();
    process.exit(code);
  };
  const interruption = new Interruption({
    onFirst() {
      say('\n正在停止…再按一次 Ctrl-C 强制停止 / stopping; press Ctrl-C again to force');
      deadline = setTimeout(() => process.kill(process.pid, 'SIGTERM'), APPLICATION_DEADLINE_MS);
      deadline.unref();
    },
    onForce: (code) => void force(code),
  });
  return interruption;
}

async function main(args) {
  if (args.includes('--help') || args.includes('-h')) {
    say(HELP);
    return 0;
  }
  const begun = performance.now();
  const held = { embedded: false, lock: undefined, standIn: undefined }; // what has to be given back at the end
  const interruption = watchInterruption(held);
  let code;
  try {
    held.lock = await takeStartLock(DATA_ROOT);
    code = await prepareAndRun(args, { interruption, lock: held.lock, held });
    if (code !== 0 && !interruption.happened) say(`✗ 应用异常退出 / the application ended with code ${code}`);
  } catch (error) {
    if (!(error instanceof InterruptedError || interruption.happened))
      process.stderr.write(`✗ ${error.message}\n`);
    code = 1;
  }
  try {
    await ended(held.standIn);
    if (held.embedded) await stopCluster(DATA_DIR);
  } catch (error) {
    process.stderr.write(`✗ ${error.message}\n`);
    code = code || 1;
  }
  if (!held.lock) return code;
  held.lock.release();
  say(`已停止 stopped · ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  // an application that finished its work as asked is a success
  return code === 0 || !interruption.happened ? code : interruption.exitCode;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
