'use strict';
// npm run simulate [-- --tuned | seed …]: fictive years with planted cheaters and honest look-alikes; says how many the
// integrity rules find, and how often they are right.
const { runTypescript } = require('./run-typescript.cjs');

const say = (line) => process.stdout.write(`${line}\n`);
void runTypescript((seeds) => require('../../test/integrity/simulate.ts').simulate(seeds, say), {
  takes: { tuned: { type: 'boolean' } },
  allowPositionals: true,
  builds: false,
});
