'use strict';
// npm run walkthrough: needs what npm start has built, and builds it where it is missing; never while it fits already,
// for the running product was started from the same dist/.
const { checkNode, installDependencies, ROOT } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const path = require('node:path');
const { build } = require('./build.cjs');

const say = (text) => process.stdout.write(`${text}\n`);

async function main(args) {
  await installDependencies({ log: say, onChild: () => {} });
  await build();
  const { walkFromTerminal } = require(path.join(ROOT, 'dist/src/demo/walkthrough/from-terminal.js'));
  return walkFromTerminal(args, say);
}

async function run() {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`✗ ${error.message}\n`);
    process.exitCode = 1;
  }
}

void run();
