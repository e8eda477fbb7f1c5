import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { isUscc } from '../../organizations/index';
import { Events, Files, businessDateOf, type Actor, type Tx } from '../../platform/index';
import { projectEvents, projectStream } from '../domain/project.events';
import { EARLIEST_DAY, projectRefusals } from '../domain/project.refusals';
import type { ParkProject } from './project.entity';
import { ProjectBook } from './project-book';
import { familyOf } from './project-enterprises';

export interface SaidSuccession {
  readonly predecessorUscc: string;
  readonly successorUscc: string;
  readonly kind: string;
  readonly succeededOn: string;
  readonly fileId: string;
}

/** Who became whom. Recorded once, for ever. */
@Injectable()
export class ProjectSuccessions {
  constructor(
    private readonly files: Files,
    private readonly book: ProjectBook,
    private readonly events: Events,
  ) {}

  async add(tx: Tx, actor: Actor, project: ParkProject, said: SaidSuccession): Promise<void> {
    const { predecessorUscc, successorUscc, kind, succeededOn, fileId } = said;
    for (const name of ['predecessorUscc', 'successorUscc'] as const)
      if (!isUscc(said[name])) refuse(projectRefusals.USCC_INVALID([name]));
    if (predecessorUscc === successorUscc) refuse(projectRefusals.SUCCESSION_OF_ITSELF(['successorUscc']));
    const family = project.enterpriseUscc ? await familyOf(tx, [project.enterpriseUscc]) : [];
    if (!family.includes(predecessorUscc) && !family.includes(successorUscc))
      refuse(projectRefusals.SUCCESSION_NOT_OF_PROJECT(['predecessorUscc']));
    if (succeededOn < EARLIEST_DAY || succeededOn > businessDateOf(tx.at))
      refuse(projectRefusals.SUCCESSION_DAY_WRONG(['succeededOn']));
    await this.files.attach(tx, actor, [fileId], await this.book.knowing(tx, project), ['fileId']);
    const written = await tx.query(
      `INSERT INTO enterprise_successions (id, predecessor_uscc, successor_uscc, kind, succeeded_on, project_id, file_id, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT ON CONSTRAINT enterprise_successions_once DO NOTHING RETURNING id`,
      [
        randomUUID(),
        predecessorUscc,
        successorUscc,
        kind,
        succeededOn,
        project.id,
        fileId,
        actor.memberId,
        tx.at,
      ],
    );
    if (written.length === 0) refuse(projectRefusals.SUCCESSION_KNOWN(['successorUscc']));
    await this.events.publish(tx, {
      stream: projectStream(project.id),
      kind: projectEvents.succeeded,
      payload: { projectId: project.id, predecessorUscc, successorUscc, succeededOn },
    });
  }
}
