import { parentPort } from 'node:worker_threads';
import { Refused, type Refusal } from '../../../libs/workflow/src/index';
import { sha256Of } from './file-hash';
import { inspect, type Inspected } from './inspection';

/** What a thread is asked: an upload's bytes, the ending of its name, and what the client takes it for. */
export interface InspectionTask {
  readonly bytes: Uint8Array;
  readonly ending: string;
  readonly declared: string | null;
}

export interface InspectionFinding extends Pick<Inspected, 'mediaType' | 'removed'> {
  /** Null: all of what was given. */
  readonly kept: Uint8Array | null;
  /** Of what is kept. */
  readonly sha256: string;
}

export type InspectionAnswer =
  { readonly finding: InspectionFinding } | { readonly refusals: readonly Refusal[] };

/** What is no refusal is a fault of ours: it ends the thread, and whoever asked is told. */
async function answerTo({ bytes, ending, declared }: InspectionTask): Promise<InspectionAnswer> {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const { mediaType, removed, bytes: cleaned } = await inspect(given, ending, declared);
    const kept = cleaned === given ? null : new Uint8Array(cleaned);
    return { finding: { mediaType, removed, kept, sha256: sha256Of(cleaned) } };
  } catch (error) {
    if (error instanceof Refused) return { refusals: error.refusals };
    throw error;
  }
}

parentPort?.on('message', async (task: InspectionTask) => {
  const answer = await answerTo(task);
  const kept = 'finding' in answer ? answer.finding.kept : null;
  parentPort?.postMessage(answer, kept ? [kept.buffer as ArrayBuffer] : []);
});
