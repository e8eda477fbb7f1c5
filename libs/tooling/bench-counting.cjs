'use strict';
// npm run bench:counting [-- --short | --full | --only figures|posting|recount]: counting against floors of the same run.
const { checkNode, installDependencies } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const { build } = require('./build.cjs');

async function run() {
  try {
    await installDependencies({ log: (text) => process.stdout.write(`${text}\n`), onChild: () => {} });
    await build();
    require('./require-typescript.cjs');
    const { benchCounting } = require('../../test/bench/counting/bench-counting.ts');
    process.exitCode = (await benchCounting(process.argv.slice(2))) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`✗ ${error.stack}\n`);
    process.exitCode = 1;
  }
}

void run();
