import DataLoader from 'dataloader';
import { presentOrigin, within, withoutOrigin, type Origin } from '../origin/origin';

const MOST_TOGETHER = 64;

interface Asked<Key> {
  readonly key: Key;
  readonly origin: Origin | undefined;
}

/**
 * Answers those who ask in the same turn of the event loop by one statement: the busier a process, the fewer statements
 * for each of its callers, and nobody waits for a timer. Nothing is remembered. `read` answers one for each key, in
 * their order; what a caller may see is part of his key. Work for one belongs to his request, work for several to none.
 */
export const askedTogether = <Key, Answer>(
  read: (keys: readonly Key[]) => Promise<(Answer | Error)[]>,
): ((key: Key) => Promise<Answer>) => {
  const answers = (asked: readonly Asked<Key>[]) => {
    const [{ origin } = {}, ...others] = asked;
    const work = () => read(asked.map(({ key }) => key));
    return origin && others.length === 0 ? within(origin, work) : withoutOrigin(work);
  };
  const loader = new DataLoader<Asked<Key>, Answer>(answers, {
    cache: false,
    maxBatchSize: MOST_TOGETHER,
    batchScheduleFn: (run) => void setImmediate(run),
  });
  return (key) => loader.load({ key, origin: presentOrigin() });
};
