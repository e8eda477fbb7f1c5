import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Tasks } from '../../organizations/index';
import { Events, businessDateOf, type Actor, type NewEvent, type Tx } from '../../platform/index';
import { projectEvents, projectStream } from '../domain/project.events';
import { EARLIEST_DAY, projectRefusals } from '../domain/project.refusals';
import { needsNoPapers, producing, projectStandings, stateOf } from '../domain/project.states';
import type { ProjectWork } from '../domain/project-work';
import type { ParkProject } from './project.entity';
import { ProjectBook, subjectOf, type NewStep } from './project-book';

interface Move {
  readonly from: ParkProject;
  readonly to: ParkProject;
}

/** Writes what a move of a project causes: its step, what proves it, the audit row, the event and the notices. */
@Injectable()
export class ProjectMoves {
  constructor(
    private readonly book: ProjectBook,
    private readonly events: Events,
    private readonly tasks: Tasks,
  ) {}

  /** Between the step before and today. That it stalled is known by the clock alone and says nothing of what happened before. */
  async requireDay(tx: Tx, { id }: ParkProject, occurredOn: string): Promise<void> {
    const [last] = await tx.query<{ day: string }>(
      `SELECT max(occurred_on) AS day FROM project_steps WHERE project_id = $1 AND verb NOT IN ('stall', 'resume')`,
      [id],
    );
    const earliest = last?.day ?? EARLIEST_DAY;
    if (occurredOn < earliest || occurredOn > businessDateOf(tx.at))
      refuse(projectRefusals.STEP_DATE_WRONG({ earliest }, ['occurredOn']));
  }

  async advanced(
    tx: Tx,
    actor: Actor,
    { from, to }: Move,
    {
      occurredOn,
      note,
      papers,
    }: { occurredOn: string; note?: string | null; papers: readonly { readonly id: string }[] },
  ): Promise<void> {
    const stepId = await this.book.step(tx, actor, to, { verb: 'advance', occurredOn, note: note ?? null });
    await tx.query(
      `INSERT INTO project_step_evidence (step_id, project_id, evidence_id) SELECT $1, $2, unnest($3::uuid[])`,
      [stepId, to.id, papers.map(({ id }) => id)],
    );
    if (to.stage === 'SIGNED') await this.book.shareFiles(tx, to);
    await this.book.record(tx, actor, 'advanceParkProject', to, {
      from: stateOf(from),
      data: { occurredOn, papers: String(papers.length) },
    });
    await this.book.tellOthers(tx, actor, to, 'PROJECT_ADVANCED');
    if (to.stage === 'SIGNED')
      await this.publish(tx, to, projectEvents.signed, { stage: to.stage, signedOn: occurredOn });
    if (to.stage === 'IN_PRODUCTION') await this.began(tx, to, occurredOn, stepId);
  }

  /** Stalled, stopped, resumed or ended. */
  async stood(tx: Tx, actor: Actor | null, { from, to }: Move, step: NewStep): Promise<void> {
    await this.book.step(tx, actor, to, step);
    await this.book.record(tx, actor, ACTIONS[step.verb] ?? step.verb, to, { from: stateOf(from) });
    await this.book.tellOthers(tx, actor, to, TOLD[step.verb] ?? 'PROJECT_ENDED');
    if (projectStandings.isTerminal(to.standing)) await this.closeDesks(tx, actor, to);
    const day = step.occurredOn ?? businessDateOf(tx.at);
    if (!producing(to.stage)) return;
    const uscc = codeOf(to);
    if (step.verb === 'resume') await this.publish(tx, to, projectEvents.resumed, { uscc, resumedOn: day });
    // What has stopped already and now leaves stops only once.
    else if (from.standing === 'ACTIVE')
      await this.publish(tx, to, projectEvents.stopped, { uscc, stoppedOn: day });
  }

  /** Nobody sees to it any more, and nothing that was planned takes place. */
  private async closeDesks(tx: Tx, actor: Actor | null, project: ParkProject): Promise<void> {
    await this.tasks.close(tx, subjectOf(project));
    const visits = await tx.query<{ id: string }>(
      `UPDATE project_visits SET state = 'CANCELLED', version = version + 1, closed_at = $2, closed_by = $3
        WHERE project_id = $1 AND state = 'PLANNED' RETURNING id`,
      [project.id, tx.at, actor?.memberId ?? null],
    );
    for (const { id } of visits) await this.tasks.close(tx, { subjectKind: 'ProjectVisit', subjectId: id });
  }

  private async began(tx: Tx, project: ParkProject, firstOn: string, stepId: string): Promise<void> {
    const uscc = codeOf(project);
    await tx.query(
      'INSERT INTO project_productions (project_id, uscc, first_on, step_id, recorded_at) VALUES ($1, $2, $3, $4, $5)',
      [project.id, uscc, firstOn, stepId, tx.at],
    );
    await this.publish(tx, project, projectEvents.inProduction, { uscc, firstOn });
  }

  private publish(tx: Tx, { id }: ParkProject, kind: string, payload: NewEvent['payload']): Promise<void> {
    return this.events.publish(tx, {
      stream: projectStream(id),
      kind,
      payload: { projectId: id, ...payload },
    });
  }
}

function codeOf({ enterpriseUscc, stage, id }: ParkProject): string {
  if (!enterpriseUscc || needsNoPapers(stage))
    throw new Error(`project ${id} produces without an enterprise`);
  return enterpriseUscc;
}

const ACTIONS: Readonly<Partial<Record<NewStep['verb'], string>>> = {
  stall: 'stallParkProject',
  stop: 'stopProduction',
  resume: 'resumeParkProject',
  terminate: 'endParkProject',
  exit: 'endParkProject',
};
const TOLD: Readonly<Partial<Record<NewStep['verb'], ProjectWork>>> = {
  stall: 'PROJECT_STALLED',
  stop: 'PROJECT_STALLED',
  resume: 'PROJECT_RESUMED',
};
