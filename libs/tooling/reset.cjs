'use strict';
// npm run demo:reset: empties the embedded database and makes the demo year anew.
const { checkNode, installDependencies, ROOT } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const path = require('node:path');
const { removeCluster } = require('./embedded-postgres.cjs');
const { isStarted } = require('./start-lock.cjs');

async function main() {
  if (isStarted(path.join(ROOT, '.data'))) {
    process.stderr.write(
      '携手正在运行，请先按 Ctrl-C 停止。\nXieshou is running: stop it with Ctrl-C first.\n',
    );
    return 1;
  }
  await installDependencies();
  delete process.env.DATABASE_URL; // only ever the embedded one
  await removeCluster(path.join(ROOT, '.data/postgres'));
  process.stdout.write('内嵌数据库已清空 / the embedded database is empty\n');
  const { runOnDatabase } = require('./run.cjs');
  return runOnDatabase(['demo']);
}

void main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`✗ ${error.message}\n`);
    process.exit(1);
  },
);
