import { constants } from 'node:os';
import { Worker } from 'node:worker_threads';

const MEMORY = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 };
const THREAD = () => require.resolve('./park-run-thread.js');

export interface FinishedParkRun {
  readonly report: string;
  readonly views: readonly {
    readonly kind: 'PARK' | 'INVESTOR';
    readonly readerId: string;
    readonly text: string;
  }[];
}

/** Carries one run out in a thread of its own, which knows no setting, no secret and no database. Null: the input makes no sense. */
export function inThread(text: string): Promise<FinishedParkRun | null> {
  const worker = new Worker(THREAD(), {
    env: {},
    execArgv: [],
    resourceLimits: MEMORY,
    workerData: { text, priority: constants.priority.PRIORITY_BELOW_NORMAL },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (said: FinishedParkRun | { unsound: true }) =>
      resolve('unsound' in said ? null : said),
    );
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread of a park run ended without an answer')));
  });
}
