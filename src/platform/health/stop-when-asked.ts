import type { INestApplicationContext } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppConfig } from '../config/config';
import { faultFields } from '../logging/fault';
import { log } from '../logging/log';
import { Draining } from './draining';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Orchestrators kill after ten seconds or more; we are gone before. */
const LONGEST_MS = 9000;

/** Nest hands the signal on to its hooks. */
type Closes = Pick<INestApplicationContext, never> & { close(signal: string): Promise<void> };

/**
 * On SIGTERM, SIGINT or SIGHUP: not ready at once; what is under way may end, what waits stays in its table; then
 * exit code 0. Whoever is not done after nine seconds is cut off, and a second signal does not wait: exit code 1.
 */
export function stopWhenAsked(app: INestApplicationContext): void {
  let asked = false;
  const stop = async (signal: string) => {
    app.get(Draining, { strict: false }).begin();
    setTimeout(() => {
      log.warn('cut off');
      process.exit(1);
    }, LONGEST_MS).unref();
    await sleep(app.get(AppConfig, { strict: false }).drainGraceMs);
    await (app as Closes).close(signal);
    process.exit(0);
  };
  for (const signal of SIGNALS)
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      stop(signal).catch((error: unknown) => {
        log.error('stopping failed', faultFields(error));
        process.exit(1);
      });
    });
}
