import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Admissions } from '../../organizations/index';
import { Audit, businessDateOf, notFound, type Actor, type Tx } from '../../platform/index';
import { Invitations, MOST_INVITED } from '../../quoting/index';
import { QuotedRequests } from '../../sourcing/index';
import { matchProposalStates } from '../domain/match-proposal.states';
import { matchRefusals } from '../domain/match.refusals';
import type { OverrideReason } from '../domain/override-reasons';
import { FloorLosses } from './floor-losses';
import { MatchProposal } from './match-proposal.entity';
import { ProposalRows } from './proposal-rows';

export interface Override {
  readonly reason: OverrideReason;
  readonly note: string | null;
  readonly supplierIds: readonly string[];
}

interface Decision {
  readonly kind: 'ACCEPTED' | 'OVERRIDDEN';
  readonly reason: OverrideReason | null;
  readonly note: string | null;
  readonly supplierIds: readonly string[];
  readonly floorLossFen: bigint;
}

const PATH = ['matchProposalId'];

/** What a buyer makes of a proposal: it is kept with its reason, and the suppliers are asked to quote in the same transaction. */
@Injectable()
export class MatchDecisions {
  constructor(
    private readonly rows: ProposalRows,
    private readonly requests: QuotedRequests,
    private readonly invitations: Invitations,
    private readonly losses: FloorLosses,
    private readonly admissions: Admissions,
    private readonly audit: Audit,
  ) {}

  /**
   * Who was suspended since the run is not asked; the others are. Refuses PROPOSAL_OUT_OF_DATE and PROPOSAL_EMPTY, and
   * what an invitation refuses.
   */
  async accept(tx: Tx, actor: Actor, proposal: MatchProposal): Promise<void> {
    const proposed = await this.proposed(tx, proposal);
    const selling = await this.admissions.admittedAmong(tx, proposed, businessDateOf(tx.at));
    const supplierIds = proposed.filter((id) => selling.has(id));
    if (supplierIds.length === 0) refuse(matchRefusals.PROPOSAL_EMPTY(PATH));
    const decision = { kind: 'ACCEPTED', reason: null, note: null, supplierIds, floorLossFen: 0n } as const;
    await this.decide(tx, actor, proposal, decision);
  }

  /** Others than proposed: what counties with a floor lose by it is reckoned, and offices read it. */
  async override(tx: Tx, actor: Actor, proposal: MatchProposal, wish: Override): Promise<void> {
    const proposed = await this.proposed(tx, proposal);
    requireOthers(proposed, wish.supplierIds);
    const floorLossFen = await this.losses.of(tx, proposal, wish.supplierIds);
    await this.decide(tx, actor, proposal, { kind: 'OVERRIDDEN', ...wish, floorLossFen });
  }

  /** The actor's own, in the state it was seen in. */
  async own(tx: Tx, actor: Actor, id: string, expectedVersion: number): Promise<MatchProposal> {
    const row = await this.rows.one(id, tx);
    const proposal =
      row?.buyerId === actor.organizationId ? await tx.manager.findOneBy(MatchProposal, { id }) : null;
    if (!proposal) throw notFound(PATH);
    tx.expectVersion(proposal, expectedVersion);
    return proposal;
  }

  private async proposed(tx: Tx, proposal: MatchProposal): Promise<string[]> {
    const edges = await this.rows.edges(proposal.id, tx);
    return [...new Set(edges.map(({ supplierId }) => supplierId))].toSorted();
  }

  /** However many the engine proposes are asked; the most at once is what people may name by hand. */
  private async ask(tx: Tx, actor: Actor, { requestId, runId }: MatchProposal, decision: Decision) {
    const { kind, supplierIds } = decision;
    const atOnce = kind === 'ACCEPTED' ? MOST_INVITED : Math.max(1, supplierIds.length);
    for (let first = 0; first === 0 || first < supplierIds.length; first += atOnce)
      await this.invitations.invite(tx, actor, {
        requestId,
        supplierIds: supplierIds.slice(first, first + atOnce),
        matchRunId: runId,
      });
  }

  private async decide(tx: Tx, actor: Actor, proposal: MatchProposal, decision: Decision): Promise<void> {
    const verb = decision.kind === 'ACCEPTED' ? 'accept' : 'override';
    const state = matchProposalStates.next(proposal.state, verb, PATH);
    const { requestId, runId, revision } = proposal;
    // The request is locked first, as everybody does: from here on nobody changes it.
    const request = await this.requests.lock(tx, requestId);
    if (request?.revision !== revision) refuse(matchRefusals.PROPOSAL_OUT_OF_DATE(PATH));
    await this.ask(tx, actor, proposal, decision);
    await tx.change(MatchProposal, proposal, { state });
    await tx.query(
      `INSERT INTO match_decisions (proposal_id, kind, reason, note, supplier_ids, floor_loss_fen, decided_by, organization_id, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        proposal.id,
        decision.kind,
        decision.reason,
        decision.note,
        decision.supplierIds,
        decision.floorLossFen,
        actor.memberId,
        actor.organizationId,
        tx.at,
      ],
    );
    await this.audit.record(tx, {
      actor,
      action: `${verb}MatchProposal`,
      subjectKind: 'MatchProposal',
      subjectId: proposal.id,
      fromState: proposal.state,
      toState: state,
      ...(decision.reason && { reason: decision.reason }),
      data: {
        runId,
        requestId,
        floorLossFen: String(decision.floorLossFen),
        supplierIds: decision.supplierIds,
      },
    });
  }
}

function requireOthers(proposed: readonly string[], wanted: readonly string[]): void {
  const twice = wanted.findIndex((id, at) => wanted.indexOf(id) !== at);
  if (twice !== -1) refuse(matchRefusals.SUPPLIER_NAMED_TWICE(['supplierIds', twice]));
  const same = proposed.length === wanted.length && proposed.every((id) => wanted.includes(id));
  if (same) refuse(matchRefusals.SUPPLIERS_AS_PROPOSED(['supplierIds']));
}
