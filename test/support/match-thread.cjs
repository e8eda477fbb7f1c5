'use strict';
// The product's thread, compiled as the tests compile everything; beside it what no run does: a line of this category
// makes it leave in the middle.
const { parentPort } = require('node:worker_threads');
require('../../libs/tooling/require-typescript.cjs');

parentPort.on('message', ({ task }) => {
  if (task.kind === 'RUN' && task.planted === 'leaves') process.exit(7);
});
require('../../src/matching/storage/match-thread.ts');
