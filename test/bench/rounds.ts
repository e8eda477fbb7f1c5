import type { LoadGenerator } from './processes';
import type { LoadJob, LoadResult } from './load/load-job';
import type { Settings } from './settings';

export interface Series {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
}

export interface Compared {
  readonly floor: Series;
  readonly ours: Series;
  /** Of the medians. */
  readonly rate: number;
  readonly p95: number;
  readonly p50: number;
  /** Lowest and highest ratio of rates among the rounds. */
  readonly spread: readonly [number, number];
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
};

function series(results: readonly LoadResult[]): Series {
  const of = (read: (result: LoadResult) => number) => median(results.map(read));
  return { perSecond: of((r) => r.perSecond), p50: of((r) => r.p50), p95: of((r) => r.p95) };
}

/** Both in turn, and who begins in turn, so that what else the machine does meets both alike. Throws on a wrong answer. */
export async function alternate(
  load: LoadGenerator,
  settings: Settings,
  jobs: { readonly floor: LoadJob; readonly ours: LoadJob },
): Promise<Compared> {
  const { floor, ours } = jobs;
  const one = async (job: LoadJob, seconds: number) => {
    const result = await load.run({ ...job, seconds });
    if (result.failed > 0) throw new Error(`${result.failed} answers failed, the first:\n${result.failure}`);
    return result;
  };
  const warm = Math.min(1.5, settings.seconds);
  await one(floor, warm);
  await one(ours, warm);
  const results: { floor: LoadResult; ours: LoadResult }[] = [];
  for (let round = 0; round < settings.rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await one(floor, settings.seconds);
      results.push({ floor: first, ours: await one(ours, settings.seconds) });
    } else {
      const first = await one(ours, settings.seconds);
      results.push({ ours: first, floor: await one(floor, settings.seconds) });
    }
  }
  return compare(results);
}

function compare(results: readonly { floor: LoadResult; ours: LoadResult }[]): Compared {
  const floor = series(results.map((round) => round.floor));
  const ours = series(results.map((round) => round.ours));
  const ratios = results.map((round) => round.ours.perSecond / round.floor.perSecond);
  return {
    floor,
    ours,
    rate: ours.perSecond / floor.perSecond,
    p50: ours.p50 / floor.p50,
    p95: ours.p95 / floor.p95,
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}
