import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../../platform/index';
import { EnterpriseStarts, type EnterpriseStart } from '../../../projects/index';
import { standingOf, type ProductionStep, type Standing } from '../../domain/enterprise-standing';
import { NO_SOURCE, type IndustryPortion } from '../../domain/industry-portion';
import type { NewEntry } from '../new-entries';
import { countedProjects } from './counted-projects';
import { IndustryEntries, type LiveIndustry } from './industry-entries';
import { IndustryJudge, type IndustryJudgement } from './industry-judge';

const STARTS = 'IND-1';

/** The first production of an enterprise, judged, and whether it still counts. */
export interface JudgedStart {
  readonly portion: IndustryPortion;
  readonly judgement: IndustryJudgement;
  readonly standing: Standing;
}

/** IND-1: an enterprise counts once, by its first production under whichever of its codes. */
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
    const [first, ...others] = family;
    if (!first) return;
    const live = await this.entries.live(
      tx,
      family.map(({ projectId }) => projectId),
      STARTS,
    );
    const liveOf = ({ projectId }: EnterpriseStart) => live.find((entry) => entry.portionId === projectId);
    const written: NewEntry[] = [];
    for (const other of others) {
      const entry = liveOf(other);
      if (entry && entry.rest > 0n) written.push(await this.taken(tx, entry, 'COUNTED_BEFORE', entry.period));
    }
    written.push(...(await this.bookFirst(tx, first, liveOf(first))));
    await this.entries.write(tx, written);
  }

  /** Null: no rule says anything of it. */
  async judged(reader: Reader, first: EnterpriseStart): Promise<JudgedStart | null> {
    const [project] = await countedProjects(reader, [first.projectId]);
    if (!project) throw new Error(`there is no project ${first.projectId}`);
    const portion: IndustryPortion = {
      indicator: STARTS,
      source: { ...NO_SOURCE, projectId: project.id },
      amount: 1n,
      on: first.firstOn,
      countyCode: project.countyCode,
      pairing: project.pairing,
      industryCode: project.industryCode,
      facts: { 'enterprise.first': true },
    };
    const judgement = await this.judge.judge(reader, portion);
    if (!judgement) return null;
    const steps = await productionSteps(reader, project.id);
    return { portion, judgement, standing: standingOf(first.firstOn, steps, judgement.rule.stopMonths) };
  }

  private async bookFirst(
    tx: Tx,
    first: EnterpriseStart,
    live: LiveIndustry | undefined,
  ): Promise<NewEntry[]> {
    const found = await this.judged(tx, first);
    if (!found) return [];
    const { portion, judgement, standing } = found;
    const counts = live !== undefined && live.rest > 0n;
    if (counts && !standing.counts) return [await this.taken(tx, live, 'STOPPED', standing.since)];
    if (counts || !standing.counts || !judgement.leaf || live?.decided) return [];
    const attempt = (live?.attempt ?? 0) + 1;
    const cause = `production:${first.projectId}`;
    return [await this.entries.counted(tx, portion, judgement, { attempt, cause, booked: standing.since })];
  }

  private taken(tx: Tx, entry: LiveIndustry, reason: 'STOPPED' | 'COUNTED_BEFORE', booked: string) {
    const cause = `${reason === 'STOPPED' ? 'stop' : 'same'}:${entry.id}`;
    return this.entries.takenBack(tx, entry, entry.rest, { cause, reason }, booked);
  }
}

/** Of a project since it began to produce. */
const productionSteps = (reader: Reader, projectId: string) =>
  reader.query<ProductionStep>(
    `SELECT s.standing = 'ACTIVE' AS active, s.occurred_on AS "occurredOn" FROM project_steps s
       JOIN project_productions began ON began.project_id = s.project_id JOIN project_steps first ON first.id = began.step_id
      WHERE s.project_id = $1 AND s.sequence > first.sequence ORDER BY s.sequence`,
    [projectId],
  );
