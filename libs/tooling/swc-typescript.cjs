'use strict';
// How TypeScript is compiled without a type check: the same for the tests and for npm start.

const swcBase = {
  jsc: { target: 'es2022', keepClassNames: true },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  isModule: true,
  swcrc: false,
  configFile: false,
};

function typescriptOptions(filename) {
  return {
    ...swcBase,
    filename,
    jsc: {
      ...swcBase.jsc,
      parser: { syntax: 'typescript', decorators: true, tsx: filename.endsWith('x') },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  };
}

module.exports = { typescriptOptions };
