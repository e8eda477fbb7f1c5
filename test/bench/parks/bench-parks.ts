import { cpus } from 'node:os';
import { filledDatabase, startCluster } from '../bench-database';
import { LoadGenerator } from '../processes';
import { seedParks } from '../seed/seed-parks';
import type { Settings } from '../settings';
import { markdownTable } from '../table';
import { measureSlotSearch } from './measure-slot-search';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Parks against floors of the same run; false where a target is missed. A short run only shows that both answer alike. */
export async function benchParks(parameters: readonly string[]): Promise<boolean> {
  const short = parameters.includes('--short');
  const slots = short ? 1_000 : 20_000;
  const settings: Settings = {
    ...(short ? { rounds: 1, seconds: 0.5 } : { rounds: 5, seconds: 3 }),
    short,
    listings: slots,
    starts: 0,
    idleSeconds: 0,
    portions: [0, 0],
    only: null,
    write: false,
  };
  const cluster = await startCluster();
  const load = new LoadGenerator();
  try {
    const filled = await filledDatabase(cluster, `slots_${slots}`, (client) => seedParks(client, slots));
    const outcomes = await measureSlotSearch(filled, settings, load);
    say(`\n${markdownTable(outcomes, 'en')}\n\n${markdownTable(outcomes, 'zh')}\n`);
    say(
      `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${slots.toLocaleString('en')} slots`,
    );
    return outcomes.every(({ held, broken }) => !broken && (short || held !== false));
  } finally {
    await load.stop();
    await cluster.stop();
  }
}
