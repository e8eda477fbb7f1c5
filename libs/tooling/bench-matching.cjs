'use strict';
// npm run bench:matching [-- --short] [--api]: the matching engine against one bare solve of the same relaxed problem;
// with --api: how fast the product answers while a full run goes on.
const { checkNode, installDependencies } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const { build } = require('./build.cjs');

async function run() {
  try {
    await installDependencies({ log: (text) => process.stdout.write(`${text}\n`), onChild: () => {} });
    const parameters = process.argv.slice(2);
    const api = parameters.includes('--api');
    if (api) await build();
    require('./require-typescript.cjs');
    const { benchMatching } = require('../../test/bench/matching/bench-matching.ts');
    const { benchBesideTheApi } = require('../../test/bench/matching/beside-the-api.ts');
    process.exitCode = (await (api ? benchBesideTheApi : benchMatching)(parameters)) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`✗ ${error.stack}\n`);
    process.exitCode = 1;
  }
}

void run();
