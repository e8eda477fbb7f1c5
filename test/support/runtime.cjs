'use strict';
// Jest's runtime, but for what a test file imports: that is required by Node itself, once per worker (environment.cjs).
const Module = require('node:module');
const path = require('node:path');
const { default: Runtime } = require('jest-runtime');
require('../../libs/tooling/require-typescript.cjs');

// The product's threads start from compiled files; here from what compiles as it loads.
const THREADS = new Map(
  ['inspection-thread', 'match-thread', 'park-run-thread'].map((name) => [
    `./${name}.js`,
    path.join(__dirname, `${name}.cjs`),
  ]),
);
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => THREADS.get(request) ?? resolveFilename(request, ...rest);

// In production GraphQL does not look for a second copy of itself with every question for a type; here it was a
// twentieth of all processor time.
const loadJavaScript = Module._extensions['.js'];
Module._extensions['.js'] = (module, filename) => {
  if (!filename.endsWith('/graphql/jsutils/instanceOf.js')) return loadJavaScript(module, filename);
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    return loadJavaScript(module, filename);
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
};

module.exports = class OneSetOfModules extends Runtime {
  requireModule(from, name, options, isActual) {
    if (name !== undefined && !options?.isInternalModule) return Module.createRequire(from)(name);
    if (name === undefined) globalThis.jest = this.requireModuleOrMock(from, '@jest/globals').jest;
    return super.requireModule(from, name, options, isActual);
  }
};
