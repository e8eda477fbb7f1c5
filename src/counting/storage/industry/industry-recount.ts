import { Injectable } from '@nestjs/common';
import { Clock, businessDateOf, type Reader } from '../../../platform/index';
import { EnterpriseStarts } from '../../../projects/index';
import type { IndustryPortion } from '../../domain/industry-portion';
import { capitalPortion, verifiedCapital } from './capital-counting';
import { countedProjects } from './counted-projects';
import { jobsPortions, QUARTER_END, type VerifiedJobs } from './jobs-counting';
import { IndustryJudge, type IndustryJudgement } from './industry-judge';
import { WAITING_INDUSTRY, WAITING_PARKS } from './industry-waiting';
import { countsOn, jointParks, parkPortion } from './park-counting';
import { StartCounting } from './start-counting';

/** Projects looked at together. */
const AT_ONCE = 200;

/** What counts on what, by indicator, agreement, commitment, pairing, day and subject. */
type Sums = Map<string, bigint>;
export interface CountedSubject {
  readonly sum: bigint;
  readonly settled: boolean;
}

const SUBJECT = 'coalesce(c.corrects_id, c.id, e.operating_record_id, e.project_id, e.park_id)';
const KEY = `concat_ws(' ', s.indicator, e.agreement_id, e.commitment_id, e.pairing_id, e.counted_on, ${SUBJECT}) AS key`;
const FROM = `FROM counting_entries e JOIN counting_schemes s ON s.code = e.scheme LEFT JOIN capital_records c ON c.id = e.capital_record_id
  WHERE e.mode = 'INTRODUCTION'`;
const BY_PEOPLE = `coalesce(e.reason IN ('DISPUTE', 'RESTATEMENT'), false)`;
/** What people decided not to count is no matter of the records: it stands apart. */
const COUNTED = `
  SELECT ${KEY}, coalesce(sum(e.amount_fen) FILTER (WHERE NOT ${BY_PEOPLE}), 0)::bigint AS sum,
    bool_or(${BY_PEOPLE}) AND sum(e.amount_fen) = 0 AS settled ${FROM}
    AND (e.project_id IS NULL OR e.project_id NOT IN (SELECT project_id FROM (${WAITING_INDUSTRY}) waiting))
    AND (e.park_id IS NULL OR e.park_id NOT IN (SELECT park_id FROM (${WAITING_PARKS}) waiting))
  GROUP BY 1 HAVING sum(e.amount_fen) <> 0 OR bool_or(${BY_PEOPLE})`;

/** No later quarter of the year is verified. */
const JOBS = `
  SELECT c.id, c.project_id AS "projectId", c.year, ${QUARTER_END}::text AS on, c.jobs, c.formerly_poor_jobs AS "formerlyPoorJobs"
  FROM operating_records c WHERE c.state = 'VERIFIED' AND ($1::uuid IS NULL OR c.id > $1)
    AND NOT EXISTS (SELECT FROM operating_records later WHERE later.project_id = c.project_id AND later.year = c.year
      AND later.state = 'VERIFIED' AND later.quarter > c.quarter)
  ORDER BY c.id LIMIT ${AT_ONCE}`;

/** Counts what parks bring again from its raw records: no entry has a say. */
@Injectable()
export class IndustryRecount {
  constructor(
    private readonly judge: IndustryJudge,
    private readonly starts: StartCounting,
    private readonly enterprises: EnterpriseStarts,
    private readonly clock: Clock,
  ) {}

  /** What was counted but for what people decided, and whether they have decided it and nothing of it is left. */
  async counted(reader: Reader): Promise<Map<string, CountedSubject>> {
    const rows = await reader.query<CountedSubject & { key: string }>(COUNTED);
    return new Map(rows.map(({ key, ...subject }) => [key, subject]));
  }

  async expected(reader: Reader): Promise<Sums> {
    const waiting = new Set(
      (await reader.query<{ id: string }>(`SELECT project_id AS id FROM (${WAITING_INDUSTRY}) waiting`)).map(
        ({ id }) => id,
      ),
    );
    const sums: Sums = new Map();
    await this.addCapital(reader, waiting, sums);
    await this.addJobs(reader, waiting, sums);
    await this.addStarts(reader, waiting, sums);
    await this.addParks(reader, sums);
    for (const [key, sum] of sums) if (sum === 0n) sums.delete(key);
    return sums;
  }

  private async addCapital(reader: Reader, waiting: ReadonlySet<string>, sums: Sums): Promise<void> {
    for (let after: string | null = null; ;) {
      const rows: { id: string }[] = await reader.query<{ id: string }>(
        `SELECT DISTINCT project_id AS id FROM capital_records WHERE state = 'VERIFIED' AND ($1::uuid IS NULL OR project_id > $1)
          ORDER BY 1 LIMIT ${AT_ONCE}`,
        [after],
      );
      const ids = rows.map(({ id }) => id).filter((id) => !waiting.has(id));
      const projects = new Map((await countedProjects(reader, ids)).map((one) => [one.id, one]));
      for (const record of await verifiedCapital(reader, ids)) {
        const project = projects.get(record.projectId);
        if (!project) continue;
        const portion = capitalPortion(project, record);
        add(sums, portion, await this.judge.judge(reader, portion), record.correctsId ?? record.id);
      }
      if (rows.length < AT_ONCE) return;
      after = rows.at(-1)?.id ?? null;
    }
  }

  private async addJobs(reader: Reader, waiting: ReadonlySet<string>, sums: Sums): Promise<void> {
    for (let after: string | null = null; ;) {
      const rows: VerifiedJobs[] = await reader.query<VerifiedJobs>(JOBS, [after]);
      const records = rows.filter(({ projectId }) => !waiting.has(projectId));
      const ids = [...new Set(records.map(({ projectId }) => projectId))];
      const projects = new Map((await countedProjects(reader, ids)).map((one) => [one.id, one]));
      for (const record of records) {
        const project = projects.get(record.projectId);
        for (const portion of project ? jobsPortions(project, record) : [])
          add(sums, portion, await this.judge.judge(reader, portion), record.id);
      }
      if (rows.length < AT_ONCE) return;
      after = rows.at(-1)?.id ?? null;
    }
  }

  private async addParks(reader: Reader, sums: Sums): Promise<void> {
    const rows = await reader.query<{ id: string }>(
      `SELECT id FROM parks WHERE state = 'CONFIRMED' AND id NOT IN (SELECT park_id FROM (${WAITING_PARKS}) waiting) ORDER BY 1`,
    );
    const today = businessDateOf(this.clock.now());
    for (const park of await jointParks(
      reader,
      rows.map(({ id }) => id),
    )) {
      if (!countsOn(park, today)) continue;
      const portion = parkPortion(park);
      add(sums, portion, await this.judge.judge(reader, portion), park.parkId);
    }
  }

  private async addStarts(reader: Reader, waiting: ReadonlySet<string>, sums: Sums): Promise<void> {
    const codes = await reader.query<{ uscc: string }>('SELECT DISTINCT uscc FROM project_productions');
    const known = new Set<string>();
    for (const { uscc } of codes) {
      if (known.has(uscc)) continue;
      const family = await this.enterprises.all(reader, uscc);
      for (const one of family) known.add(one.uscc);
      if (family.some(({ projectId }) => waiting.has(projectId))) continue;
      const found = await this.starts.counting(reader, family);
      const projectId = found?.portion.source.projectId;
      if (found && projectId) add(sums, found.portion, found.judgement, projectId);
    }
  }
}

function add(
  sums: Sums,
  { indicator, on, amount }: IndustryPortion,
  judgement: IndustryJudgement | null,
  subject: string,
): void {
  const leaf = judgement?.leaf;
  if (!leaf) return;
  const key = [indicator, leaf.agreementId, leaf.commitmentId, leaf.pairingId, on, subject].join(' ');
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}
