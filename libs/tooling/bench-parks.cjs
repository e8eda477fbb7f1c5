'use strict';
// npm run bench:parks [-- --short] [--only search] [--only matching]: searches over the slots of parks beside the same by hand;
// matching of intents to slots, in a process of its own.
const { runTypescript } = require('./run-typescript.cjs');

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;

async function work(parameters) {
  const { measureParkMatching } = require('../../test/bench/parks/measure-park-matching.ts');
  const matched = only === 'search' || measureParkMatching(parameters.includes('--short'));
  if (only === 'matching') return matched;
  const searched = await require('../../test/bench/parks/bench-parks.ts').benchParks(parameters);
  return searched && matched;
}

void runTypescript(work, {
  takes: { short: { type: 'boolean' }, only: { type: 'string' } },
  builds: only !== 'matching',
});
