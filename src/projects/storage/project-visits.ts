import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Tasks } from '../../organizations/index';
import {
  addDays,
  businessDateOf,
  notFound,
  startOfBusinessDate,
  type Actor,
  type Tx,
} from '../../platform/index';
import { EARLIEST_DAY, projectRefusals } from '../domain/project.refusals';
import { ProjectVisit, type ParkProject, type VisitKind } from './project.entity';
import { ProjectBook, opensAt } from './project-book';
import { ProjectOwners } from './project-owners';

export interface SaidVisit {
  readonly kind: VisitKind;
  readonly subject: string;
  readonly plannedOn: string;
  readonly ownerId?: string | null;
  readonly ownerMemberId?: string | null;
}

const MOST_DAYS_AHEAD = 3 * 366;

/** Visits, meetings, calls and tasks of a project. */
@Injectable()
export class ProjectVisits {
  constructor(
    private readonly book: ProjectBook,
    private readonly owners: ProjectOwners,
    private readonly tasks: Tasks,
  ) {}

  async plan(tx: Tx, actor: Actor, project: ParkProject, said: SaidVisit): Promise<ProjectVisit> {
    const today = businessDateOf(tx.at);
    if (said.plannedOn < today || said.plannedOn > addDays(today, MOST_DAYS_AHEAD))
      refuse(projectRefusals.PLANNED_DAY_WRONG(['plannedOn']));
    const ownerId = said.ownerId ?? actor.organizationId;
    const knowing = await this.book.knowing(tx, project);
    if (!knowing.includes(ownerId)) refuse(projectRefusals.OWNER_CANNOT_SEE(['ownerId']));
    const memberId = said.ownerMemberId ?? null;
    if (memberId && !(await this.owners.rolesOf(tx, { organizationId: ownerId, memberId })))
      refuse(projectRefusals.MEMBER_NOT_ACTIVE(['ownerMemberId']));
    const visit: ProjectVisit = {
      id: randomUUID(),
      version: 1,
      projectId: project.id,
      kind: said.kind,
      subject: said.subject,
      plannedOn: said.plannedOn,
      ownerId,
      ownerMemberId: memberId,
      state: 'PLANNED',
      doneOn: null,
      outcome: null,
      plannedBy: actor.memberId,
      plannedAt: tx.at,
      closedBy: null,
      closedAt: null,
      remindedAt: null,
      opensAt: opensAt(project),
    };
    await tx.add(ProjectVisit, visit);
    const role = await this.owners.deskOf(tx, ownerId);
    if (role)
      await this.tasks.open(tx, {
        organizationId: ownerId,
        role,
        kind: 'PROJECT_VISIT',
        ...visitSubject(visit),
        dueAt: startOfBusinessDate(said.plannedOn),
      });
    return visit;
  }

  /** Throws NOT_FOUND unless it is planned here and the actor’s organization sees to it or planned it. */
  async close(
    tx: Tx,
    actor: Actor,
    project: ParkProject,
    { visitId, doneOn, outcome }: { visitId: string; doneOn?: string | null; outcome: string },
  ): Promise<ProjectVisit> {
    const [own] = await tx.query<{ id: string }>(
      `SELECT v.id FROM project_visits v JOIN members m ON m.id = v.planned_by
        WHERE v.id = $1 AND v.project_id = $2 AND v.state = 'PLANNED' AND $3::uuid IN (v.owner_id, m.organization_id)`,
      [visitId, project.id, actor.organizationId],
    );
    const visit = own ? await tx.manager.findOne(ProjectVisit, { where: { id: visitId } }) : null;
    if (!visit) throw notFound(['visitId']);
    if (doneOn && (doneOn < EARLIEST_DAY || doneOn > businessDateOf(tx.at)))
      refuse(projectRefusals.VISIT_DAY_WRONG(['doneOn']));
    const closed = await tx.change(ProjectVisit, visit, {
      state: doneOn ? 'DONE' : 'CANCELLED',
      doneOn: doneOn ?? null,
      outcome,
      closedBy: actor.memberId,
      closedAt: tx.at,
    });
    await this.tasks.close(tx, visitSubject(visit));
    return closed;
  }

  /**
   * The day on which a visit spoke for the project. Once signed only where an office over it that does not carry it itself
   * was there: nobody keeps his own project from stalling.
   */
  async spokeOn(tx: Tx, actor: Actor, project: ParkProject, visit: ProjectVisit): Promise<string | null> {
    if (!project.signedAt) return visit.doneOn;
    const carried = (await this.book.ownerId(tx, project)) === actor.organizationId;
    return !carried && (await this.book.isOver(tx, actor, project)) ? visit.doneOn : null;
  }
}

export const visitSubject = ({ id }: Pick<ProjectVisit, 'id'>) => ({
  subjectKind: 'ProjectVisit',
  subjectId: id,
});
