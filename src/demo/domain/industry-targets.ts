import type { DemoPair } from './demo-pairs';
import type { PlannedPark } from './park-plan';
import type { PlannedProject } from './project-plan';

export interface IndustryTarget {
  readonly indicator: 'IND-1' | 'IND-2' | 'IND-3' | 'LAB-1' | 'LAB-1P';
  /** In yuan, or in enterprises, parks or persons. */
  readonly target: string;
}

const HUNDRED_THOUSAND_YUAN = 10_000_000n;

/** What a year's agreement promises of parks: somewhat more than the year brings, so that it is met in part. Nothing without a park. */
export function industryTargets(
  parks: readonly PlannedPark[],
  projects: readonly PlannedProject[],
  { pair, year }: { readonly pair: DemoPair; readonly year: number },
): IndustryTarget[] {
  const own = parks.filter((park) => park.pair === pair);
  if (own.length === 0) return [];
  const isOfYear = (day: string) => day.startsWith(String(year));
  const brought = projects.filter(({ park }) => own.includes(park));
  const starts = brought.filter(({ reached }) =>
    reached.some(({ stage, on }) => stage === 'IN_PRODUCTION' && isOfYear(on)),
  );
  const paidIn = brought
    .flatMap(({ capital }) => capital)
    .reduce((sum, { on, fen, verified }) => (verified && isOfYear(on) ? sum + fen : sum), 0n);
  const newest = brought.flatMap(({ quarters }) => quarters.findLast((one) => one.year === year) ?? []);
  const persons = (of: (quarter: (typeof newest)[number]) => number) =>
    String(Math.ceil((newest.reduce((sum, one) => sum + of(one), 0) * 5) / 40) * 10 || 10);
  return [
    { indicator: 'IND-1', target: String(starts.length + 1) },
    { indicator: 'IND-2', target: String(roundedUp((paidIn * 5n) / 4n) / 100n) },
    {
      indicator: 'IND-3',
      target: String(own.filter(({ registeredOn }) => isOfYear(registeredOn)).length + 1),
    },
    { indicator: 'LAB-1', target: persons(({ jobs }) => jobs) },
    { indicator: 'LAB-1P', target: persons(({ formerlyPoorJobs }) => formerlyPoorJobs) },
  ];
}

const roundedUp = (fen: bigint): bigint => (fen / HUNDRED_THOUSAND_YUAN + 1n) * HUNDRED_THOUSAND_YUAN;
