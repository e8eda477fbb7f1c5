'use strict';
// One start per project folder. The lock also names the processes a start has begun, so that the next start can end
// what a killed one left behind.
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { isAlive } = require('./postgres-presence.cjs');

const LEAVING_MS = 10_000;

class AlreadyRunningError extends Error {}

// Process numbers are given out again; the moment of birth tells two owners of one number apart.
function birthOf(pid) {
  try {
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\)\s/s, '')
      .split(' ');
    if (fields[0] === 'Z') return 'dead';
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return 'unknown';
  }
}

const describeProcess = (pid) => ({ pid, birth: birthOf(pid) });

function stillRuns({ pid, birth }) {
  return isAlive(pid) && birthOf(pid) === birth;
}

/** A child that leads its own process group goes with all it has started. */
function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function endLeftovers(children) {
  const left = children.filter(stillRuns);
  for (const { pid } of left) signalGroup(pid, 'SIGTERM');
  const deadline = Date.now() + LEAVING_MS;
  while (left.some(stillRuns) && Date.now() < deadline) await sleep(100);
  for (const child of left.filter(stillRuns)) signalGroup(child.pid, 'SIGKILL');
}

function readHolder(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined; // absent, or cut off while it was written
  }
}

/** Whether a start is at work on this data folder. */
function isStarted(dataRoot) {
  const holder = readHolder(path.join(dataRoot, 'start.json'));
  return holder !== undefined && stillRuns(holder);
}

/** Takes the lock or throws AlreadyRunningError. { noteChild(child), release() } */
async function takeStartLock(dataRoot) {
  fs.mkdirSync(dataRoot, { recursive: true });
  const file = path.join(dataRoot, 'start.json');
  const holder = readHolder(file);
  if (holder && stillRuns(holder)) {
    throw new AlreadyRunningError(
      `携手已在运行（进程 ${holder.pid}）：请先在那个窗口按 Ctrl-C。\n` +
        `Xieshou is running already (process ${holder.pid}): press Ctrl-C there first.`,
    );
  }
  if (holder) await endLeftovers(holder.children);
  fs.rmSync(file, { force: true });
  const mine = { ...describeProcess(process.pid), children: [] };
  const write = (flag) => fs.writeFileSync(file, JSON.stringify(mine), { flag });
  write('wx');
  return {
    noteChild(child) {
      if (!child.pid) return;
      mine.children.push(describeProcess(child.pid));
      write('w');
    },
    release: () => fs.rmSync(file, { force: true }),
  };
}

module.exports = { AlreadyRunningError, isStarted, signalGroup, takeStartLock };
