import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Tasks, type Role } from '../../organizations/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { projectRefusals } from '../domain/project.refusals';
import type { ParkProject } from './project.entity';
import { ProjectBook, opensAt, subjectOf } from './project-book';

export interface Owner {
  readonly organizationId: string;
  readonly memberId: string;
}

/** Who sees to a project, one at a time, with dates; and to whom it was released. */
@Injectable()
export class ProjectOwners {
  constructor(
    private readonly book: ProjectBook,
    private readonly tasks: Tasks,
  ) {}

  /** Knows of it from now on; what is known cannot be unknown. */
  async release(
    tx: Tx,
    actor: Actor,
    project: ParkProject,
    organizationIds: readonly string[],
  ): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO project_releases (project_id, organization_id, released_by, released_at, opens_at)
       SELECT $1, o.id, $3, $4, $5 FROM organizations o WHERE o.id = ANY($2::uuid[])
       ON CONFLICT DO NOTHING RETURNING organization_id AS id`,
      [project.id, organizationIds, actor.memberId, tx.at, opensAt(project)],
    );
    return rows.map((row) => row.id);
  }

  /** Refuses an organization that may not know of it, and members that are not active there. */
  async assign(tx: Tx, project: ParkProject, { organizationId, memberId }: Owner): Promise<void> {
    const knowing = await this.book.knowing(tx, project);
    if (!knowing.includes(organizationId)) refuse(projectRefusals.OWNER_CANNOT_SEE(['organizationId']));
    const roles = await this.rolesOf(tx, { organizationId, memberId });
    if (!roles) refuse(projectRefusals.MEMBER_NOT_ACTIVE(['memberId']));
    const today = businessDateOf(tx.at);
    await tx.query('UPDATE project_owners SET until_on = $2 WHERE project_id = $1 AND until_on IS NULL', [
      project.id,
      today,
    ]);
    await tx.query(
      `INSERT INTO project_owners (project_id, number, organization_id, member_id, from_on, opens_at)
       SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 FROM project_owners WHERE project_id = $1`,
      [project.id, organizationId, memberId, today, opensAt(project)],
    );
    await this.tasks.close(tx, { ...subjectOf(project), kind: 'SEE_TO_PROJECT' });
    const role = taskRoleOf(roles ?? []);
    if (role)
      await this.tasks.open(tx, { organizationId, role, kind: 'SEE_TO_PROJECT', ...subjectOf(project) });
  }

  /** A role of the organization’s that handles projects, to put its tasks on a desk. Null: there is none. */
  async deskOf(tx: Tx, organizationId: string): Promise<Role | null> {
    const rows = await tx.query<{ role: string }>(
      'SELECT DISTINCT unnest(roles) AS role FROM members WHERE organization_id = $1 AND active ORDER BY 1',
      [organizationId],
    );
    return taskRoleOf(rows.map(({ role }) => role));
  }

  async rolesOf(tx: Tx, { organizationId, memberId }: Owner): Promise<string[] | null> {
    const [member] = await tx.query<{ roles: string[] }>(
      'SELECT roles FROM members WHERE id = $1 AND organization_id = $2 AND active',
      [memberId, organizationId],
    );
    return member?.roles ?? null;
  }
}

const DESKS: readonly Role[] = [
  'PARK_MANAGER',
  'ENTERPRISE_INVESTOR',
  'COORD_COUNTY',
  'COORD_CITY',
  'COORD_PROV',
];

const taskRoleOf = (roles: readonly string[]): Role | null =>
  DESKS.find((role) => roles.includes(role)) ?? null;
