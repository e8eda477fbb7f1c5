'use strict';
// node -r libs/tooling/require-typescript.cjs file.ts: runs TypeScript as the tests compile it, without writing it anywhere.
const fs = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('@swc/core');
const { typescriptOptions } = require('./swc-typescript.cjs');

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(fs.readFileSync(filename, 'utf8'), typescriptOptions(filename));
  module._compile(code, filename);
};

// A module is looked for before data of the same name, as everywhere else.
for (const later of ['.json', '.node']) {
  const load = Module._extensions[later];
  delete Module._extensions[later];
  Module._extensions[later] = load;
}
