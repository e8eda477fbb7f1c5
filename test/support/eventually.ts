import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until it is so: for what other transactions on the same server may hold up. */
export async function eventually(holds: () => Promise<boolean>, milliseconds = 5000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not so within ${milliseconds} ms: ${holds.toString()}`);
    await sleep(20);
  }
}
