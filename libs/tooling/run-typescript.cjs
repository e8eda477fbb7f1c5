'use strict';
// Installs what is missing, builds the product unless told not to, and runs what is written in TypeScript with the
// command's parameters; whether it answers true is the exit code. `takes` are the options as node:util's parseArgs wants
// them: any other is refused before anything is done.
const { parseArgs } = require('node:util');
const { checkNode, installDependencies } = require('./bootstrap.cjs');
if (!checkNode()) process.exit(1);

const { build } = require('./build.cjs');

exports.runTypescript = async (work, { takes = {}, builds = true, allowPositionals = false } = {}) => {
  try {
    parseArgs({ options: takes, allowPositionals });
  } catch (error) {
    process.stderr.write(`✗ ${error.message}\n`);
    process.exitCode = 1;
    return;
  }
  try {
    await installDependencies({ log: (text) => process.stdout.write(`${text}\n`), onChild: () => {} });
    if (builds) await build();
    require('./require-typescript.cjs');
    process.exitCode = (await work(process.argv.slice(2))) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`✗ ${error.stack}\n`);
    process.exitCode = 1;
  }
};
