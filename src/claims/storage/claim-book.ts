import { Injectable } from '@nestjs/common';
import type { RefusalPath } from '../../../libs/workflow/src/index';
import { Notices, Tasks } from '../../organizations/index';
import { Audit, notFound, type Actor, type Reader, type Tx } from '../../platform/index';
import { claimStates, OPEN_STATES, type ClaimState, type ClaimVerb } from '../domain/claim.states';
import type { ClaimsWork } from '../domain/claims-work';
import { Claim, ClaimLine } from './claim.entity';
import { ClaimOffices, type ClaimPlace } from './claim-offices';

/** Loads claims under lock and moves them, with the audit row and the desks of each step. */
@Injectable()
export class ClaimBook {
  constructor(
    private readonly audit: Audit,
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly offices: ClaimOffices,
  ) {}

  /** Throws NOT_FOUND where there is none. */
  async lock(tx: Tx, id: string, path: RefusalPath = ['claimId']): Promise<Claim> {
    const claim = await tx.manager.findOne(Claim, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!claim) throw notFound(path);
    return claim;
  }

  /** Throws NOT_FOUND unless the actor's organization claims it. */
  async lockOwn(tx: Tx, actor: Actor, id: string): Promise<Claim> {
    const claim = await this.lock(tx, id);
    if (claim.buyerId !== actor.organizationId) throw notFound(['claimId']);
    return claim;
  }

  /** The lines of its present wording. */
  lines(tx: Tx, { id, revision }: Pick<Claim, 'id' | 'revision'>): Promise<ClaimLine[]> {
    return tx.manager.find(ClaimLine, { where: { claimId: id, revision }, order: { position: 'ASC' } });
  }

  async place(reader: Reader, { id, unitRegionCode, revision }: Claim): Promise<ClaimPlace> {
    const rows = await reader.query<{ code: string }>(
      'SELECT DISTINCT county_code AS code FROM claim_lines WHERE claim_id = $1 AND revision = $2 ORDER BY 1',
      [id, revision],
    );
    return { id, unitRegionCode, countyCodes: rows.map(({ code }) => code) };
  }

  /** Audited from the state before to `state`. */
  async record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    { id, supplierId, revision }: Claim,
    { from, to, data = {} }: { from: ClaimState | null; to: ClaimState; data?: Record<string, string> },
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'Claim',
      subjectId: id,
      ...(from ? { fromState: from } : {}),
      toState: to,
      data: { supplierId, revision, ...data },
    });
  }

  /** Moves it; a claim that is decided leaves all desks. */
  async move(
    tx: Tx,
    claim: Claim,
    verb: ClaimVerb,
    actor: Actor | null,
    {
      action,
      note = null,
      data = {},
    }: { action: string; note?: string | null; data?: Record<string, string> },
  ): Promise<Claim> {
    const state = claimStates.next(claim.state, verb, ['claimId']);
    const decided = OPEN_STATES.includes(claim.state) && !OPEN_STATES.includes(state);
    const moved = await tx.change(Claim, claim, {
      state,
      ...(decided ? { decidedAt: tx.at, decisionNote: note } : {}),
    });
    await this.record(tx, actor, action, moved, { from: claim.state, to: state, data });
    if (decided) await this.tasks.close(tx, subjectOf(claim));
    return moved;
  }

  /** Puts it on the desks of the offices that may verify it. */
  async toVerify(tx: Tx, claim: Claim): Promise<void> {
    const { EAST, WEST } = await this.offices.verifying(tx, await this.place(tx, claim));
    await this.tasks.openAll(
      tx,
      [...new Set([...EAST, ...WEST])].map((organizationId) => ({
        organizationId,
        role: 'VERIFIER',
        kind: 'VERIFY_CLAIM',
        ...subjectOf(claim),
      })),
    );
  }

  /** Its words have changed: perhaps other offices are asked now. */
  async backToVerify(tx: Tx, claim: Claim): Promise<void> {
    await this.tasks.close(tx, subjectOf(claim));
    await this.toVerify(tx, claim);
  }

  /** One side has verified it: it waits for the other alone. */
  async leaveDesks(tx: Tx, claim: Claim, organizationIds: readonly string[]): Promise<void> {
    for (const organizationId of organizationIds)
      await this.tasks.close(tx, { ...subjectOf(claim), organizationId });
  }

  async tell(tx: Tx, claim: Claim, kind: ClaimsWork, organizationIds: readonly string[]): Promise<void> {
    await this.notices.sendAll(
      tx,
      [...new Set(organizationIds)].map((organizationId) => ({
        organizationId,
        kind,
        ...subjectOf(claim),
        data: { number: claim.number },
      })),
    );
  }
}

const subjectOf = ({ id }: Pick<Claim, 'id'>) => ({ subjectKind: 'Claim', subjectId: id });
