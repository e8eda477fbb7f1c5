import { Worker } from 'node:worker_threads';
import type { InspectionAnswer, InspectionTask } from './inspection-thread';

/** Heap of one thread; unpacked bytes lie outside it and are bounded where they are unpacked. */
const MEMORY = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 };
const THREAD = () => require.resolve('./inspection-thread.js');

/** The thread is gone without an answer. */
export class InspectionLost extends Error {
  constructor(
    readonly how: 'TIME' | 'MEMORY' | 'CRASH',
    override readonly cause?: Error,
  ) {
    super(`the inspection ended: ${how}`);
  }
}

/** One thread that looks into one file after another. It knows no setting and no secret of the process. */
export class InspectionWorker {
  private readonly worker = new Worker(THREAD(), { env: {}, execArgv: [], resourceLimits: MEMORY });

  constructor() {
    this.worker.unref();
    this.worker.on('error', () => undefined); // whoever waits for an answer hears of it, too
  }

  /** Also a thread that rests may end: out of memory, or by a fault. */
  onceGone(told: () => void): void {
    this.worker.once('exit', told);
  }

  /** Throws InspectionLost where the thread does not answer in time, or ever; it is of no use then. */
  ask({ bytes, ending, declared }: InspectionTask, milliseconds: number): Promise<InspectionAnswer> {
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => lost('TIME'), milliseconds);
      const answered = (answer: InspectionAnswer) => {
        leave();
        resolve(answer);
      };
      const lost = (how: InspectionLost['how'], cause?: Error) => {
        leave();
        void this.end();
        reject(new InspectionLost(how, cause));
      };
      const failed = (error: NodeJS.ErrnoException) =>
        lost(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'MEMORY' : 'CRASH', error);
      const gone = () => lost('CRASH');
      const leave = () => {
        clearTimeout(timer);
        worker.off('message', answered).off('error', failed).off('exit', gone);
      };
      worker.on('message', answered).on('error', failed).on('exit', gone);
      // A copy of its own: small buffers share their memory with others.
      const own = new Uint8Array(bytes);
      worker.postMessage({ bytes: own, ending, declared }, [own.buffer]);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
