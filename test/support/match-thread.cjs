'use strict';
// The product's thread, compiled as the tests compile everything; beside it what no run does: where somebody wants goods
// of the category 17, it is gone as soon as the run has begun.
const { parentPort } = require('node:worker_threads');
const { gunzipSync } = require('node:zlib');
require('../../libs/tooling/require-typescript.cjs');

parentPort.on('message', ({ task }) => {
  if (task.kind === 'RUN' && gunzipSync(task.input).includes('"categoryCode":"17"')) process.exit(7);
});
require('../../src/matching/storage/match-thread.ts');
