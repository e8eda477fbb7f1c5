import { cpus } from 'node:os';
import { copyOf, filledDatabase, startCluster } from '../bench-database';
import { LoadGenerator } from '../processes';
import { seedSettled } from '../seed/seed-settled';
import type { Settings } from '../settings';
import { markdownTable, type Outcome } from '../table';
import { measureFigures } from './measure-figures';
import { measurePosting } from './measure-posting';
import { measureRecount } from './measure-recount';
import { measureSettlement } from './measure-settlement';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Settled portions in the two databases, and how long each measure takes. */
function settingsOf(parameters: readonly string[]): Settings {
  const short = parameters.includes('--short');
  const large = parameters.includes('--full')
    ? 10_000_000
    : Number(valueOf(parameters, '--portions') ?? 1_000_000);
  if (!Number.isSafeInteger(large) || large < 1_000)
    throw new Error('--portions takes a whole number from 1000 on');
  const timing = short ? { rounds: 1, seconds: 0.2 } : { rounds: 5, seconds: 3 };
  return {
    ...timing,
    short,
    listings: 0,
    starts: 0,
    idleSeconds: 0,
    portions: short ? [2_000, 2_000] : [100_000, large],
    only: valueOf(parameters, '--only'),
    write: false,
  };
}

function valueOf(parameters: readonly string[], option: string): string | null {
  const at = parameters.indexOf(option);
  return at < 0 ? null : (parameters[at + 1] ?? '');
}

/** Counting against floors of the same run; false where a target is missed. A short run only shows that everything runs. */
export async function benchCounting(parameters: readonly string[]): Promise<boolean> {
  const settings = settingsOf(parameters);
  const [few, many] = settings.portions;
  const cluster = await startCluster();
  const load = new LoadGenerator();
  const filled = (portions: number) =>
    timed(`${portions.toLocaleString('en')} settled portions`, () =>
      filledDatabase(cluster, `settled_${portions}`, (client) => seedSettled(client, portions)),
    );
  const wanted = (name: string) => settings.only === null || name.includes(settings.only);
  try {
    const small = wanted('figures') || wanted('posting') ? await filled(few) : '';
    const large = wanted('figures') || wanted('recount') ? await filled(many) : '';
    const outcomes: Outcome[] = [];
    if (wanted('figures'))
      outcomes.push(...(await timed('figures', () => measureFigures({ small, large }, settings, load))));
    if (wanted('posting')) {
      const unfilled = await filledDatabase(cluster, 'unfilled', () => Promise.resolve());
      for (const [name, source, measure] of [
        ['settling', unfilled, measureSettlement],
        ['posting', small, measurePosting],
      ] as const) {
        const copy = await copyOf(cluster, source);
        try {
          outcomes.push(...(await timed(name, () => measure(copy.url, settings))));
        } finally {
          await copy.drop();
        }
      }
    }
    if (wanted('recount')) outcomes.push(...(await timed('recount', () => measureRecount(large, settings))));
    say(`\n${markdownTable(outcomes, 'en')}\n\n${markdownTable(outcomes, 'zh')}\n`);
    say(
      `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, up to ${many.toLocaleString('en')} portions`,
    );
    return outcomes.every(({ held, broken }) => !broken && (settings.short || held !== false));
  } finally {
    await load.stop();
    await cluster.stop();
  }
}

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  const result = await work();
  say(`✓ ${name} · ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}
