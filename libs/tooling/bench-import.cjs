'use strict';
// npm run bench:import [-- --short]: a large table of claims through web process and worker, with the memory of both.
const { runTypescript } = require('./run-typescript.cjs');

void runTypescript(
  (parameters) => require('../../test/bench/import/bench-import.ts').benchImport(parameters),
  { takes: { short: { type: 'boolean' } } },
);
