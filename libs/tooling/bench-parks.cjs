'use strict';
// npm run bench:parks [-- --short]: searches over the slots of parks beside the same by hand.
const { runTypescript } = require('./run-typescript.cjs');

void runTypescript((parameters) => require('../../test/bench/parks/bench-parks.ts').benchParks(parameters), {
  takes: { short: { type: 'boolean' } },
});
