'use strict';
// npm run bench [-- --short | --full | --only <name> | --write]: builds what it measures, then measures it.
const { checkNode, installDependencies } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const { build } = require('./build.cjs');

async function run() {
  try {
    await installDependencies({ log: (text) => process.stdout.write(`${text}\n`), onChild: () => {} });
    await build();
    require('./require-typescript.cjs');
    const { bench } = require('../../test/bench/bench.ts');
    process.exitCode = (await bench(process.argv.slice(2))) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`✗ ${error.stack}\n`);
    process.exitCode = 1;
  }
}

void run();
