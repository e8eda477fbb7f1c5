'use strict';
// The order of the test files: those that take longest first, so that no worker ends long after the others.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = [
  'api/access-matrix',
  'api/bad-input',
  'api/quoting-leaks',
  'api/access-canary',
  'faults/processes',
  'api/total-counts',
  'integrity/simulator',
  'scenarios/demo-year',
  'architecture/migrations',
  'api/four-eyes-sequences',
  'api/payments-histories',
  'faults/connections',
  'api/four-eyes',
].map((name) => `/test/${name}.test.ts`);

const placeOf = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.endsWith(name));
  return place < 0 ? LONGEST.length : place;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
};
