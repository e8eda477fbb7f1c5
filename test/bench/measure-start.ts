import { setTimeout as sleep } from 'node:timers/promises';
import { residentMegabytes, startProduct } from './processes';
import { median } from './rounds';
import type { Settings } from './settings';
import type { Outcome } from './table';
import { limitOutcome } from './wording';

const READY_SECONDS = 2.5;
const IDLE_MEGABYTES = 220;

/** From the start of the process to its first ready answer, its database running; and what it holds when nobody asks. */
export async function measureStart(databaseUrl: string, settings: Settings): Promise<Outcome[]> {
  const seconds: number[] = [];
  const megabytes: number[] = [];
  for (let start = 0; start < settings.starts; start += 1) {
    const product = await startProduct(databaseUrl);
    seconds.push(product.readyMs / 1000);
    await sleep(settings.idleSeconds * 1000);
    megabytes.push(residentMegabytes(product.pid));
    await product.stop();
  }
  return [
    limitOutcome(
      { zh: 'API 进程在数据库之后就绪', en: 'API process ready after its database' },
      median(seconds),
      READY_SECONDS,
      's',
    ),
    limitOutcome(
      { zh: 'API 进程空闲时常驻内存', en: 'API process idle, resident' },
      median(megabytes),
      IDLE_MEGABYTES,
      'MB',
    ),
  ];
}
