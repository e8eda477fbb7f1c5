'use strict';
// npm run drill [-- --short | --minutes <n> | --only <words>]: builds the product and attacks it.
const { checkNode, installDependencies } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const { build } = require('./build.cjs');

async function run() {
  try {
    await installDependencies({ log: (text) => process.stdout.write(`${text}\n`), onChild: () => {} });
    await build();
    require('./require-typescript.cjs');
    const { drill } = require('../../test/faults/drill/drill.ts');
    process.exitCode = (await drill(process.argv.slice(2))) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`✗ ${error.stack}\n`);
    process.exitCode = 1;
  }
  process.exit();
}

void run();
