'use strict';
// npm run simulate [-- --tuned | seed …]: fictive years with planted cheaters and honest look-alikes; says how many the
// integrity rules find, and how often they are right.
const { checkNode, installDependencies } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

async function run() {
  try {
    await installDependencies({ log: (text) => process.stdout.write(`${text}\n`), onChild: () => {} });
    require('./require-typescript.cjs');
    const { simulate } = require('../../test/integrity/simulate.ts');
    process.exitCode = simulate(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`)) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`✗ ${error.stack}\n`);
    process.exitCode = 1;
  }
}

void run();
