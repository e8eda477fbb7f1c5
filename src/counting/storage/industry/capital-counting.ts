import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../../platform/index';
import { NO_SOURCE, type IndustryPortion } from '../../domain/industry-portion';
import type { NewEntry } from '../new-entries';
import { countedProjects, type CountedProject } from './counted-projects';
import { IndustryEntries, type LiveIndustry } from './industry-entries';
import { IndustryJudge } from './industry-judge';

const PAID_IN = 'IND-2';

/** A verified record with what it corrects; a correction belongs to the day of what it corrects. */
export interface VerifiedCapital {
  readonly id: string;
  readonly projectId: string;
  readonly fen: bigint;
  readonly on: string;
  readonly correctsId: string | null;
  /** Takes back part of what was paid in. */
  readonly lowers: boolean;
}

const VERIFIED = `
  SELECT c.id, c.project_id AS "projectId", c.fen, coalesce(base.contributed_on, c.contributed_on) AS on, c.corrects_id AS "correctsId",
    (base.fen > 0 AND c.fen < 0) IS TRUE AS lowers
  FROM capital_records c LEFT JOIN capital_records base ON base.id = c.corrects_id
  WHERE c.project_id = ANY($1::uuid[]) AND c.state = 'VERIFIED' ORDER BY c.project_id, c.decided_at, c.id`;

export const verifiedCapital = (reader: Reader, projectIds: readonly string[]) =>
  reader.query<VerifiedCapital>(VERIFIED, [projectIds]);

export const capitalPortion = (
  project: CountedProject,
  { id, fen, on }: VerifiedCapital,
): IndustryPortion => ({
  indicator: PAID_IN,
  source: { ...NO_SOURCE, projectId: project.id, capitalRecordId: id },
  amount: fen,
  on,
  countyCode: project.countyCode,
  pairing: project.pairing,
  industryCode: project.industryCode,
  facts: {},
});

/** IND-2: every verified record counts once, below zero where money was taken out; what was only signed never does. */
@Injectable()
export class CapitalCounting {
  constructor(
    private readonly entries: IndustryEntries,
    private readonly judge: IndustryJudge,
  ) {}

  /** May run again: what is booked already stays as it is. The caller holds the project. */
  async book(tx: Tx, projectId: string): Promise<void> {
    const [project] = await countedProjects(tx, [projectId]);
    if (!project) throw new Error(`there is no project ${projectId}`);
    const records = await verifiedCapital(tx, [projectId]);
    await this.count(tx, project, records);
    await this.takeBack(tx, projectId, records);
  }

  private async count(tx: Tx, project: CountedProject, records: readonly VerifiedCapital[]): Promise<void> {
    const standing = new Set((await this.live(tx, project.id)).map(({ portionId }) => portionId));
    const counted: NewEntry[] = [];
    for (const record of records) {
      if (record.lowers || standing.has(record.id)) continue;
      const portion = capitalPortion(project, record);
      const judgement = await this.judge.judge(tx, portion);
      if (judgement?.leaf)
        counted.push(
          await this.entries.counted(tx, portion, judgement, {
            attempt: 1,
            cause: causeOf(record),
            booked: record.on,
          }),
        );
    }
    await this.entries.write(tx, counted);
  }

  /** From what is corrected, then from what was corrected upwards since, the newest first. */
  private async takeBack(tx: Tx, projectId: string, records: readonly VerifiedCapital[]): Promise<void> {
    for (const record of records) {
      if (!record.lowers) continue;
      const live = await this.live(tx, projectId);
      const cause = causeOf(record);
      if (live.some(({ takenBackBy }) => takenBackBy.includes(cause))) continue;
      const raised = records.filter(({ correctsId, lowers }) => correctsId === record.correctsId && !lowers);
      const portions = [record.correctsId, ...raised.map(({ id }) => id).toReversed()];
      await this.entries.write(tx, await this.taken(tx, portionsOf(live, portions), -record.fen, cause));
    }
  }

  private async taken(tx: Tx, from: readonly LiveIndustry[], fen: bigint, cause: string) {
    let left = fen;
    const taken: NewEntry[] = [];
    for (const entry of from) {
      const part = entry.rest < left ? entry.rest : left;
      if (part <= 0n) continue;
      left -= part;
      taken.push(await this.entries.takenBack(tx, entry, part, { cause, reason: 'CORRECTED' }, entry.period));
    }
    return taken;
  }

  private live(tx: Tx, projectId: string): Promise<LiveIndustry[]> {
    return this.entries.live(tx, [projectId], PAID_IN);
  }
}

const causeOf = ({ id }: VerifiedCapital) => `capital:${id}`;

const portionsOf = (live: readonly LiveIndustry[], portions: readonly (string | null)[]) =>
  portions.flatMap((id) => live.filter(({ portionId }) => portionId === id));
