'use strict';
// One process, one set of modules: what a worker has loaded once serves all its test files. Jest would load the same two
// thousand modules anew for each of them, which took two fifths of the processor time of all tests. Only the test file
// itself is loaded by Jest (runtime.cjs). In turn nothing may stay changed: environment variables are put back, and what
// was replaced in modules (jest.spyOn, jest.replaceProperty) is restored at the end of each file.
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');
const { ModuleMocker } = require('jest-mock');

const ours = new WeakSet(); // contexts in whose stead code runs in the process's own
const { compileFunction } = vm;

vm.compileFunction = (code, parameters, options) =>
  ours.has(options?.parsingContext)
    ? compileFunction(code, parameters, { ...options, parsingContext: undefined })
    : compileFunction(code, parameters, options);

module.exports = class OneSetOfModules extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    ours.add(this.context);
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.variables = { ...process.env };
  }

  /** Jest asks for a hundred lines of stack; every refusal the product throws would have them collected and translated. */
  async setup() {
    await super.setup();
    Error.stackTraceLimit = 12;
  }

  async teardown() {
    this.moduleMocker.restoreAllMocks();
    for (const name of Object.keys(process.env)) if (!(name in this.variables)) delete process.env[name];
    Object.assign(process.env, this.variables);
    await super.teardown();
  }
};
