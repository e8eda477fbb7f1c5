import { createHash } from 'node:crypto';
import {
  frozenParksReport,
  parksReport,
  runParks,
  type ParksInput,
  type ParksRun,
} from '../../../libs/matching/src/index';
import { market } from '../../matching/seeded-parks';

/** What one process saw of one market, in its last line as JSON. */
export interface MatchingSeen {
  /** Processor seconds of a run, warm: the median; and on the clock. */
  readonly seconds: number;
  readonly wallSeconds: number;
  /** Processor seconds of the report with every blocking pair. */
  readonly reportSeconds: number;
  readonly placed: number;
  readonly blockingPairs: number;
  readonly digests: readonly string[];
  readonly residentGibibytes: number;
}

const SLOTS_PER_PARK = 20;

function timed<Result>(work: () => Result): { cpu: number; wall: number; result: Result } {
  const [before, begun] = [process.cpuUsage(), performance.now()];
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - begun) / 1e3, result };
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Infinity;

const turned = (input: ParksInput): ParksInput => ({
  ...input,
  parks: input.parks.toReversed(),
  slots: input.slots.toReversed(),
  intents: input.intents.toReversed(),
});

const digestOf = (run: ParksRun) =>
  createHash('sha256')
    .update(frozenParksReport(parksReport(run)))
    .digest('hex');

function seenOf(intents: number, slots: number, times: number): MatchingSeen {
  const parks = Math.max(1, Math.round(slots / SLOTS_PER_PARK));
  const size = {
    parks,
    slotsPerPark: SLOTS_PER_PARK,
    intents,
    resources: 6,
    reserves: 2,
    taken: 0.1,
    released: 0.8,
  };
  const input = market(1, size);
  let run = runParks(input); // warms up
  const first = digestOf(run);
  const runs = Array.from({ length: times }, (_, time) => {
    const { cpu, wall, result } = timed(() => runParks(time % 2 === 0 ? turned(input) : input));
    run = result;
    return { cpu, wall, digest: digestOf(result) };
  });
  const report = timed(() => parksReport(run));
  return {
    seconds: median(runs.map(({ cpu }) => cpu)),
    wallSeconds: median(runs.map(({ wall }) => wall)),
    reportSeconds: report.cpu,
    placed: report.result.placements.length,
    blockingPairs: report.result.blockingPairs.length,
    digests: [...new Set([first, ...runs.map(({ digest }) => digest)])],
    residentGibibytes: process.resourceUsage().maxRSS / 1_048_576,
  };
}

const [intents, slots, times] = process.argv.slice(2).map(Number);
process.stdout.write(`${JSON.stringify(seenOf(intents ?? 0, slots ?? 0, times ?? 1))}\n`);
