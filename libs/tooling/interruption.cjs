'use strict';
// What Ctrl-C, SIGTERM and the end of the parent do to a start: first ask the children to finish, then force.
const { signalGroup } = require('./start-lock.cjs');

// A terminal sends Ctrl-C to npm and to us, and npm passes it on: both arrive at once and are one wish.
const SAME_WISH_MS = 1_000;
const PARENT_CHECK_MS = 1_000;
// npm and compilers leave nothing that the next start could not make anew.
const HELPER_GRACE_MS = 1_500;
const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };

class InterruptedError extends Error {}

class Interruption {
  #children = new Set();
  #wishedAt;
  exitCode;

  /** `onFirst` is told once; `onForce` ends everything at once and does not return. */
  constructor({ onFirst, onForce }) {
    const wish = (signal) => {
      const now = Date.now();
      if (this.#wishedAt === undefined) {
        this.#wishedAt = now;
        this.exitCode = 128 + SIGNALS[signal];
        onFirst();
        for (const child of this.#children) this.#ask(child);
      } else if (now - this.#wishedAt > SAME_WISH_MS) {
        for (const { process: child } of this.#children) signalGroup(child.pid, 'SIGKILL');
        onForce(this.exitCode);
      }
    };
    for (const signal of Object.keys(SIGNALS)) process.on(signal, wish);
    const parent = process.ppid;
    // a shell between npm and us may die of a signal without passing it on
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      if (!this.happened) wish('SIGHUP');
    }, PARENT_CHECK_MS);
    watch.unref();
  }

  get happened() {
    return this.#wishedAt !== undefined;
  }

  /** `gently`: only the process itself is asked and it looks after its own children. */
  follow(child, { gently = false } = {}) {
    if (!child.pid) return;
    const entry = { process: child, gently };
    this.#children.add(entry);
    child.once('exit', () => this.#children.delete(entry));
    if (this.happened) this.#ask(entry);
  }

  check() {
    if (this.happened) throw new InterruptedError('interrupted');
  }

  #ask({ process: child, gently }) {
    if (gently) {
      child.kill('SIGTERM');
      return;
    }
    signalGroup(child.pid, 'SIGTERM');
    setTimeout(() => signalGroup(child.pid, 'SIGKILL'), HELPER_GRACE_MS).unref();
  }
}

module.exports = { InterruptedError, Interruption };
