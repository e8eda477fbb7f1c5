'use strict';
// npm run migrate | serve | work | reconcile | import-list …: one command of the application. DATABASE_URL names its
// database; without it the embedded one is used, and started for as long as the command runs.
const { checkNode, installDependencies, ROOT } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const { spawn } = require('node:child_process');
const path = require('node:path');
const { build } = require('./build.cjs');
const { ensureCluster, stopCluster } = require('./embedded-postgres.cjs');
const { isStarted } = require('./start-lock.cjs');

const DATA_ROOT = path.join(ROOT, '.data');
const DATA_DIR = path.join(DATA_ROOT, 'postgres');

/** Ctrl-C and SIGTERM are the command's to answer; we stay to stop what we have started. */
function runCommand(args, environment) {
  const child = spawn(process.execPath, [path.join(ROOT, 'dist/src/main.js'), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
    detached: process.platform !== 'win32', // a terminal's Ctrl-C reaches it through us, once
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : code));
  });
}

/** Builds if needed, runs the command, and leaves a server running only where somebody else uses it. */
async function runOnDatabase(args) {
  await installDependencies();
  await build();
  if (process.env.DATABASE_URL) return runCommand(args, {});
  const cluster = await ensureCluster({ dataDir: DATA_DIR });
  try {
    return await runCommand(args, { DATABASE_URL: cluster.url, EMBEDDED_DATABASE: '1' });
  } finally {
    if (!cluster.adopted && !isStarted(DATA_ROOT)) await stopCluster(DATA_DIR);
  }
}

module.exports = { runOnDatabase };

if (require.main === module) {
  void runOnDatabase(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error) => {
      process.stderr.write(`✗ ${error.message}\n`);
      process.exit(1);
    },
  );
}
