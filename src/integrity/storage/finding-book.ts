import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Contests } from '../../counting/index';
import { Notices, SamePerson, Tasks, type Role } from '../../organizations/index';
import { Audit, notFound, type Actor, type Tx } from '../../platform/index';
import type { Evidence, Finding } from '../domain/finding';
import { findingRefusals } from '../domain/finding.refusals';
import { findingStates, isDecided, type FindingVerb } from '../domain/finding.states';
import { WHOLE_BASIS_POINTS } from '../domain/shares';
import { FindingRow } from './finding.entity';
import { isSeenBy } from './finding-sight';

const PATH = ['findingId'];

/** Where a finding belongs and until when it is looked into. */
export interface Placed {
  readonly ownerId: string;
  readonly role: Role;
  readonly countyCode: string | null;
  readonly dueAt: Date;
}

/** Found by the search of a night. */
export interface Searched extends Placed {
  /** Of what was dismissed, so many basis points more open it again. */
  readonly reopenWorseBp: bigint;
}

/** Keeps findings and moves them, with the words, the desks and the audit row of each step. */
@Injectable()
export class FindingBook {
  constructor(
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly contests: Contests,
    private readonly persons: SamePerson,
  ) {}

  /** Once for a matter: where it is known it only grows. Answers whether it is new. */
  async add(tx: Tx, finding: Finding, placed: Searched): Promise<boolean> {
    const id = randomUUID();
    const { ownerId, countyCode, dueAt } = placed;
    const added = await tx.query(
      `INSERT INTO findings (id, version, kind, subject_key, county_code, owner_id, state, strength_bp, found_at, due_at)
       VALUES ($1, 1, $2, $3, $4, $5, 'OPEN', $6, $7, $8) ON CONFLICT (kind, subject_key) DO NOTHING RETURNING id`,
      [id, finding.kind, finding.key, countyCode, ownerId, finding.strengthBasisPoints, tx.at, dueAt],
    );
    if (added.length === 0) {
      await this.grow(tx, finding, placed);
      return false;
    }
    await this.addEvidence(tx, id, finding);
    await this.audit.record(tx, { ...rowOf(id, 'find'), actor: null, toState: 'OPEN', data: { ownerId } });
    await this.lay(tx, id, placed);
    return true;
  }

  /** Seen again with more than before: whoever reads it to decide reads it anew, and what is worse than was decided is open again. */
  private async grow(tx: Tx, finding: Finding, placed: Searched): Promise<void> {
    const row = await tx.manager.findOne(FindingRow, {
      where: { kind: finding.kind, subjectKey: finding.key },
      lock: { mode: 'pessimistic_write' },
    });
    if (!row) return;
    const known = await this.evidenceOf(tx, row);
    if ((await this.addEvidence(tx, row.id, finding)) === 0) return;
    const { strengthBasisPoints: strength } = finding;
    const strengthBp = strength > row.strengthBp ? strength : row.strengthBp;
    const again = isDecided(row.state) && bringsMore(row, known, finding, placed);
    const after = await tx.change(FindingRow, row, { strengthBp, ...(again ? reopened(row, placed) : {}) });
    // A contest of more portions under the same cause leaves those it has as they are.
    if (after.state === 'CONTESTED') await this.freeze(tx, row, null);
    if (again) await this.lay(tx, row.id, placed);
    const verb = again ? 'reopen' : 'grow';
    const states = { fromState: row.state, toState: after.state };
    await this.audit.record(tx, { ...rowOf(row.id, verb), actor: null, ...states });
    // Who has dismissed it need not hear of every further piece of the same.
    if (after.state === 'DISMISSED') return;
    await this.notices.send(tx, {
      organizationId: after.ownerId,
      kind: again ? 'FINDING_REOPENED' : 'FINDING_HAS_GROWN',
      ...subjectOf(row.id),
    });
  }

  private lay(tx: Tx, id: string, { ownerId, role, dueAt }: Placed): Promise<void> {
    const desk = { organizationId: ownerId, role, ...subjectOf(id) };
    return this.tasks.open(tx, { ...desk, kind: 'LOOK_INTO_FINDING', dueAt });
  }

  /**
   * By somebody who says what he knows. What was confirmed he contests anew, so that another decides it; who took it up
   * cannot.
   */
  async reopen(
    tx: Tx,
    actor: Actor,
    row: FindingRow,
    { note, placed }: { note: string; placed: Placed },
  ): Promise<void> {
    if (!isDecided(row.state)) refuse(findingRefusals.FINDING_UNDECIDED(PATH));
    const confirmed = row.state === 'CONFIRMED';
    if (confirmed && row.takenBy !== null && (await this.persons.isAmong(tx, actor.memberId, [row.takenBy])))
      refuse(findingRefusals.NEEDS_ANOTHER_PERSON(PATH));
    const { state: _state, ...changes } = reopened(row, placed);
    const contested = confirmed ? { contestedBy: actor.memberId } : {};
    await this.move(tx, actor, row, { verb: 'reopen', note, changes: { ...changes, ...contested } });
    await this.lay(tx, row.id, placed);
    await this.notices.send(tx, {
      organizationId: placed.ownerId,
      kind: 'FINDING_REOPENED',
      ...subjectOf(row.id),
    });
  }

  /** What shows it so far. */
  evidenceOf(tx: Tx, { id }: FindingRow): Promise<Evidence[]> {
    return tx.query<Evidence>(
      'SELECT kind, subject_id AS id FROM finding_evidence WHERE finding_id = $1 ORDER BY 1, 2',
      [id],
    );
  }

  /** How much of it was not known. */
  private async addEvidence(tx: Tx, id: string, { evidence, portionIds }: Finding): Promise<number> {
    const shown = await tx.query(
      `INSERT INTO finding_evidence SELECT DISTINCT $1::uuid, kind, id FROM unnest($2::text[], $3::uuid[]) one (kind, id)
       ON CONFLICT DO NOTHING RETURNING subject_id`,
      [id, evidence.map(({ kind }) => kind), evidence.map((one) => one.id)],
    );
    const portions = await tx.query(
      `INSERT INTO finding_portions SELECT DISTINCT $1::uuid, unnest($2::uuid[]) ON CONFLICT DO NOTHING RETURNING portion_id`,
      [id, portionIds],
    );
    return shown.length + portions.length;
  }

  /** Under lock; NOT_FOUND for whom it does not exist. */
  async locked(tx: Tx, actor: Actor, id: string): Promise<FindingRow> {
    const lock = { mode: 'pessimistic_write' } as const;
    const row = await tx.manager.findOne(FindingRow, { where: { id }, lock });
    if (!row || !isSeenBy(actor, row)) throw notFound(PATH);
    return row;
  }

  /** Two people: neither who took it up contests it, nor who contested it decides (nor who took it up, uncontested). */
  async requireAnother(tx: Tx, row: FindingRow, actor: Actor): Promise<void> {
    if (row.takenBy === null) refuse(findingRefusals.FINDING_NOT_TAKEN(PATH));
    if (await this.persons.isAmong(tx, actor.memberId, [row.contestedBy ?? row.takenBy]))
      refuse(findingRefusals.NEEDS_ANOTHER_PERSON(PATH));
  }

  async move(
    tx: Tx,
    actor: Actor,
    row: FindingRow,
    { verb, note, changes }: { verb: FindingVerb; note: string; changes: Partial<FindingRow> },
  ): Promise<void> {
    const state = findingStates.next(row.state, verb, PATH);
    await tx.change(FindingRow, row, { ...changes, state });
    await tx.query(
      `INSERT INTO finding_words SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5, $6
         FROM finding_words WHERE finding_id = $1`,
      [row.id, verb, actor.organizationId, actor.memberId, note, tx.at],
    );
    await this.audit.record(tx, { ...rowOf(row.id, verb), actor, fromState: row.state, toState: state });
    if (isDecided(state)) await this.tasks.close(tx, subjectOf(row.id));
  }

  /** Asks a party: it gets the task and from now on sees the finding. */
  async ask(tx: Tx, { id, dueAt }: FindingRow, organizationId: string): Promise<void> {
    const named = await tx.query<{ kind: string }>(
      `SELECT o.kind FROM finding_evidence e JOIN organizations o ON o.id = e.subject_id
        WHERE e.finding_id = $1 AND e.kind = 'ORGANIZATION' AND o.id = $2`,
      [id, organizationId],
    );
    if (!named[0]) refuse(findingRefusals.NOT_IN_EVIDENCE(['askedId']));
    const role: Role = named[0].kind === 'PUBLIC_UNIT' ? 'BUYER_APPROVER' : 'SUPPLIER';
    await this.tasks.open(tx, { organizationId, role, kind: 'EXPLAIN_FINDING', ...subjectOf(id), dueAt });
  }

  async tellOwner(tx: Tx, { id, ownerId }: FindingRow): Promise<void> {
    await this.tasks.close(tx, { ...subjectOf(id), kind: 'EXPLAIN_FINDING' });
    await this.notices.send(tx, { organizationId: ownerId, kind: 'FINDING_EXPLAINED', ...subjectOf(id) });
  }

  /** Its portions are frozen in every scheme's reports; a confirmed finding leaves them so. */
  async freeze(tx: Tx, { id }: FindingRow, actor: Actor | null): Promise<void> {
    const portions = await tx.query<{ id: string }>(
      'SELECT portion_id AS id FROM finding_portions WHERE finding_id = $1 ORDER BY 1',
      [id],
    );
    const portionIds = portions.map((portion) => portion.id);
    await this.contests.open(tx, {
      portionIds,
      scheme: null,
      cause: `finding:${id}`,
      memberId: actor?.memberId ?? null,
    });
  }

  async release(tx: Tx, { id }: FindingRow): Promise<void> {
    await this.contests.close(tx, { cause: `finding:${id}`, outcome: 'DISMISSED' });
  }
}

/**
 * What was confirmed takes in whatever more there is. Honest sellers come back: more of what was dismissed is no news,
 * unless it shows in another way than before, or is worse by the dated share.
 */
function bringsMore(row: FindingRow, known: readonly Evidence[], finding: Finding, by: Searched): boolean {
  if (row.state === 'CONFIRMED') return true;
  const dismissed = row.decidedStrengthBp ?? row.strengthBp;
  const isWorse =
    finding.strengthBasisPoints * WHOLE_BASIS_POINTS > dismissed * (WHOLE_BASIS_POINTS + by.reopenWorseBp);
  return isWorse || finding.evidence.some(({ kind }) => !known.some((one) => one.kind === kind));
}

/** Nobody has decided any more; what was dismissed is taken up anew, by whomever. */
function reopened(row: FindingRow, { ownerId, dueAt }: Placed): Partial<FindingRow> {
  const state = findingStates.next(row.state, 'reopen');
  const undecided = { state, ownerId, dueAt, decidedBy: null, decidedAt: null, decidedStrengthBp: null };
  return state === 'OPEN' ? { ...undecided, takenBy: null, contestedBy: null } : undecided;
}

const subjectOf = (id: string) => ({ subjectKind: 'Finding', subjectId: id });
const rowOf = (id: string, action: string) => ({ action, ...subjectOf(id) });
