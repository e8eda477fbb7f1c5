import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { canonicalJson } from '../../../libs/matching/src/index';
import { Refused } from '../../../libs/workflow/src/index';
import { carriedOut } from '../domain/park-run-views';
import { thawedParks } from '../domain/thawed-parks';

// Whoever waits for a page goes first: on Linux this is the thread's own priority, not the process's.
const { text, priority } = workerData as { text: string; priority: number };
setPriority(priority);

parentPort?.postMessage(answered(), []);

function answered(): object {
  try {
    const { report, views } = carriedOut(thawedParks(text));
    return {
      report,
      views: views.map(({ kind, readerId, kept }) => ({ kind, readerId, text: canonicalJson(kept) })),
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { unsound: true };
  }
}
