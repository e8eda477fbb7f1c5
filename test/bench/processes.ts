import { fork, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_ROOT } from '../support/test-cluster';
import type { LoadJob, LoadResult } from './load/load-job';
import { productEnvironment } from './product-environment';

const HOOK = path.join(PROJECT_ROOT, 'libs/tooling/require-typescript.cjs');
const READY_DEADLINE_MS = 60_000;

export interface Server {
  readonly port: number;
  readonly pid: number;
  /** From the start of the process to the first ready answer. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** The port it says it answers on, alone or for GraphQL; what it says later is read and dropped. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const port = /http:\/\/[^:\s]+:(\d+)(?:\/graphql|\n)/.exec(said)?.[1];
      if (!port) return;
      child.stdout?.off('data', listen).resume();
      resolve(Number(port));
    };
    child.stdout?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`a server ended with ${String(code)}: ${said}`)));
  });
}

async function stopping(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

async function started(child: ChildProcess, begun: number, health: string): Promise<Server> {
  const port = await portOf(child);
  const deadline = begun + READY_DEADLINE_MS;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}${health}`).catch(() => null);
    if (answer?.status === 200) break;
    if (performance.now() > deadline) {
      await stopping(child); // or it would keep the bench from ending
      throw new Error('a server did not get ready');
    }
    await sleep(10);
  }
  return { port, pid: child.pid ?? 0, readyMs: performance.now() - begun, stop: () => stopping(child) };
}

/** The product as an operator starts it. */
export function startProduct(
  databaseUrl: string,
  around: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const begun = performance.now();
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'dist/src/main.js'), 'serve'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...productEnvironment(databaseUrl), ...around },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return started(child, begun, '/health/ready');
}

/** A worker beside it; it listens nowhere, and has begun once it is there. */
export function startWorker(databaseUrl: string, around: Readonly<Record<string, string>> = {}): Server {
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'dist/src/main.js'), 'work'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...productEnvironment(databaseUrl), ...around },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { port: 0, pid: child.pid ?? 0, readyMs: 0, stop: () => stopping(child) };
}

export function startFloor(databaseUrl: string): Promise<Server> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['-r', HOOK, path.join(__dirname, 'floor/server.ts')], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return started(child, begun, '/ready');
}

/** Resident megabytes; NaN where the system does not say it in /proc. */
export const residentMegabytes = (pid: number) => megabytesOf(pid, 'VmRSS');

/** The most that ever were resident. */
export const peakMegabytes = (pid: number) => megabytesOf(pid, 'VmHWM');

function megabytesOf(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** The load generator: one job at a time. */
export class LoadGenerator {
  private readonly child = fork(path.join(__dirname, 'load/generator.ts'), [], { execArgv: ['-r', HOOK] });

  run(job: LoadJob): Promise<LoadResult> {
    return new Promise((resolve, reject) => {
      this.child.once('message', (answer: { result?: LoadResult; error?: string }) => {
        if (answer.result) resolve(answer.result);
        else reject(new Error(answer.error ?? 'the load generator failed'));
      });
      this.child.send(job);
    });
  }

  stop(): Promise<void> {
    return stopping(this.child);
  }
}
