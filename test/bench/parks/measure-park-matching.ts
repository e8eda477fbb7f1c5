import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import path from 'node:path';
import type { MatchingSeen } from './match-large-market';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** A target with what was seen; `always` holds in a short run too, where nothing is timed. */
interface Seen {
  readonly what: string;
  readonly seen: number;
  readonly most: number;
  readonly unit: string;
  readonly always?: boolean;
}

const FULL = { intents: 2_000, slots: 5_000, times: 3 };
const SHORT = { intents: 100, slots: 240, times: 2 };

/** In a process of its own, so that its memory is that of matching alone. */
function seenBy({ intents, slots, times }: typeof FULL): MatchingSeen {
  const root = path.resolve(__dirname, '../../..');
  const said = execFileSync(
    process.execPath,
    [
      '-r',
      path.join(root, 'libs/tooling/require-typescript.cjs'),
      path.join(__dirname, 'match-large-market.ts'),
      ...[intents, slots, times].map(String),
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(said.trim().split('\n').at(-1) ?? '{}') as MatchingSeen;
}

/** Matching of intents to slots of parks; false where a target is missed. A short run holds only what hangs on no clock. */
export function measureParkMatching(short: boolean): boolean {
  const size = short ? SHORT : FULL;
  const market = seenBy(size);
  say(
    `${size.intents} intents × ${size.slots} slots, 6 resources: ${market.placed} placed, ${market.blockingPairs} blocking pairs; ` +
      `run ${market.seconds.toFixed(2)} s of processor time, ${market.wallSeconds.toFixed(2)} s on the clock, ` +
      `report ${market.reportSeconds.toFixed(2)} s`,
  );
  const seen: Seen[] = [
    { what: 'matching, processor time of a warm run', seen: market.seconds, most: 5, unit: 's' },
    { what: 'matching, resident memory', seen: market.residentGibibytes, most: 1, unit: 'GiB' },
    {
      what: 'matching, results that hang on order or machine state',
      seen: market.digests.length - 1,
      most: 0,
      unit: '',
      always: true,
    },
  ];
  const holds = (one: Seen) => one.seen <= one.most;
  for (const one of seen) {
    const mark = short && one.always !== true ? '·' : holds(one) ? '✓' : '✗';
    say(`${mark} ${one.what}: ${one.seen.toFixed(2)} ${one.unit} (at most ${one.most})`);
  }
  say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`);
  return seen.every((one) => holds(one) || (short && one.always !== true));
}
