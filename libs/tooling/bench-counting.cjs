'use strict';
// npm run bench:counting [-- --short | --full | --portions N | --only figures|posting|recount]: counting against floors of
// the same run.
const { runTypescript } = require('./run-typescript.cjs');

void runTypescript(
  (parameters) => require('../../test/bench/counting/bench-counting.ts').benchCounting(parameters),
  {
    takes: {
      short: { type: 'boolean' },
      full: { type: 'boolean' },
      portions: { type: 'string' },
      only: { type: 'string' },
    },
  },
);
