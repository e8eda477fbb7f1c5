'use strict';
// npm run demo:reset: empties the embedded database; the next npm start makes a new demo year.
const { ROOT } = require('./bootstrap.cjs');
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
  await removeCluster(path.join(ROOT, '.data/postgres'));
  process.stdout.write(
    '内嵌数据库已清空；执行 npm start 重新生成演示年度。\n' +
      'The embedded database is empty; npm start makes a new demo year.\n',
  );
  return 0;
}

void main().then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`✗ ${error.message}\n`);
    process.exit(1);
  },
);
