'use strict';
// Checks Node and installs what package-lock.json says. Uses only what Node itself has: nothing is installed yet.
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');
const MODULES = path.join(ROOT, 'node_modules');
const STAMP = path.join(MODULES, '.xieshou-installed');
const HEARTBEAT_MS = 5_000;

function nodeIsTooOld(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 20 || (major === 20 && minor < 19);
}

function checkNode() {
  if (!nodeIsTooOld()) return true;
  process.stderr.write(
    `需要 Node.js 20.19 以上，当前为 ${process.versions.node}。请到 https://nodejs.org/ 安装长期支持版后重试。\n` +
      `Node.js 20.19 or later is needed; this is ${process.versions.node}. ` +
      `Install the LTS release from https://nodejs.org/ and try again.\n`,
  );
  return false;
}

const readLock = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages;

// npm notes in node_modules what it really installed; an interrupted npm ci leaves no note.
function npmInstalledTheLock() {
  const note = path.join(MODULES, '.package-lock.json');
  if (!fs.existsSync(note)) return false;
  const installed = readLock(note);
  const wanted = readLock(path.join(ROOT, 'package-lock.json'));
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '' || entry.link) return true;
    const found = installed[name];
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function lockHash() {
  const lock = fs.readFileSync(path.join(ROOT, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

function isInstalled() {
  if (!fs.existsSync(MODULES)) return false;
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === lockHash()) return true;
  if (!npmInstalledTheLock()) return false;
  writeStamp();
  return true;
}

// A new file in the place of the old one: node_modules may be hard links shared with another folder.
function writeStamp() {
  const fresh = `${STAMP}.${process.pid}`;
  fs.writeFileSync(fresh, lockHash());
  fs.renameSync(fresh, STAMP);
}

function npmCommand() {
  const cli = process.env.npm_execpath; // set when npm itself started us: the same npm then
  if (cli && /npm-cli\.c?js$/.test(cli)) return [process.execPath, cli];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

function countFolders(folder) {
  if (!fs.existsSync(folder)) return 0;
  const names = fs.readdirSync(folder).filter((name) => !name.startsWith('.'));
  const scopes = names.filter((name) => name.startsWith('@'));
  return scopes.reduce(
    (sum, scope) => sum + countFolders(path.join(folder, scope)),
    names.length - scopes.length,
  );
}

// npm shows nothing where the output is no terminal, so it is said how far it is.
function showProgress(log) {
  const wanted = Object.entries(readLock(path.join(ROOT, 'package-lock.json')));
  const total = wanted.filter(
    ([name, entry]) => name !== '' && !entry.optional && name.lastIndexOf('node_modules/') === 0,
  );
  const begun = Date.now();
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - begun) / 1000);
    log(`npm ci … ${seconds} s, ${Math.min(countFolders(MODULES), total.length)}/${total.length}`);
  }, HEARTBEAT_MS);
  return () => clearInterval(timer);
}

const say = (text) => process.stdout.write(`${text}\n`);

/** Runs npm ci when needed. `onChild` gets the process, so that the caller can end it. True if it installed. */
async function installDependencies({ log = say, onChild = () => {} } = {}) {
  if (isInstalled()) return false;
  fs.rmSync(STAMP, { force: true });
  const [command, ...first] = npmCommand();
  // development tools are needed to build, also where NODE_ENV says production
  const args = [
    ...first,
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
  ];
  const windows = process.platform === 'win32';
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    detached: !windows,
    shell: command === 'npm.cmd',
  });
  onChild(child);
  const stopProgress = showProgress(log);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode, signal) => resolve(signal ?? exitCode));
    });
    if (code !== 0) {
      throw new Error(
        `npm ci 失败（${code}）：请检查网络或 npm 镜像设置后重试。\n` +
          `npm ci failed (${code}): check the network or npm's registry setting, then try again.`,
      );
    }
  } finally {
    stopProgress();
  }
  writeStamp();
  return true;
}

// Alone (before the tests) it must itself take npm along when it is interrupted.
async function main() {
  if (!checkNode()) return 1;
  let child;
  let interrupted;
  for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 })) {
    process.on(signal, () => {
      interrupted = 128 + number;
      if (!child?.pid) return;
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
      } catch {
        // it has ended by itself
      }
    });
  }
  try {
    await installDependencies({ onChild: (started) => (child = started) });
    return interrupted ?? 0;
  } catch (error) {
    if (!interrupted) process.stderr.write(`${error.message}\n`);
    return interrupted ?? 1;
  }
}

module.exports = { ROOT, checkNode, installDependencies, nodeIsTooOld };

if (require.main === module) void main().then((code) => process.exit(code));
