import type { AppConfig } from '../config/config';
import { log } from './log';

/** Once, before anything else of the process. */
export function startLog({ mode, observing }: Pick<AppConfig, 'mode' | 'observing'>): void {
  log.configure({ level: observing.logLevel, process: mode, readable: observing.readableLog });
}
