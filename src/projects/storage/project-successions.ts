import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { isUscc } from '../../organizations/index';
import { Files, businessDateOf, type Actor, type Tx } from '../../platform/index';
import { EARLIEST_DAY, MOST_SUCCESSIONS, projectRefusals } from '../domain/project.refusals';
import type { SuccessionKind } from '../domain/succession.states';
import { EnterpriseSuccession } from './enterprise-succession.entity';
import type { ParkProject } from './project.entity';
import { ProjectBook } from './project-book';
import { familyOf } from './project-enterprises';
import { SuccessionBook, requireNoConflict } from './succession-book';

export interface SaidSuccession {
  readonly predecessorUscc: string;
  readonly successorUscc: string;
  readonly kind: SuccessionKind;
  readonly succeededOn: string;
  readonly fileId: string;
}

/** Who became whom, as one office says it; nothing follows from it until another one has confirmed it. */
@Injectable()
export class ProjectSuccessions {
  constructor(
    private readonly files: Files,
    private readonly projects: ProjectBook,
    private readonly book: SuccessionBook,
  ) {}

  async add(tx: Tx, actor: Actor, project: ParkProject, said: SaidSuccession): Promise<EnterpriseSuccession> {
    await this.requireSound(tx, project, said);
    await this.book.alone(tx);
    await this.requireNew(tx, project, said);
    const { predecessorUscc, successorUscc, kind, succeededOn, fileId } = said;
    await this.files.attach(tx, actor, [fileId], await this.projects.knowing(tx, project), ['fileId']);
    const succession: EnterpriseSuccession = {
      id: randomUUID(),
      version: 1,
      state: 'RECORDED',
      projectId: project.id,
      predecessorUscc,
      successorUscc,
      kind,
      succeededOn,
      fileId,
      recordedBy: actor.memberId,
      recorderId: actor.organizationId,
      recordedAt: tx.at,
      byOneOffice: false,
    };
    await this.book.add(tx, actor, project, succession);
    return succession;
  }

  private async requireSound(tx: Tx, project: ParkProject, said: SaidSuccession): Promise<void> {
    const { predecessorUscc, successorUscc, succeededOn } = said;
    for (const name of ['predecessorUscc', 'successorUscc'] as const)
      if (!isUscc(said[name])) refuse(projectRefusals.USCC_INVALID([name]));
    if (predecessorUscc === successorUscc) refuse(projectRefusals.SUCCESSION_OF_ITSELF(['successorUscc']));
    const family = project.enterpriseUscc ? await familyOf(tx, [project.enterpriseUscc]) : [];
    if (!family.includes(predecessorUscc) && !family.includes(successorUscc))
      refuse(projectRefusals.SUCCESSION_NOT_OF_PROJECT(['predecessorUscc']));
    if (succeededOn < EARLIEST_DAY || succeededOn > businessDateOf(tx.at))
      refuse(projectRefusals.SUCCESSION_DAY_WRONG(['succeededOn']));
  }

  private async requireNew(tx: Tx, project: ParkProject, said: SaidSuccession): Promise<void> {
    const [found] = await tx.query<{ known: boolean; count: number }>(
      `SELECT coalesce(bool_or(predecessor_uscc = $2 AND successor_uscc = $3 AND state NOT IN ('VOID', 'REJECTED')), false) AS known,
         count(*) FILTER (WHERE project_id = $1)::int AS count
       FROM enterprise_successions WHERE project_id = $1 OR (predecessor_uscc = $2 AND successor_uscc = $3)`,
      [project.id, said.predecessorUscc, said.successorUscc],
    );
    if (found?.known) refuse(projectRefusals.SUCCESSION_KNOWN(['successorUscc']));
    if ((found?.count ?? 0) >= MOST_SUCCESSIONS) refuse(projectRefusals.SUCCESSIONS_TOO_MANY(['projectId']));
    await requireNoConflict(tx, said, ['successorUscc']);
  }
}
