'use strict';
// Starts, adopts and stops a real PostgreSQL whose files lie in one folder. There are no exit hooks: whoever
// starts a cluster decides when it stops, so that an application can finish its work first.
const { spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { postgresAccount, whereDataLies } = require('./postgres-account.cjs');
const { EmbeddedPostgresError } = require('./postgres-binaries.cjs');
const { choosePort, isAlive, runningServer } = require('./postgres-presence.cjs');
const { clusterSettings } = require('./postgres-settings.cjs');

const START_DEADLINE_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;
// Worth another try: another start was quicker, or the children of a killed server are still leaving.
const PASSING_TROUBLE = /lock file|shared memory block|Address already in use|could not bind/;
// Refused, reset, starting up, shutting down.
const LOST_SERVER = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03', '57P01', '57P02']);

// Own process group: Ctrl-C in the terminal must not reach initdb or pg_ctl halfway.
function runProgram(account, program, args) {
  const [command, ...rest] = [...account.prefix, program, ...args];
  const keep = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP'];
  const env = Object.fromEntries(
    keep.filter((name) => name in process.env).map((name) => [name, process.env[name]]),
  );
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      env: { ...env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      ...account.spawnOptions,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    // 'exit', not 'close': on Windows the server may keep a handle of the pipe
    child.on('exit', (code) => setImmediate(() => resolve({ code, output })));
  });
}

const clusterFolder = (account) => path.join(account.home, 'cluster');
const passwordFile = (account) => path.join(clusterFolder(account), 'xieshou.password');

async function createCluster(account, fast) {
  const target = clusterFolder(account);
  const fresh = `${target}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const secret = `${fresh}.password`;
  const password = randomBytes(24).toString('hex');
  try {
    fs.writeFileSync(secret, password, { mode: 0o600 });
    account.own(secret);
    fs.mkdirSync(fresh, { mode: 0o700 });
    account.own(fresh);
    const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
    const args = ['-D', fresh, '-U', 'xieshou', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8'];
    args.push(
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      `--locale=${locale}`,
      '--no-instructions',
    );
    // the password is 192 random bits: stretching it would only make every connection slower
    args.push('--set', 'scram_iterations=1');
    if (fast) args.push('--no-sync');
    const { code, output } = await runProgram(account, account.binaries.initdb, args);
    if (code !== 0) throw new EmbeddedPostgresError(`initdb: ${output.trim()}`);
    fs.appendFileSync(path.join(fresh, 'postgresql.conf'), "\ninclude 'xieshou.conf'\n");
    fs.renameSync(secret, path.join(fresh, path.basename(passwordFile(account))));
    fs.renameSync(fresh, target); // all or nothing: a folder named "cluster" is complete
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error; // else: another start was quicker
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
    fs.rmSync(secret, { force: true });
  }
}

function clearInterruptedCreations(account) {
  for (const name of fs.readdirSync(account.home)) {
    const [, pid] = /^cluster\.(\d+)-/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid)))
      fs.rmSync(path.join(account.home, name), { recursive: true, force: true });
  }
}

async function startServer(account, fast) {
  const cluster = clusterFolder(account);
  const logFile = path.join(account.home, 'server.log');
  if (fs.existsSync(logFile) && fs.statSync(logFile).size > LOG_LIMIT_BYTES) fs.truncateSync(logFile);
  const logStart = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
  fs.closeSync(fs.openSync(logFile, 'a', 0o600));
  account.own(logFile);
  const settings = path.join(cluster, 'xieshou.conf');
  fs.writeFileSync(settings, clusterSettings(await choosePort(path.join(account.home, 'port')), fast), {
    mode: 0o600,
  });
  account.own(settings);
  const args = ['start', '-D', cluster, '-l', logFile, '-w', '-t', String(START_DEADLINE_MS / 1000)];
  const { code, output } = await runProgram(account, account.binaries.pgCtl, args);
  if (code === 0) return undefined;
  return `${output.trim()}\n${fs.readFileSync(logFile).subarray(logStart).toString('utf8').slice(-3000).trim()}`;
}

async function startOrAdopt(account, fast) {
  const deadline = Date.now() + START_DEADLINE_MS;
  let adopted = runningServer(clusterFolder(account)) !== undefined;
  let trouble = '';
  while (Date.now() < deadline) {
    const server = runningServer(clusterFolder(account));
    if (server?.status === 'ready') return { ...server, adopted };
    if (!server) {
      adopted = false;
      trouble = (await startServer(account, fast)) ?? '';
      if (trouble && !PASSING_TROUBLE.test(trouble)) break;
      if (!trouble) continue;
    }
    await sleep(100);
  }
  throw new EmbeddedPostgresError(
    `内嵌 PostgreSQL 无法启动 / the embedded PostgreSQL does not start (${clusterFolder(account)}):\n${trouble}`,
  );
}

async function createDatabase(url, name) {
  const { Client } = require('pg'); // only here: the rest runs before anything is installed
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // the query's own error says it
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (error.code !== '42P04' && error.code !== '23505') throw error; // another start was quicker
  } finally {
    await client.end().catch(() => {});
  }
}

const urlFor = (password, port, name) => `postgresql://xieshou:${password}@127.0.0.1:${port}/${name}`;

// A server that was killed this moment still looks alive, and its port still opens: only an answer counts.
async function reachCluster(account, fast, work) {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const server = await startOrAdopt(account, fast);
    try {
      await work(server);
      return server;
    } catch (error) {
      if (!(LOST_SERVER.has(error.code) || /terminated/.test(error.message)) || Date.now() > deadline)
        throw error;
    }
    await sleep(100);
  }
}

/**
 * A running cluster for this folder: created when the folder is empty, adopted when one is alive already.
 * `fast` gives up durability (tests). The address holds the password: never print it.
 */
async function ensureCluster({ dataDir, fast = false, database = 'xieshou', log = () => {} }) {
  const account = postgresAccount(path.resolve(dataDir));
  clearInterruptedCreations(account);
  const created = !fs.existsSync(clusterFolder(account));
  if (created) {
    log(`initdb ${account.how}`);
    await createCluster(account, fast);
  }
  const password = fs.readFileSync(passwordFile(account), 'utf8').trim();
  const { port, pid, adopted } = await reachCluster(account, fast, (server) =>
    createDatabase(urlFor(password, server.port, 'postgres'), database),
  );
  log(`${adopted ? 'adopted' : 'started'} ${account.how}, 127.0.0.1:${port}`);
  const url = urlFor(password, port, database);
  return { url, port, pid, adopted, created, stop: () => stopCluster(dataDir) };
}

/** Ends the cluster of this folder, if one runs; `force` does not wait for open transactions. */
async function stopCluster(dataDir, { force = false } = {}) {
  if (!fs.existsSync(dataDir)) return false;
  const account = postgresAccount(path.resolve(dataDir));
  if (!runningServer(clusterFolder(account))) return false;
  for (const mode of force ? ['immediate'] : ['fast', 'immediate']) {
    const args = ['stop', '-D', clusterFolder(account), '-m', mode, '-w', '-t', '30'];
    await runProgram(account, account.binaries.pgCtl, args);
    if (!runningServer(clusterFolder(account))) return true;
  }
  throw new EmbeddedPostgresError(
    `内嵌 PostgreSQL 无法停止 / the embedded PostgreSQL does not stop: ${dataDir}`,
  );
}

/** Stops the cluster of this folder and removes all its data. */
async function removeCluster(dataDir) {
  if (!fs.existsSync(dataDir)) return;
  await stopCluster(dataDir);
  fs.rmSync(whereDataLies(dataDir), { recursive: true, force: true });
  fs.rmSync(dataDir, { recursive: true, force: true });
}

module.exports = { EmbeddedPostgresError, ensureCluster, removeCluster, stopCluster };
