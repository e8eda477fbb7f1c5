import DataLoader from 'dataloader';
import { withoutOrigin } from '../origin/origin';

const MOST_TOGETHER = 64;

/**
 * Answers those who ask in the same turn of the event loop by one statement: the busier a process, the fewer statements
 * for each of its callers, and nobody waits for a timer. Nothing is remembered. `read` answers one for each key, in
 * their order; what a caller may see is part of his key.
 */
export const askedTogether = <Key, Answer>(
  read: (keys: readonly Key[]) => Promise<Answer[]>,
): ((key: Key) => Promise<Answer>) => {
  const loader = new DataLoader<Key, Answer>(read, {
    cache: false,
    maxBatchSize: MOST_TOGETHER,
    batchScheduleFn: (run) => void setImmediate(() => withoutOrigin(run)),
  });
  return (key) => loader.load(key);
};
