import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until it is so. Only what never becomes so takes as long as this waits, however slow the machine is. */
export async function eventually(holds: () => Promise<boolean>, milliseconds = 120_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not so within ${milliseconds} ms: ${holds.toString()}`);
    await sleep(20);
  }
}
