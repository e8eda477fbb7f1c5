'use strict';
// The product's thread, compiled as the tests compile everything; beside it what no known file does: «files» that make it
// hang, eat memory, throw or leave.
const { parentPort } = require('node:worker_threads');
require('../../libs/tooling/require-typescript.cjs');

/** None of them has a name: it would stand in the log of what it does. */
const PLANTED = new Map([
  [
    'planted: hangs',
    () => {
      for (;;);
    },
  ],
  [
    'planted: eats memory',
    () => {
      for (const eaten = []; ;) eaten.push({ more: eaten.slice(-50) });
    },
  ],
  [
    'planted: throws',
    () => {
      throw new TypeError('planted');
    },
  ],
  [
    'planted: leaves',
    () => {
      process.exit(7);
    },
  ],
]);

parentPort.on('message', ({ bytes }) => PLANTED.get(Buffer.from(bytes.slice(0, 40)).toString())?.());
require('../../src/platform/files/inspection-thread.ts');
