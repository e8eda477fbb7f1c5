'use strict';
// Compiles TypeScript and ES modules (also those in node_modules) to CommonJS for Jest, without Node flags.
const { transformSync, version } = require('@swc/core');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { swcBase, typescriptOptions } = require('../../libs/tooling/swc-typescript.cjs');

const packageTypes = new Map(); // nearest package.json "type", cached per directory
function packageType(directory) {
  if (packageTypes.has(directory)) return packageTypes.get(directory);
  const manifest = path.join(directory, 'package.json');
  const parent = path.dirname(directory);
  let type = 'commonjs';
  if (fs.existsSync(manifest)) type = JSON.parse(fs.readFileSync(manifest, 'utf8')).type ?? 'commonjs';
  else if (directory !== parent) type = packageType(parent);
  packageTypes.set(directory, type);
  return type;
}
const isEsModule = (filename) =>
  filename.endsWith('.mjs') || (filename.endsWith('.js') && packageType(path.dirname(filename)) === 'module');

module.exports = {
  canInstrument: false,
  getCacheKey: (source, filename, options) =>
    createHash('sha1')
      .update(`${version}v3`)
      .update(source)
      .update(filename)
      .update(String(options.config.rootDir))
      .digest('hex')
      .slice(0, 32),
  process(source, filename) {
    if (/\.[cm]?tsx?$/.test(filename))
      return { code: transformSync(source, typescriptOptions(filename)).code };
    if (isEsModule(filename)) {
      const options = { ...swcBase, filename, sourceMaps: false };
      options.jsc = { ...swcBase.jsc, parser: { syntax: 'ecmascript' } };
      return { code: transformSync(source, options).code };
    }
    // In production GraphQL does not look for a second copy of itself with every question for a type; here it was a
    // twentieth of all processor time.
    if (filename.endsWith('/graphql/jsutils/instanceOf.js'))
      return { code: source.replace(/\bprocess\.env\.NODE_ENV === 'production'/, 'true') };
    // A CommonJS dependency stays as it is, but where it imports lazily: Jest's sandbox cannot.
    return { code: source.replace(/\bimport\(('[\w:]+')\)/g, 'Promise.resolve(require($1))') };
  },
};
