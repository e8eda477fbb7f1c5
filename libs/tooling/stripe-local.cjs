'use strict';
// npm run stripe:local [-- --port <n>] [--events-to <url>] [--keep-in <file>]: a stand-in for Stripe on this machine, for development.
const { runTypescript } = require('./run-typescript.cjs');

const say = (line) => process.stdout.write(`${line}\n`);
void runTypescript(
  async (args) => {
    await require('../../test/stripe-stand-in/local.ts').hostStandIn(args, say);
    return true;
  },
  {
    takes: { port: { type: 'string' }, 'events-to': { type: 'string' }, 'keep-in': { type: 'string' } },
    builds: false,
  },
);
