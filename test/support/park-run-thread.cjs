'use strict';
// The product's thread, compiled as the tests compile everything.
require('../../libs/tooling/require-typescript.cjs');
require('../../src/allocating/storage/park-run-thread.ts');
