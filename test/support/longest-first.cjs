'use strict';
// The order of the test files: those that take longest first, so that no worker ends long after the others.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = [
  'api/bad-input',
  'api/access-matrix',
  'faults/processes',
  'api/four-eyes-sequences',
  'api/access-canary',
  'api/total-counts',
  'scenarios/demo-year',
  'api/platform-file-leavers',
  'api/four-eyes',
  'faults/connections',
  'api/procurement-history',
  'api/platform-audit',
  'api/pairing-door',
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
