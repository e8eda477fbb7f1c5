'use strict';
// npm run drill [-- --short | --minutes <n> | --only <words> | --patience <n>]: builds the product and attacks it.
const { runTypescript } = require('./run-typescript.cjs');

void runTypescript((parameters) => require('../../test/faults/drill/drill.ts').drill(parameters), {
  takes: {
    short: { type: 'boolean' },
    minutes: { type: 'string' },
    only: { type: 'string' },
    patience: { type: 'string' },
    pgbouncer: { type: 'boolean' },
    help: { type: 'boolean' },
  },
}).then(() => process.exit());
