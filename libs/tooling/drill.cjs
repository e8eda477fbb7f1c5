'use strict';
// npm run drill [-- --short | --minutes <n> | --only <words>]: builds the product and attacks it.
const { runTypescript } = require('./run-typescript.cjs');

void runTypescript((parameters) => require('../../test/faults/drill/drill.ts').drill(parameters), {
  takes: { short: { type: 'boolean' }, minutes: { type: 'string' }, only: { type: 'string' } },
}).then(() => process.exit());
