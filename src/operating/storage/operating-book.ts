import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { orRefused, parseMoney, type MoneyText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Notices, Tasks } from '../../organizations/index';
import { Audit, Events, businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { PROJECT_SEEN, ProjectBook, projectSightOf, type ParkProject } from '../../projects/index';
import { operatingEvents, operatingStream } from '../domain/operating.events';
import { isQuarter, lastDayOf } from '../domain/operating-period';
import { operatingRefusals } from '../domain/operating.refusals';
import { operatingStates, type OperatingVerb } from '../domain/operating.states';
import type { OperatingWork } from '../domain/operating-work';
import { OperatingRecord } from './operating-record.entity';

export interface SaidOperating {
  readonly year: number;
  readonly quarter: number;
  readonly output: MoneyText;
  readonly tax: MoneyText;
  readonly jobs: number;
  readonly formerlyPoorJobs: number;
  readonly attestedBy?: string | null;
  readonly powerKwh?: number | null;
  readonly replacesId?: string | null;
  readonly note?: string | null;
}

const MOST_FEN = 100_000_000_000_000n;
const MOST_KWH = 2_000_000_000;
const MOST_JOBS = 1_000_000;

/** Loads operating records under the lock of their project, and moves them. */
@Injectable()
export class OperatingBook {
  constructor(
    private readonly projects: ProjectBook,
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly events: Events,
  ) {}

  /** The project first, then the record. Throws NOT_FOUND for who may not know of it. */
  async lock(tx: Tx, actor: Actor, id: string): Promise<{ project: ParkProject; record: OperatingRecord }> {
    const [known] = await tx.query<{ projectId: string }>(
      `SELECT c.project_id AS "projectId" FROM operating_records c JOIN park_projects p ON p.id = c.project_id
         JOIN parks k ON k.id = p.park_id WHERE ${PROJECT_SEEN} AND c.id = $3`,
      [...projectSightOf(actor), id],
    );
    if (!known) throw notFound(['operatingRecordId']);
    const project = await this.projects.lock(tx, actor, known.projectId, ['operatingRecordId']);
    const record = await tx.manager.findOne(OperatingRecord, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!record) throw notFound(['operatingRecordId']);
    return { project, record };
  }

  /** What people say of a quarter, as a record that waits; refuses what cannot be. */
  async read(tx: Tx, actor: Actor, project: ParkProject, said: SaidOperating): Promise<OperatingRecord> {
    await this.requireReporter(tx, actor, project);
    await requirePeriod(tx, project, said);
    const { replacesId, note, attestedBy, powerKwh } = said;
    const record: OperatingRecord = {
      id: randomUUID(),
      version: 1,
      projectId: project.id,
      year: said.year,
      quarter: said.quarter,
      ...figuresOf(said),
      jobs: said.jobs,
      formerlyPoorJobs: said.formerlyPoorJobs,
      attestedBy: attestedBy ?? null,
      powerKwh: powerKwh ?? null,
      note: note ?? null,
      replacesId: replacesId ?? null,
      state: 'SUBMITTED',
      submittedBy: actor.memberId,
      submitterId: actor.organizationId,
      submittedAt: tx.at,
      decidedAt: null,
      decisionNote: null,
      replacedAt: null,
    };
    await this.requireReplaced(tx, record);
    return record;
  }

  /** The record it takes the place of, if the quarter has one. Asked when it is said and when it takes effect. */
  async requireReplaced(tx: Tx, record: OperatingRecord): Promise<OperatingRecord | null> {
    const { projectId, year, quarter, replacesId } = record;
    const standing = await tx.manager.findOne(OperatingRecord, {
      where: { projectId, year, quarter, state: 'VERIFIED' },
      lock: { mode: 'pessimistic_write' },
    });
    if ((standing?.id ?? null) !== replacesId) refuse(operatingRefusals.REPLACES_VERIFIED(['replacesId']));
    return standing;
  }

  /** Refuses papers that stand under another verified record than the one it replaces. */
  async requireUnused(
    tx: Tx,
    record: Pick<OperatingRecord, 'id' | 'replacesId'>,
    evidenceIds: readonly string[],
  ): Promise<void> {
    const used = await tx.query(
      `SELECT FROM operating_record_evidence x JOIN operating_records c ON c.id = x.record_id
        WHERE x.evidence_id = ANY($1::uuid[]) AND c.state = 'VERIFIED' AND c.id <> $2 AND c.id IS DISTINCT FROM $3::uuid LIMIT 1`,
      [evidenceIds, record.id, record.replacesId],
    );
    if (used.length > 0) refuse(operatingRefusals.PAPER_VERIFIES_ANOTHER(['evidenceIds']));
  }

  async move(
    tx: Tx,
    actor: Actor,
    record: OperatingRecord,
    verb: OperatingVerb,
    {
      action,
      note = null,
      data = {},
    }: { action: string; note?: string | null; data?: Record<string, string> },
  ): Promise<OperatingRecord> {
    const state = operatingStates.next(record.state, verb, ['operatingRecordId']);
    const over = verb === 'confirm' || verb === 'reject' || verb === 'withdraw';
    const moved = await tx.change(OperatingRecord, record, {
      state,
      ...(over ? { decidedAt: tx.at, decisionNote: note } : {}),
      ...(verb === 'replace' ? { replacedAt: tx.at } : {}),
    });
    await this.record(tx, actor, action, moved, { from: record.state, data });
    if (over) await this.tasks.close(tx, subjectOf(record));
    return moved;
  }

  async record(
    tx: Tx,
    actor: Actor,
    action: string,
    record: OperatingRecord,
    { from, data }: { from: string | null; data?: Record<string, string> },
  ): Promise<void> {
    const { projectId, year, quarter } = record;
    await this.audit.record(tx, {
      actor,
      action,
      ...subjectOf(record),
      ...(from ? { fromState: from } : {}),
      toState: record.state,
      data: { projectId, period: `${year}-${quarter}`, ...data },
    });
  }

  /** Counted, or no longer, from now on. */
  async publish(
    tx: Tx,
    project: ParkProject,
    record: OperatingRecord,
    replacedBy: string | null = null,
  ): Promise<void> {
    const { id, projectId, year, quarter, jobs, formerlyPoorJobs, outputFen, taxFen, replacesId } = record;
    const figures = { jobs, formerlyPoorJobs, outputFen: String(outputFen), taxFen: String(taxFen) };
    const payload = { recordId: id, projectId, parkId: project.parkId, year, quarter, ...figures };
    await this.events.publish(tx, {
      stream: operatingStream(projectId),
      kind: replacedBy ? operatingEvents.reversed : operatingEvents.verified,
      payload: { ...payload, replaces: replacesId, ...(replacedBy ? { replacedBy } : {}) },
    });
  }

  async toVerify(tx: Tx, record: OperatingRecord, organizationIds: readonly string[]): Promise<void> {
    await this.tasks.openAll(
      tx,
      organizationIds.map((organizationId) => ({
        organizationId,
        role: 'VERIFIER',
        kind: 'VERIFY_OPERATING',
        ...subjectOf(record),
      })),
    );
  }

  async tell(tx: Tx, project: ParkProject, record: OperatingRecord, kind: OperatingWork): Promise<void> {
    await this.notices.send(tx, {
      organizationId: record.submitterId,
      kind,
      ...subjectOf(record),
      data: { number: project.number },
    });
  }

  /** Whoever introduced it, or was only told of it, reports nothing. */
  private async requireReporter(tx: Tx, actor: Actor, project: ParkProject): Promise<void> {
    const { operatorId } = await this.projects.place(tx, project);
    const own = [project.investorId, operatorId].includes(actor.organizationId);
    if (!own && !(await this.projects.isOver(tx, actor, project)))
      refuse(operatingRefusals.OPERATING_BY_OTHERS(['projectId']));
  }
}

async function requirePeriod(
  tx: Tx,
  { id }: ParkProject,
  { year, quarter }: Pick<SaidOperating, 'year' | 'quarter'>,
): Promise<void> {
  const [begun] = await tx.query<{ firstOn: string }>(
    'SELECT first_on AS "firstOn" FROM project_productions WHERE project_id = $1',
    [id],
  );
  if (!begun) return refuse(operatingRefusals.NOT_IN_PRODUCTION(['projectId']));
  if (!isQuarter(quarter)) refuse(operatingRefusals.QUARTER_WRONG(['quarter']));
  const today = businessDateOf(tx.at);
  if (year > Number(today.slice(0, 4)) || year < 2016) refuse(operatingRefusals.QUARTER_NOT_OVER(['year']));
  const last = lastDayOf({ year, quarter });
  if (last >= today || last < begun.firstOn) refuse(operatingRefusals.QUARTER_NOT_OVER(['quarter']));
}

function figuresOf(said: SaidOperating): Pick<OperatingRecord, 'outputFen' | 'taxFen'> {
  const amount = (name: 'output' | 'tax') => {
    const { fen } = orRefused([name], () => parseMoney(said[name]));
    if (fen > MOST_FEN) refuse(operatingRefusals.FIGURE_OUT_OF_RANGE([name]));
    return fen;
  };
  const [outputFen, taxFen] = [amount('output'), amount('tax')];
  const { jobs, formerlyPoorJobs, powerKwh } = said;
  if (jobs < 0 || jobs > MOST_JOBS) refuse(operatingRefusals.JOBS_OUT_OF_RANGE(['jobs']));
  if (formerlyPoorJobs < 0 || formerlyPoorJobs > jobs)
    refuse(operatingRefusals.JOBS_OUT_OF_RANGE(['formerlyPoorJobs']));
  if (formerlyPoorJobs > 0 && !said.attestedBy) refuse(operatingRefusals.ATTESTATION_MISSING(['attestedBy']));
  if (powerKwh && (powerKwh < 0 || powerKwh > MOST_KWH))
    refuse(operatingRefusals.FIGURE_OUT_OF_RANGE(['powerKwh']));
  return { outputFen, taxFen };
}

const subjectOf = ({ id }: Pick<OperatingRecord, 'id'>) => ({
  subjectKind: 'OperatingRecord',
  subjectId: id,
});
