'use strict';
// Is a PostgreSQL alive for this folder, and which port can one use?
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// Every process of a cluster works inside its folder. Unknown (no /proc, or not ours to see) is undefined.
function worksIn(pid, cluster) {
  if (!fs.existsSync('/proc/self/cwd')) return undefined;
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(cluster);
  } catch (error) {
    return error.code === 'ENOENT' || error.code === 'ESRCH' ? false : undefined;
  }
}

function someoneWorksIn(cluster) {
  if (!fs.existsSync('/proc/self/cwd')) return false;
  const processes = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.some((pid) => worksIn(pid, cluster) === true);
}

/**
 * The live server of a cluster: { pid, port, status }. It answers what pg_ctl status does, but takes neither a dead
 * process that nobody has buried yet nor another program that was given the number since for the server.
 */
function runningServer(cluster) {
  const pidFile = path.join(cluster, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return undefined;
  const [first, , , port, , , , status = ''] = fs.readFileSync(pidFile, 'utf8').split('\n');
  const pid = Number(first);
  if (!isAlive(pid)) return undefined;
  if (worksIn(pid, cluster) !== false) return { pid, port: Number(port), status: status.trim() };
  if (someoneWorksIn(cluster)) return { pid, port: Number(port), status: 'leaving' };
  fs.rmSync(pidFile, { force: true }); // PostgreSQL itself would look at the number only, and refuse to start
  return undefined;
}

/** The port itself when it can be listened on (0: any), else undefined. */
function freePort(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const found = probe.address().port;
      probe.close(() => resolve(found));
    });
  });
}

// The last port is used again when it is free, so that an address noted by people keeps working.
async function choosePort(note) {
  const last = fs.existsSync(note) ? Number(fs.readFileSync(note, 'utf8')) : 0;
  const port = (await freePort(last)) ?? (await freePort(0));
  fs.writeFileSync(note, String(port));
  return port;
}

module.exports = { choosePort, freePort, isAlive, runningServer };
