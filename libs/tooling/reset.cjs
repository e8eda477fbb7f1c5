'use strict';
// npm run demo:reset: empties the embedded database and the files beside it, and makes the demo year anew.
const { checkNode, installDependencies, ROOT } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const fs = require('node:fs');
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
  fs.rmSync(path.join(ROOT, '.data/stand-in.json'), { force: true });
  // No row names them any more. A directory the operator has named is his own.
  if (!process.env.FILES_DIRECTORY)
    fs.rmSync(path.join(ROOT, '.data/files'), { recursive: true, force: true });
  process.stdout.write('内嵌数据库与文件已清空 / the embedded database and its files are empty\n');
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
