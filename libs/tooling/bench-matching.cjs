'use strict';
// npm run bench:matching [-- --short] [--api]: the matching engine against one bare solve of the same relaxed problem;
// with --api: how fast the product answers while a full run goes on.
const { runTypescript } = require('./run-typescript.cjs');

const api = process.argv.includes('--api');
const work = (parameters) =>
  api
    ? require('../../test/bench/matching/beside-the-api.ts').benchBesideTheApi(parameters)
    : require('../../test/bench/matching/bench-matching.ts').benchMatching(parameters);
void runTypescript(work, {
  takes: { short: { type: 'boolean' }, api: { type: 'boolean' } },
  builds: api,
});
