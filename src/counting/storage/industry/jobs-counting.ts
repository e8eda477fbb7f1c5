import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/index';
import { NO_SOURCE, type IndustryPortion } from '../../domain/industry-portion';
import type { TakingBack } from '../../domain/reversal-reasons';
import type { NewEntry } from '../new-entries';
import { countedProjects, type CountedProject } from './counted-projects';
import { IndustryEntries, type LiveIndustry } from './industry-entries';
import { IndustryJudge } from './industry-judge';

/** Of a project and year the newest quarter two people have verified. */
export interface VerifiedJobs {
  readonly id: string;
  readonly projectId: string;
  readonly year: number;
  /** The last day of the quarter: so many were employed on it. */
  readonly on: string;
  readonly jobs: number;
  readonly formerlyPoorJobs: number;
}

/** SQL: the last day of the quarter of the record `c`. */
export const QUARTER_END = `(make_date(c.year, c.quarter * 3, 1) + interval '1 month - 1 day')::date`;

const NEWEST = `
  SELECT DISTINCT ON (c.project_id, c.year) c.id, c.project_id AS "projectId", c.year, ${QUARTER_END}::text AS on, c.jobs,
    c.formerly_poor_jobs AS "formerlyPoorJobs"
  FROM operating_records c WHERE c.project_id = $1 AND c.state = 'VERIFIED'
  ORDER BY c.project_id, c.year, c.quarter DESC`;

const newestJobs = (tx: Tx, projectId: string) => tx.query<VerifiedJobs>(NEWEST, [projectId]);

const PARTS = [
  ['LAB-1', ({ jobs }: VerifiedJobs) => jobs],
  ['LAB-1P', ({ formerlyPoorJobs }: VerifiedJobs) => formerlyPoorJobs],
] as const;

/** The jobs of a quarter, and of them those of formerly poor households; nobody is no portion. */
export const jobsPortions = (project: CountedProject, record: VerifiedJobs): IndustryPortion[] =>
  PARTS.map(([indicator, persons]) => ({
    indicator,
    source: { ...NO_SOURCE, projectId: project.id, operatingRecordId: record.id },
    amount: BigInt(persons(record)),
    on: record.on,
    countyCode: project.countyCode,
    pairing: project.pairing,
    industryCode: project.industryCode,
    facts: {},
  })).filter(({ amount }) => amount > 0n);

/** LAB-1: of a project and year the newest verified quarter alone: jobs are there or not, they do not flow. */
@Injectable()
export class JobsCounting {
  constructor(
    private readonly entries: IndustryEntries,
    private readonly judge: IndustryJudge,
  ) {}

  /** May run again: what is booked already stays as it is. The caller holds the project. */
  async book(tx: Tx, projectId: string): Promise<void> {
    const newest = await newestJobs(tx, projectId);
    const [project] = await countedProjects(tx, [projectId]);
    if (!project) throw new Error(`there is no project ${projectId}`);
    const portions = newest.flatMap((record) => jobsPortions(project, record));
    const written: NewEntry[] = [];
    for (const [indicator] of PARTS) {
      const live = await this.entries.live(tx, [projectId], indicator);
      written.push(...(await this.takenBack(tx, live, newest)));
      const own = portions.filter((portion) => portion.indicator === indicator);
      written.push(...(await this.counted(tx, own, live)));
    }
    await this.entries.write(tx, written);
  }

  private async takenBack(
    tx: Tx,
    live: readonly LiveIndustry[],
    newest: readonly VerifiedJobs[],
  ): Promise<NewEntry[]> {
    const written: NewEntry[] = [];
    for (const entry of live) {
      const now = newest.find(({ year }) => String(year) === entry.countedOn.slice(0, 4));
      if (entry.rest <= 0n || now?.id === entry.operatingRecordId) continue;
      const newer = now !== undefined && now.on > entry.countedOn;
      const why: TakingBack = {
        cause: `operating:${now?.id ?? entry.operatingRecordId ?? entry.id}`,
        reason: newer ? 'REPLACED' : 'CORRECTED',
      };
      const booked = newer ? now.on : entry.period;
      written.push(await this.entries.takenBack(tx, entry, entry.rest, why, booked));
    }
    return written;
  }

  /** What counted before, gave way and counts again does so in the month it came back. */
  private async counted(
    tx: Tx,
    portions: readonly IndustryPortion[],
    live: readonly LiveIndustry[],
  ): Promise<NewEntry[]> {
    const written: NewEntry[] = [];
    for (const portion of portions) {
      const { on, source } = portion;
      const before = live.find(({ operatingRecordId }) => operatingRecordId === source.operatingRecordId);
      if (before && (before.rest > 0n || before.decided)) continue;
      const judgement = await this.judge.judge(tx, portion);
      if (!judgement?.leaf) continue;
      const { takenBackIn } = before ?? {};
      written.push(
        await this.entries.counted(tx, portion, judgement, {
          attempt: (before?.attempt ?? 0) + 1,
          cause: `operating:${source.operatingRecordId}`,
          booked: takenBackIn && takenBackIn > on ? takenBackIn : on,
        }),
      );
    }
    return written;
  }
}
