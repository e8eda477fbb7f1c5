'use strict';
// npm run bench:matching [-- --short]: the matching engine against one bare solve of the same relaxed problem.
const { checkNode, installDependencies } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

async function run() {
  try {
    await installDependencies({ log: (text) => process.stdout.write(`${text}\n`), onChild: () => {} });
    require('./require-typescript.cjs');
    const { benchMatching } = require('../../test/bench/matching/bench-matching.ts');
    process.exitCode = (await benchMatching(process.argv.slice(2))) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`✗ ${error.stack}\n`);
    process.exitCode = 1;
  }
}

void run();
