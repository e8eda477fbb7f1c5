/** What makes a number look invented. A sign points; people decide. */
export const CAPITAL_SIGNS = [
  'ROUND_AMOUNTS',
  'MONTH_END_CLUSTER',
  'CAPITAL_PER_JOB',
  'CAPITAL_PER_AREA',
  'SHARED_DOCUMENT',
  'EVIDENCE_OLDER',
] as const;
export type CapitalSign = (typeof CAPITAL_SIGNS)[number];

export interface ScreenedRecord {
  readonly id: string;
  readonly fen: bigint;
  readonly contributedOn: string;
  /** Days on which its papers were issued. */
  readonly issuedOn: readonly string[];
  /** How many of its papers stand under other contributions or other projects, too. */
  readonly sharedPapers: number;
}

export interface ScreenedProject {
  /** All that is not rejected or withdrawn. */
  readonly records: readonly ScreenedRecord[];
  readonly plannedJobs: number;
  readonly landM2: number | null;
  readonly range: CapitalRange | null;
}

/** What is usual in the industry. */
export interface CapitalRange {
  readonly jobLeastFen: bigint;
  readonly jobMostFen: bigint;
  readonly m2LeastFen: bigint;
  readonly m2MostFen: bigint;
}

/** Dated rules. */
export interface Thresholds {
  readonly roundStepFen: bigint;
  readonly leastRoundRecords: number;
  readonly monthEndDays: number;
  readonly leastMonthEndRecords: number;
  /** Of all records; an exact share. */
  readonly monthEndShare: { readonly numerator: bigint; readonly denominator: bigint };
  /** A paper issued so many days before the money came proves something else. */
  readonly evidenceDays: number;
}

export interface FoundSign {
  readonly sign: CapitalSign;
  readonly recordIds: readonly string[];
}

/** The signs of a project’s records, each with the records that make it. Withdrawals and corrections downwards make none. */
export function signsOf(project: ScreenedProject, thresholds: Thresholds): FoundSign[] {
  const paidIn = project.records.filter(({ fen }) => fen > 0n);
  const found: FoundSign[] = [
    { sign: 'ROUND_AMOUNTS', recordIds: roundOnes(paidIn, thresholds) },
    { sign: 'MONTH_END_CLUSTER', recordIds: atMonthEnds(paidIn, thresholds) },
    { sign: 'CAPITAL_PER_JOB', recordIds: farFromJobs(project, paidIn) },
    { sign: 'CAPITAL_PER_AREA', recordIds: farFromArea(project, paidIn) },
    {
      sign: 'SHARED_DOCUMENT',
      recordIds: idsOf(project.records.filter(({ sharedPapers }) => sharedPapers > 0)),
    },
    {
      sign: 'EVIDENCE_OLDER',
      recordIds: idsOf(project.records.filter((one) => olderEvidence(one, thresholds))),
    },
  ];
  return found.filter(({ recordIds }) => recordIds.length > 0);
}

const idsOf = (records: readonly ScreenedRecord[]) => records.map(({ id }) => id);

function roundOnes(
  records: readonly ScreenedRecord[],
  { roundStepFen, leastRoundRecords }: Thresholds,
): string[] {
  const round = records.filter(({ fen }) => fen % roundStepFen === 0n);
  return round.length >= leastRoundRecords ? idsOf(round) : [];
}

function atMonthEnds(
  records: readonly ScreenedRecord[],
  { monthEndDays, leastMonthEndRecords, monthEndShare }: Thresholds,
): string[] {
  const late = records.filter(({ contributedOn }) => daysLeftInMonth(contributedOn) < monthEndDays);
  if (late.length < leastMonthEndRecords) return [];
  const clustered =
    BigInt(late.length) * monthEndShare.denominator >= BigInt(records.length) * monthEndShare.numerator;
  return clustered ? idsOf(late) : [];
}

const sumOf = (records: readonly ScreenedRecord[]) => records.reduce((sum, { fen }) => sum + fen, 0n);

/** Too little is no sign while money still comes. */
function farFromJobs(
  { plannedJobs, range, records }: ScreenedProject,
  paidIn: readonly ScreenedRecord[],
): string[] {
  if (!range || paidIn.length === 0) return [];
  return sumOf(records) > range.jobMostFen * BigInt(Math.max(plannedJobs, 1)) ? idsOf(paidIn) : [];
}

function farFromArea(
  { landM2, range, records }: ScreenedProject,
  paidIn: readonly ScreenedRecord[],
): string[] {
  if (!range || landM2 === null || paidIn.length === 0) return [];
  return sumOf(records) > range.m2MostFen * BigInt(landM2) ? idsOf(paidIn) : [];
}

/** What was signed, beside what is usual: too little and too much. */
export function signedFarFromRange(
  investmentFen: bigint,
  { plannedJobs, landM2, range }: Omit<ScreenedProject, 'records'>,
): CapitalSign[] {
  if (!range) return [];
  const jobs = BigInt(Math.max(plannedJobs, 1));
  const perJob = investmentFen < range.jobLeastFen * jobs || investmentFen > range.jobMostFen * jobs;
  const m2 = landM2 === null ? null : BigInt(landM2);
  const perArea =
    m2 !== null && (investmentFen < range.m2LeastFen * m2 || investmentFen > range.m2MostFen * m2);
  return [
    ...(perJob ? (['CAPITAL_PER_JOB'] as const) : []),
    ...(perArea ? (['CAPITAL_PER_AREA'] as const) : []),
  ];
}

function olderEvidence({ contributedOn, issuedOn }: ScreenedRecord, { evidenceDays }: Thresholds): boolean {
  return issuedOn.some((day) => dayNumber(contributedOn) - dayNumber(day) > evidenceDays);
}

/** 0 on the last day of a month. */
function daysLeftInMonth(day: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate() - date;
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
