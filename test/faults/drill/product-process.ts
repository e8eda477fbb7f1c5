import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_ROOT } from '../../support/test-cluster';

const MAIN = path.join(PROJECT_ROOT, 'dist/src/main.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly milliseconds: number;
}

/** One process of the built product, as an operator starts it. */
export class ProductProcess {
  said = '';
  private began = false;
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;

  constructor(
    readonly kind: string,
    environment: Record<string, string>,
    readonly port = 0,
    /** What starts it in surroundings of its own. */
    within: readonly string[] = [],
  ) {
    const [wrapper, ...given] = [...within, process.execPath];
    this.child = spawn(wrapper ?? process.execPath, [...given, MAIN, kind], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, NODE_ENV: 'production', ...environment, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        const text = chunk.toString();
        this.began ||= text.includes('"started"');
        this.said = (this.said + text).slice(-20_000);
      });
    // Whoever ends the drill ends its processes.
    const endIt = () => this.child.kill('SIGKILL');
    process.once('exit', endIt);
    this.exited = once(this.child, 'exit').then(() => void process.off('exit', endIt));
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Waits for its end. */
  async ended(): Promise<Ended> {
    const begun = performance.now();
    await this.exited;
    const { exitCode: code, signalCode: signal } = this.child;
    return { code, signal, milliseconds: performance.now() - begun };
  }

  async stop(): Promise<Ended> {
    this.signal('SIGTERM');
    return this.ended();
  }

  /** The status of a health question; 0 where nobody answers. */
  async health(which: 'live' | 'ready'): Promise<number> {
    return fetch(`${this.url}/health/${which}`, { signal: AbortSignal.timeout(4000) }).then(
      ({ status }) => status,
      () => 0,
    );
  }

  async until(holds: () => boolean | Promise<boolean>, milliseconds: number, what: string): Promise<number> {
    const begun = performance.now();
    while (!(await holds())) {
      if (!this.alive) throw new Error(`${this.kind} ended while it was waited until ${what}:\n${this.said}`);
      if (performance.now() - begun > milliseconds)
        throw new Error(`${this.kind}: not ${what} within ${milliseconds} ms\n${this.said.slice(-2000)}`);
      await sleep(50);
    }
    return performance.now() - begun;
  }

  ready(milliseconds = 60_000): Promise<number> {
    return this.kind === 'serve'
      ? this.until(async () => (await this.health('ready')) === 200, milliseconds, 'ready')
      : this.until(() => this.began, milliseconds, 'started');
  }
}
