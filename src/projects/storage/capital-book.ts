import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { formatMoney, orRefused, parseMoney, type MoneyText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Tasks } from '../../organizations/index';
import { Audit, Events, businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { capitalRefusals } from '../domain/capital.refusals';
import {
  capitalStates,
  type CapitalKind,
  type CapitalNature,
  type CapitalVerb,
} from '../domain/capital.states';
import { projectEvents, projectStream } from '../domain/project.events';
import { EARLIEST_DAY } from '../domain/project.refusals';
import type { ProjectWork } from '../domain/project-work';
import { CapitalRecord } from './capital-record.entity';
import type { ParkProject } from './project.entity';
import { ProjectBook } from './project-book';
import { PROJECT_SEEN, projectSightOf } from './project-sights';

export interface SaidCapital {
  readonly nature: CapitalNature;
  readonly kind: CapitalKind;
  readonly amount: MoneyText;
  readonly lowers?: boolean | null;
  readonly contributedOn: string;
  readonly correctsId?: string | null;
  readonly note?: string | null;
}

/** Loads capital records under the lock of their project and moves them; sums follow in the database. */
@Injectable()
export class CapitalBook {
  constructor(
    private readonly book: ProjectBook,
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly events: Events,
  ) {}

  /** The project first, then the record: the order everybody follows. Throws NOT_FOUND for who may not know of it. */
  async lock(tx: Tx, actor: Actor, id: string): Promise<{ project: ParkProject; record: CapitalRecord }> {
    const [known] = await tx.query<{ projectId: string }>(
      `SELECT c.project_id AS "projectId" FROM capital_records c JOIN park_projects p ON p.id = c.project_id
         JOIN parks k ON k.id = p.park_id WHERE ${PROJECT_SEEN} AND c.id = $3`,
      [...projectSightOf(actor), id],
    );
    if (!known) throw notFound(['capitalRecordId']);
    const project = await this.book.lock(tx, actor, known.projectId, ['capitalRecordId']);
    const record = await tx.manager.findOne(CapitalRecord, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!record) throw notFound(['capitalRecordId']);
    return { project, record };
  }

  /** What people say, as a record that waits; refuses what cannot be. */
  async read(tx: Tx, actor: Actor, project: ParkProject, said: SaidCapital): Promise<CapitalRecord> {
    const { nature, kind, contributedOn, note } = said;
    if (!project.signedAt) refuse(capitalRefusals.CAPITAL_BEFORE_SIGNING(['projectId']));
    const ended = project.standing === 'TERMINATED' || project.standing === 'EXITED';
    if (ended && nature === 'CONTRIBUTION') refuse(capitalRefusals.CAPITAL_PROJECT_ENDED(['nature']));
    if (contributedOn < EARLIEST_DAY || contributedOn > businessDateOf(tx.at))
      refuse(capitalRefusals.CAPITAL_DAY_WRONG(['contributedOn']));
    const fen = signedFen(said);
    const correctsId = said.correctsId ?? null;
    await this.requireCorrected(tx, project, { fen, correctsId, nature });
    await requireDayOfCorrected(tx, correctsId, contributedOn);
    return {
      id: randomUUID(),
      version: 1,
      projectId: project.id,
      nature,
      kind,
      fen,
      contributedOn,
      note: note ?? null,
      correctsId,
      state: 'SUBMITTED',
      submittedBy: actor.memberId,
      submitterId: actor.organizationId,
      submittedAt: tx.at,
      decidedAt: null,
      decisionNote: null,
    };
  }

  /** A correction names a verified record of the project and leaves its sign. Asked when it is said and when it takes effect. */
  async requireCorrected(
    tx: Tx,
    project: ParkProject,
    { fen, correctsId, nature }: Pick<CapitalRecord, 'fen' | 'correctsId' | 'nature'>,
  ): Promise<void> {
    if ((nature === 'CORRECTION') !== (correctsId !== null))
      refuse(capitalRefusals.CORRECTION_NAMES_RECORD(['correctsId']));
    if (correctsId !== null) {
      const [corrected] = await tx.query<{ fen: bigint; sum: bigint }>(
        `SELECT c.fen, c.fen + coalesce((SELECT sum(x.fen) FROM capital_records x WHERE x.corrects_id = c.id AND x.state = 'VERIFIED'), 0)::bigint AS sum
           FROM capital_records c WHERE c.id = $1 AND c.project_id = $2 AND c.state = 'VERIFIED' AND c.nature <> 'CORRECTION'`,
        [correctsId, project.id],
      );
      if (!corrected) return refuse(capitalRefusals.CORRECTION_NAMES_RECORD(['correctsId']));
      const left = corrected.sum + fen;
      if (corrected.fen > 0n ? left < 0n : left > 0n)
        refuse(capitalRefusals.CORRECTED_BELOW_ZERO(['amount']));
    }
    if (project.paidInFen + fen < 0n)
      refuse(
        capitalRefusals.PAID_IN_BELOW_ZERO(
          { paidIn: formatMoney({ fen: project.paidInFen, currency: 'CNY' }).amount },
          ['amount'],
        ),
      );
  }

  async move(
    tx: Tx,
    actor: Actor,
    record: CapitalRecord,
    verb: CapitalVerb,
    {
      action,
      note = null,
      data = {},
    }: { action: string; note?: string | null; data?: Record<string, string> },
  ): Promise<CapitalRecord> {
    const state = capitalStates.next(record.state, verb, ['capitalRecordId']);
    const decided = capitalStates.isTerminal(state);
    const moved = await tx.change(CapitalRecord, record, {
      state,
      ...(decided ? { decidedAt: tx.at, decisionNote: note } : {}),
    });
    await this.record(tx, actor, action, moved, { from: record.state, data });
    if (decided) await this.tasks.close(tx, subjectOf(record));
    return moved;
  }

  async record(
    tx: Tx,
    actor: Actor,
    action: string,
    record: CapitalRecord,
    { from, data }: { from: string | null; data?: Record<string, string> },
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      ...subjectOf(record),
      ...(from ? { fromState: from } : {}),
      toState: record.state,
      data: { projectId: record.projectId, nature: record.nature, fen: String(record.fen), ...data },
    });
  }

  /** Counted, or taken back, from now on. */
  async verified(tx: Tx, { id, projectId, fen, contributedOn, correctsId }: CapitalRecord): Promise<void> {
    const payload = { projectId, recordId: id, fen: String(fen), contributedOn };
    await this.events.publish(tx, {
      stream: projectStream(projectId),
      kind: correctsId ? projectEvents.capitalReversed : projectEvents.capitalVerified,
      payload: correctsId ? { ...payload, correctsId } : payload,
    });
  }

  async toVerify(tx: Tx, record: CapitalRecord, organizationIds: readonly string[]): Promise<void> {
    await this.tasks.openAll(
      tx,
      organizationIds.map((organizationId) => ({
        organizationId,
        role: 'VERIFIER',
        kind: 'VERIFY_CAPITAL',
        ...subjectOf(record),
      })),
    );
  }

  async tell(tx: Tx, project: ParkProject, record: CapitalRecord, kind: ProjectWork): Promise<void> {
    await this.book.tell(tx, project, kind, [record.submitterId]);
  }
}

/** What corrects a number belongs to its year: another day would move money from one to the other. */
async function requireDayOfCorrected(
  tx: Tx,
  correctsId: string | null,
  contributedOn: string,
): Promise<void> {
  const [corrected] = await tx.query<{ day: string }>(
    'SELECT contributed_on AS day FROM capital_records WHERE id = $1',
    [correctsId],
  );
  if (corrected && corrected.day !== contributedOn)
    refuse(capitalRefusals.CORRECTION_DAY_WRONG({ day: corrected.day }, ['contributedOn']));
}

/** Contributions raise, withdrawals lower, a correction says which. */
function signedFen({ nature, amount, lowers }: SaidCapital): bigint {
  const { fen } = orRefused(['amount'], () => parseMoney(amount));
  if (fen === 0n) refuse(capitalRefusals.CAPITAL_ZERO(['amount']));
  const said = lowers !== undefined && lowers !== null;
  if (said !== (nature === 'CORRECTION')) refuse(capitalRefusals.CORRECTION_SIGN_MISSING(['lowers']));
  return nature === 'WITHDRAWAL' || lowers ? -fen : fen;
}

const subjectOf = ({ id }: Pick<CapitalRecord, 'id'>) => ({ subjectKind: 'CapitalRecord', subjectId: id });
