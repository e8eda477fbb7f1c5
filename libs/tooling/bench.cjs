'use strict';
// npm run bench [-- --short | --full | --only <name> | --write]: builds what it measures, then measures it.
const { runTypescript } = require('./run-typescript.cjs');

void runTypescript((parameters) => require('../../test/bench/bench.ts').bench(parameters), {
  takes: {
    short: { type: 'boolean' },
    full: { type: 'boolean' },
    only: { type: 'string' },
    write: { type: 'boolean' },
  },
});
