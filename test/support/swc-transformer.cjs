'use strict';
// Compiles test files for Jest as everything else is compiled when Node requires it.
const { transformSync, version } = require('@swc/core');
const { createHash } = require('node:crypto');
const { typescriptOptions } = require('../../libs/tooling/swc-typescript.cjs');

module.exports = {
  canInstrument: false,
  getCacheKey: (source, filename) =>
    createHash('sha1').update(`${version}v4`).update(source).update(filename).digest('hex').slice(0, 32),
  process: (source, filename) => ({ code: transformSync(source, typescriptOptions(filename)).code }),
};
