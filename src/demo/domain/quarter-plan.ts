import { addDays } from '../../platform/index';
import type { PlannedStage } from './project-stages';

const REPORTED_AFTER_DAYS = 12;
const QUARTERS = [1, 2, 3, 4] as const;
const ENDS = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' } as const;

/** 运营数据 of a quarter: numbers alone, nobody by name. */
export interface PlannedQuarter {
  readonly year: number;
  readonly quarter: (typeof QUARTERS)[number];
  readonly endOn: string;
  readonly reportedOn: string;
  readonly outputFen: bigint;
  readonly taxFen: bigint;
  readonly jobs: number;
  readonly formerlyPoorJobs: number;
}

interface Producing {
  readonly reached: readonly { readonly stage: PlannedStage; readonly on: string }[];
  readonly investmentFen: bigint;
  readonly jobs: number;
  /** The last day it can be reported on. */
  readonly until: string;
}

/** Of every quarter that ends after it began to produce: people come in three steps, three in ten from formerly poor households. */
export function planQuarters({ reached, investmentFen, jobs, until }: Producing): PlannedQuarter[] {
  const begun = reached.find(({ stage }) => stage === 'IN_PRODUCTION')?.on;
  if (!begun) return [];
  const years = [Number(begun.slice(0, 4)), Number(begun.slice(0, 4)) + 1];
  const ended = years
    .flatMap((year) => QUARTERS.map((quarter) => ({ year, quarter, endOn: `${year}-${ENDS[quarter]}` })))
    .filter(({ endOn }) => endOn >= begun && addDays(endOn, REPORTED_AFTER_DAYS) <= until);
  return ended.map((one, at) => {
    const steps = BigInt(Math.min(at + 1, 3));
    const employed = Math.ceil((jobs * Number(steps)) / 3);
    const outputFen = (investmentFen * steps) / 30n;
    return {
      ...one,
      reportedOn: addDays(one.endOn, REPORTED_AFTER_DAYS),
      outputFen,
      taxFen: outputFen / 25n,
      jobs: employed,
      formerlyPoorJobs: Math.floor((employed * 3) / 10),
    };
  });
}
