import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Tasks } from '../../organizations/index';
import { Audit, Events, notFound, type Actor, type Tx } from '../../platform/index';
import { projectEvents, projectStream } from '../domain/project.events';
import { projectRefusals } from '../domain/project.refusals';
import type { ProjectWork } from '../domain/project-work';
import { successionStates, type SuccessionVerb } from '../domain/succession.states';
import { EnterpriseSuccession } from './enterprise-succession.entity';
import { ParkProject } from './project.entity';
import { ProjectBook } from './project-book';
import { familyOf } from './project-enterprises';
import { PROJECT_SEEN, projectSightOf } from './project-sights';
import { RecordJudges, type FirstWord } from './record-judges';

/** Whoever looks whether two codes become one is alone with all. */
const ALONE = `SELECT pg_advisory_xact_lock(hashtextextended('projects:successions', 0))`;
const PATH = ['successionId'];

interface Decided {
  readonly project: ParkProject;
  readonly succession: EnterpriseSuccession;
}

interface Word {
  readonly verb: SuccessionVerb;
  /** As the audit trail calls it. */
  readonly action: string;
  readonly note?: string | null;
}

/** Loads successions under the lock of their project, and writes each word, its audit row, tasks, events and notices. */
@Injectable()
export class SuccessionBook {
  constructor(
    private readonly projects: ProjectBook,
    private readonly judges: RecordJudges,
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly events: Events,
  ) {}

  async alone(tx: Tx): Promise<void> {
    await tx.query(ALONE);
  }

  async add(tx: Tx, actor: Actor, project: ParkProject, succession: EnterpriseSuccession): Promise<void> {
    await tx.add(EnterpriseSuccession, succession);
    await this.say(tx, actor, succession, { verb: 'record', note: null });
    await this.wait(tx, project, succession, firstOf(succession));
  }

  /** The project first, then the succession: the order everybody follows. Throws NOT_FOUND for who may not know of it. */
  async lock(tx: Tx, actor: Actor, id: string): Promise<Decided> {
    const [known] = await tx.query<{ projectId: string }>(
      `SELECT s.project_id AS "projectId" FROM enterprise_successions s JOIN park_projects p ON p.id = s.project_id
         JOIN parks k ON k.id = p.park_id WHERE ${PROJECT_SEEN} AND s.id = $3`,
      [...projectSightOf(actor), id],
    );
    if (!known) throw notFound(PATH);
    const project = await this.projects.lock(tx, actor, known.projectId, PATH);
    const succession = await tx.manager.findOne(EnterpriseSuccession, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!succession) throw notFound(PATH);
    return { project, succession };
  }

  /** By another office than recorded it, or asked to void it. */
  async decideAsOther(tx: Tx, actor: Actor, decided: Decided, word: Word): Promise<void> {
    const { project, succession } = decided;
    successionStates.next(succession.state, word.verb, PATH);
    const first = await firstWordOn(tx, succession, word.verb);
    await this.judges.requireSecond(tx, actor, project, first, PATH);
    await this.move(tx, actor, decided, word);
  }

  /** To void it; another office decides. */
  async ask(tx: Tx, actor: Actor, decided: Decided, word: Omit<Word, 'verb'>): Promise<void> {
    await this.move(tx, actor, decided, { ...word, verb: 'askToVoid' });
  }

  private async move(
    tx: Tx,
    actor: Actor,
    { project, succession }: Decided,
    { verb, action, note = null }: Word,
  ): Promise<void> {
    const state = successionStates.next(succession.state, verb, PATH);
    await this.alone(tx);
    if (verb === 'confirm') await requireNoConflict(tx, succession, PATH);
    await this.say(tx, actor, succession, { verb, note });
    const moved = await tx.change(EnterpriseSuccession, succession, { state });
    await this.audit.record(tx, {
      actor,
      action,
      ...subjectOf(succession),
      fromState: succession.state,
      toState: state,
      data: { projectId: project.id },
    });
    await this.tasks.close(tx, subjectOf(succession));
    if (verb === 'askToVoid') await this.wait(tx, project, succession, spokenBy(actor));
    if (verb === 'confirm') await this.publish(tx, actor, moved, projectEvents.succeeded);
    if (verb === 'void') await this.publish(tx, actor, moved, projectEvents.successionVoided);
  }

  private async say(
    tx: Tx,
    { organizationId, memberId }: Actor,
    { id }: EnterpriseSuccession,
    { verb, note }: { verb: string; note: string | null },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO enterprise_succession_words (succession_id, number, verb, organization_id, member_id, note, at)
       SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 FROM enterprise_succession_words WHERE succession_id = $1`,
      [id, verb, organizationId, memberId, note, tx.at],
    );
  }

  /** For one of the offices that may speak next. */
  private async wait(
    tx: Tx,
    project: ParkProject,
    succession: EnterpriseSuccession,
    first: FirstWord,
  ): Promise<void> {
    const offices = await this.judges.secondOffices(tx, project, first);
    await this.tasks.openAll(
      tx,
      offices.map((organizationId) => ({
        organizationId,
        role: 'VERIFIER',
        kind: 'DECIDE_SUCCESSION',
        ...subjectOf(succession),
      })),
    );
  }

  /** On the stream of every project that is of one enterprise by it, or was: each may count otherwise now. */
  private async publish(
    tx: Tx,
    actor: Actor,
    { projectId, predecessorUscc, successorUscc, succeededOn }: EnterpriseSuccession,
    kind: string,
  ): Promise<void> {
    const begun = await tx.query<{ projectId: string; uscc: string }>(
      'SELECT project_id AS "projectId", uscc FROM project_productions WHERE uscc = ANY($1) ORDER BY project_id',
      [await familyOf(tx, [predecessorUscc, successorUscc])],
    );
    const own = begun.some((one) => one.projectId === projectId) ? [] : [{ projectId, uscc: successorUscc }];
    const concerned = [...own, ...begun];
    await this.events.publishAll(
      tx,
      concerned.map((one) => ({
        stream: projectStream(one.projectId),
        kind,
        payload: { ...one, predecessorUscc, successorUscc, succeededOn },
      })),
    );
    const told: ProjectWork =
      kind === projectEvents.succeeded ? 'ENTERPRISE_SUCCEEDED' : 'ENTERPRISE_SUCCESSION_VOIDED';
    for (const one of concerned) {
      const project = await tx.manager.findOne(ParkProject, { where: { id: one.projectId } });
      if (project) await this.projects.tellOthers(tx, actor, project, told);
    }
  }
}

/** Refuses what would make an enterprise its own successor, or give it two. The caller is alone. */
export async function requireNoConflict(
  tx: Tx,
  {
    predecessorUscc,
    successorUscc,
    kind,
  }: Pick<EnterpriseSuccession, 'predecessorUscc' | 'successorUscc' | 'kind'>,
  path: RefusalPath,
): Promise<void> {
  const [found] = await tx.query<{ why: 'CYCLE' | 'DOUBLE' | null }>(
    'SELECT succession_conflict($1, $2, $3) AS why',
    [predecessorUscc, successorUscc, kind],
  );
  if (found?.why === 'CYCLE') refuse(projectRefusals.SUCCESSION_IN_A_CIRCLE(path));
  if (found?.why === 'DOUBLE') refuse(projectRefusals.SUCCESSION_DOUBLE(path));
}

/** Who recorded it, or who asked last to void it. */
async function firstWordOn(
  tx: Tx,
  succession: EnterpriseSuccession,
  verb: SuccessionVerb,
): Promise<FirstWord> {
  if (verb === 'confirm' || verb === 'reject') return firstOf(succession);
  const [asked] = await tx.query<FirstWord>(
    `SELECT member_id AS "submittedBy", organization_id AS "submitterId" FROM enterprise_succession_words
      WHERE succession_id = $1 AND verb = 'askToVoid' ORDER BY number DESC LIMIT 1`,
    [succession.id],
  );
  if (!asked) throw new Error(`nobody has asked to void the succession ${succession.id}`);
  return asked;
}

const firstOf = ({ recordedBy, recorderId }: EnterpriseSuccession): FirstWord => ({
  submittedBy: recordedBy,
  submitterId: recorderId,
});
const spokenBy = ({ memberId, organizationId }: Actor): FirstWord => ({
  submittedBy: memberId,
  submitterId: organizationId,
});
const subjectOf = ({ id }: Pick<EnterpriseSuccession, 'id'>) => ({
  subjectKind: 'EnterpriseSuccession',
  subjectId: id,
});
