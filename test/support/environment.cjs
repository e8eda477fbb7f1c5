'use strict';
// Jest's own environment for Node. In addition a worker keeps what V8 made of a module's text: every test file runs
// the same two thousand modules anew, and compiling them took a fifth of the processor time of a small file.
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

const kept = new Map(); // by file name: the text and V8's data for it
const { compileFunction } = vm;

vm.compileFunction = (code, parameters, options) => {
  const name = options?.filename;
  if (!name || !options.parsingContext) return compileFunction(code, parameters, options);
  const known = kept.get(name);
  if (known?.code === code) return compileFunction(code, parameters, { ...options, cachedData: known.data });
  const compiled = compileFunction(code, parameters, { ...options, produceCachedData: true });
  if (compiled.cachedData) kept.set(name, { code, data: compiled.cachedData });
  return compiled;
};

module.exports = TestEnvironment;
