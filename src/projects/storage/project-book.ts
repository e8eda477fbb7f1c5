import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Notices, Organizations } from '../../organizations/index';
import {
  Audit,
  Files,
  NEVER_OPENED,
  businessDateOf,
  notFound,
  startOfBusinessDate,
  type Actor,
  type Tx,
} from '../../platform/index';
import { liesWithin } from '../../regions/index';
import { projectRefusals } from '../domain/project.refusals';
import { projectStandings, stateOf, type ProjectState } from '../domain/project.states';
import type { ProjectWork } from '../domain/project-work';
import { ParkProject } from './project.entity';
import { PROJECT_SEEN, projectSightOf } from './project-sights';

export interface ProjectPlace {
  readonly operatorId: string;
  /** In whose name the park counts. */
  readonly countyCode: string;
}

export interface NewStep {
  readonly verb: 'register' | 'advance' | 'stall' | 'stop' | 'resume' | 'terminate' | 'exit';
  readonly occurredOn?: string;
  readonly note?: string | null;
}

/** Loads park projects under lock, and writes the steps, audit rows and notices they cause. */
@Injectable()
export class ProjectBook {
  constructor(
    private readonly audit: Audit,
    private readonly notices: Notices,
    private readonly organizations: Organizations,
    private readonly files: Files,
  ) {}

  /** Throws NOT_FOUND where there is none, or nobody may tell the actor of it. */
  async lock(tx: Tx, actor: Actor, id: string, path: RefusalPath = ['projectId']): Promise<ParkProject> {
    const seen = await tx.query(
      `SELECT FROM park_projects p JOIN parks k ON k.id = p.park_id WHERE ${PROJECT_SEEN} AND p.id = $3 FOR UPDATE OF p`,
      [...projectSightOf(actor), id],
    );
    const project = seen.length > 0 ? await tx.manager.findOne(ParkProject, { where: { id } }) : null;
    if (!project) throw notFound(path);
    return project;
  }

  /** The same, of one that has not ended. */
  async lockRunning(tx: Tx, actor: Actor, id: string, expectedVersion: number): Promise<ParkProject> {
    const project = await this.lock(tx, actor, id);
    tx.expectVersion(project, expectedVersion);
    if (projectStandings.isTerminal(project.standing)) refuse(projectRefusals.PROJECT_ENDED(['projectId']));
    return project;
  }

  /** By the clock. Null: it is gone from where it was seen. */
  lockAny(tx: Tx, id: string): Promise<ParkProject | null> {
    return tx.manager.findOne(ParkProject, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async place(tx: Tx, { parkId }: Pick<ParkProject, 'parkId'>): Promise<ProjectPlace> {
    const [park] = await tx.query<ProjectPlace>(
      'SELECT operator_id AS "operatorId", home_county_code AS "countyCode" FROM parks WHERE id = $1',
      [parkId],
    );
    if (!park) throw new Error(`the park ${parkId} of a project is gone`);
    return park;
  }

  /** An office over the park’s county or over the paired east, or one of the two itself. */
  async isOver(tx: Tx, { organizationKind, regionCode }: Actor, project: ParkProject): Promise<boolean> {
    if (organizationKind !== 'COLLABORATION_OFFICE' || regionCode === null) return false;
    const { countyCode } = await this.place(tx, project);
    const { eastRegionCode } = project;
    return (
      liesWithin(countyCode, regionCode) ||
      (eastRegionCode !== null && liesWithin(eastRegionCode, regionCode))
    );
  }

  /** Refuses unless the actor's organization owns, introduced or invests: they carry it until it is signed. */
  async requireHandler(tx: Tx, actor: Actor, project: ParkProject): Promise<void> {
    const owner = await this.ownerId(tx, project);
    if (![owner, project.introducerId, project.investorId].includes(actor.organizationId))
      refuse(projectRefusals.HANDLED_BY_OWNER(['projectId']));
  }

  async ownerId(tx: Tx, { id }: Pick<ParkProject, 'id'>): Promise<string | null> {
    const [owner] = await tx.query<{ id: string }>(
      'SELECT organization_id AS id FROM project_owners WHERE project_id = $1 AND until_on IS NULL',
      [id],
    );
    return owner?.id ?? null;
  }

  /** Appends the step to the stage and standing the project has now. */
  async step(
    tx: Tx,
    actor: Actor | null,
    project: ParkProject,
    { verb, occurredOn, note }: NewStep,
  ): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO project_steps (id, project_id, sequence, verb, stage, standing, occurred_on, note, member_id, organization_id, at, opens_at)
       SELECT $1, $2, coalesce(max(sequence), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM project_steps WHERE project_id = $2`,
      [
        id,
        project.id,
        verb,
        project.stage,
        project.standing,
        occurredOn ?? businessDateOf(tx.at),
        note ?? null,
        actor?.memberId ?? null,
        actor?.organizationId ?? null,
        tx.at,
        opensAt(project),
      ],
    );
    return id;
  }

  async record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    project: ParkProject,
    { from, data }: { from: ProjectState | null; data?: Record<string, string> },
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      ...subjectOf(project),
      ...(from ? { fromState: from } : {}),
      toState: stateOf(project),
      ...(data ? { data } : {}),
      ...(project.signedAt ? {} : { shutUntil: NEVER_OPENED }),
    });
  }

  /** Organizations that may know of it now. */
  async knowing(tx: Tx, project: ParkProject): Promise<string[]> {
    const released = await tx.query<{ id: string }>(
      'SELECT organization_id AS id FROM project_releases WHERE project_id = $1',
      [project.id],
    );
    const known = [project.introducerId, project.investorId, ...released.map(({ id }) => id)];
    if (project.signedAt) {
      const { operatorId, countyCode } = await this.place(tx, project);
      known.push(operatorId, ...(await this.organizations.covering(tx, countyCode, 'VERIFIER')));
      if (project.eastRegionCode)
        known.push(...(await this.organizations.covering(tx, project.eastRegionCode, 'VERIFIER')));
    }
    return [...new Set(known.filter((id) => id !== null))];
  }

  /** All its papers, to whoever knows of it now. */
  async shareFiles(tx: Tx, project: ParkProject): Promise<void> {
    const papers = await tx.query<{ id: string }>(
      'SELECT file_id AS id FROM project_evidence WHERE project_id = $1',
      [project.id],
    );
    if (papers.length > 0)
      await this.files.share(
        tx,
        papers.map(({ id }) => id),
        await this.knowing(tx, project),
      );
  }

  async tell(
    tx: Tx,
    project: ParkProject,
    kind: ProjectWork,
    organizationIds: readonly string[],
  ): Promise<void> {
    await this.notices.sendAll(
      tx,
      [...new Set(organizationIds)].map((organizationId) => ({
        organizationId,
        kind,
        ...subjectOf(project),
        data: { number: project.number, state: stateOf(project) },
      })),
    );
  }

  /** Whoever knows of it, but for whoever did it. */
  async tellOthers(tx: Tx, actor: Actor | null, project: ParkProject, kind: ProjectWork): Promise<void> {
    const knowing = await this.knowing(tx, project);
    await this.tell(
      tx,
      project,
      kind,
      knowing.filter((id) => id !== actor?.organizationId),
    );
  }
}

/** Whose acts for it anybody’s export may name: what was done once it is signed. */
export const opensAt = ({ signedAt }: Pick<ParkProject, 'signedAt'>): Date => signedAt ?? NEVER_OPENED;

/** Since when it has been silent, where this spoke for it: never earlier than before. */
export function spokenUntil({ evidenceAt }: Pick<ParkProject, 'evidenceAt'>, day: string | null): Date {
  const spoken = day === null ? evidenceAt : startOfBusinessDate(day);
  return spoken > evidenceAt ? spoken : evidenceAt;
}

export const subjectOf = ({ id }: Pick<ParkProject, 'id'>) => ({ subjectKind: 'ParkProject', subjectId: id });
