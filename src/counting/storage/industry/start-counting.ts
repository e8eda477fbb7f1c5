import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../../platform/index';
import { EnterpriseStarts, type EnterpriseStart } from '../../../projects/index';
import {
  countingStart,
  standingOf,
  type ProductionStep,
  type ProjectStart,
} from '../../domain/enterprise-standing';
import { NO_SOURCE, type IndustryPortion } from '../../domain/industry-portion';
import type { TakingBack } from '../../domain/reversal-reasons';
import type { NewEntry } from '../new-entries';
import { countedProjects } from './counted-projects';
import { IndustryEntries, type LiveIndustry } from './industry-entries';
import { IndustryJudge, type IndustryJudgement } from './industry-judge';

const STARTS = 'IND-1';

/** A first production, judged, and whether it still counts. */
export interface JudgedStart extends ProjectStart {
  readonly portion: IndustryPortion;
  readonly judgement: IndustryJudgement;
}

/** The one start an enterprise counts by, and since when. */
type CountedStart = ReturnType<typeof countingStart<JudgedStart>>;

/** IND-1: an enterprise counts once, under whichever of its codes: by its first production, or where that stopped by the next of the year. */
@Injectable()
export class StartCounting {
  constructor(
    private readonly starts: EnterpriseStarts,
    private readonly entries: IndustryEntries,
    private readonly judge: IndustryJudge,
  ) {}

  /** May run again: what is booked already stays as it is. The caller is alone with all enterprises. */
  async book(tx: Tx, uscc: string): Promise<void> {
    const family = await this.starts.all(tx, uscc);
    const projects = family.map(({ projectId }) => projectId);
    const live = await this.entries.live(tx, projects, STARTS);
    const judged = await this.judged(tx, family);
    const counts = whatCounts(judged);
    const written: NewEntry[] = [];
    for (const entry of live)
      if (entry.rest > 0n && entry.portionId !== projectOf(counts?.start))
        written.push(await this.taken(tx, entry, judged, counts));
    if (counts) written.push(...(await this.counted(tx, counts, live)));
    await this.entries.write(tx, written);
  }

  /** By which of its projects an enterprise counts; null: it does not. */
  async counting(reader: Reader, family: readonly EnterpriseStart[]): Promise<JudgedStart | null> {
    return whatCounts(await this.judged(reader, family))?.start ?? null;
  }

  /** Of those a rule says something of, in their order. */
  private async judged(reader: Reader, family: readonly EnterpriseStart[]): Promise<JudgedStart[]> {
    const judged: JudgedStart[] = [];
    for (const { projectId, firstOn } of family) {
      const [project] = await countedProjects(reader, [projectId]);
      if (!project) throw new Error(`there is no project ${projectId}`);
      const portion: IndustryPortion = {
        indicator: STARTS,
        source: { ...NO_SOURCE, projectId },
        amount: 1n,
        on: firstOn,
        countyCode: project.countyCode,
        pairing: project.pairing,
        industryCode: project.industryCode,
        facts: { 'enterprise.first': true },
      };
      const judgement = await this.judge.judge(reader, portion);
      if (!judgement) continue;
      const steps = await productionSteps(reader, projectId);
      const standing = standingOf(firstOn, steps, judgement.rule.stopMonths);
      judged.push({ portion, judgement, firstOn, standing });
    }
    return judged;
  }

  private async counted(
    tx: Tx,
    { start, since }: NonNullable<CountedStart>,
    live: readonly LiveIndustry[],
  ): Promise<NewEntry[]> {
    const { portion, judgement } = start;
    const projectId = projectOf(start);
    const before = live.find(({ portionId }) => portionId === projectId);
    if (before?.decided || (before && before.rest > 0n) || !judgement.leaf) return [];
    const attempt = (before?.attempt ?? 0) + 1;
    const cause = `production:${projectId}`;
    return [await this.entries.counted(tx, portion, judgement, { attempt, cause, booked: since })];
  }

  /** It stopped, or another start of the same enterprise counts. */
  private taken(tx: Tx, entry: LiveIndustry, judged: readonly JudgedStart[], counts: CountedStart) {
    const own = judged.find((start) => projectOf(start) === entry.portionId)?.standing;
    const stopped = own?.counts === false;
    const since = stopped ? own.since : (counts?.since ?? entry.period);
    const why: TakingBack = stopped
      ? { cause: `stop:${entry.id}`, reason: 'STOPPED' }
      : { cause: `same:${entry.id}`, reason: 'COUNTED_BEFORE' };
    return this.entries.takenBack(tx, entry, entry.rest, why, since > entry.period ? since : entry.period);
  }
}

/** What the first one was not brought by the east for, no later one makes up. */
const whatCounts = (judged: readonly JudgedStart[]): CountedStart =>
  judged[0]?.judgement.leaf ? countingStart(judged) : null;

const projectOf = (start: JudgedStart | undefined) => start?.portion.source.projectId;

/** Of a project since it began to produce. */
const productionSteps = (reader: Reader, projectId: string) =>
  reader.query<ProductionStep>(
    `SELECT s.standing = 'ACTIVE' AS active, s.occurred_on AS "occurredOn" FROM project_steps s
       JOIN project_productions began ON began.project_id = s.project_id JOIN project_steps first ON first.id = began.step_id
      WHERE s.project_id = $1 AND s.sequence > first.sequence ORDER BY s.sequence`,
    [projectId],
  );
