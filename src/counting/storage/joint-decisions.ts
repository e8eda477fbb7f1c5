import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
import type { PairingSide } from '../../pairing/index';
import { AuditChain, canonicalJson, sha256Of, type Actor, type Tx } from '../../platform/index';
import { countingRefusals } from '../domain/counting.refusals';
import { disputeRefusals } from '../domain/dispute.refusals';
import type { DecisionOutcome } from '../domain/dispute.states';
import type { CountingDispute } from './counting-dispute.entity';
import { DisputeDecisions, type HeldDispute } from './dispute-decisions';

/** The newest decision proposed for a dispute. */
export interface ProposedDecision {
  readonly number: number;
  readonly outcome: DecisionOutcome;
  readonly sha256: string;
  readonly content: string;
  readonly proposedBy: string;
}

interface DecidedLine {
  readonly entryId: string;
  readonly fen: string;
}

interface Given {
  readonly side: PairingSide;
  readonly organizationId: string;
  readonly memberId: string;
}

/** 裁定书 of both provinces: each is proposed by one, read by its hash and signed by both; none ever changes. */
@Injectable()
export class JointDecisions {
  constructor(
    private readonly decisions: DisputeDecisions,
    private readonly chain: AuditChain,
    private readonly persons: SamePerson,
  ) {}

  /** Another one takes the place of those before it, with what was signed of them. */
  async propose(
    tx: Tx,
    actor: Actor,
    held: HeldDispute,
    said: { outcome: DecisionOutcome; reason: string },
  ): Promise<void> {
    const { dispute, agreement, month } = held;
    await this.requireUninvolved(tx, actor, dispute);
    const number = ((await this.newest(tx, dispute.id))?.number ?? 0) + 1;
    const content = canonicalJson({
      document: '统计争议裁定书',
      format: 1,
      disputeId: dispute.id,
      number,
      agreementId: agreement.id,
      periodId: dispute.periodId,
      month: month.slice(0, 7),
      outcome: said.outcome,
      reason: said.reason,
      lines: await this.lines(tx, held),
      auditHead: await this.chain.head(tx),
    });
    await tx.query(
      `INSERT INTO counting_dispute_decisions (dispute_id, number, outcome, reason, content, sha256, proposed_by, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        dispute.id,
        number,
        said.outcome,
        said.reason,
        content,
        sha256Of(Buffer.from(content)),
        actor.memberId,
        tx.at,
      ],
    );
  }

  /** Answers the decision, and whether both have signed it now. */
  async sign(
    tx: Tx,
    actor: Actor,
    held: HeldDispute,
    sha256: string,
  ): Promise<{ decision: ProposedDecision; both: boolean }> {
    const { dispute, side } = held;
    const decision = (await this.newest(tx, dispute.id)) ?? refuse(disputeRefusals.DECISION_MISSING());
    if (sha256 !== decision.sha256) refuse(disputeRefusals.DECISION_CHANGED(['sha256']));
    if (await this.persons.isAmong(tx, actor.memberId, [decision.proposedBy]))
      refuse(disputeRefusals.DECIDER_PROPOSED());
    await this.requireUninvolved(tx, actor, dispute);
    const given = await this.signaturesOf(tx, dispute.id, decision.number);
    if (given.some((one) => one.side === side)) refuse(countingRefusals.SIDE_SIGNED_ALREADY());
    if (given.some(({ organizationId }) => organizationId === actor.organizationId))
      refuse(countingRefusals.SAME_OFFICE_SIGNS());
    const signers = given.map(({ memberId }) => memberId);
    if (await this.persons.isAmong(tx, actor.memberId, signers)) refuse(countingRefusals.SAME_PERSON_SIGNS());
    const { lines } = JSON.parse(decision.content) as { lines: DecidedLine[] };
    if (canonicalJson(lines) !== canonicalJson(await this.lines(tx, held)))
      refuse(disputeRefusals.DECISION_CHANGED());
    await tx.query(
      `INSERT INTO counting_dispute_decision_signatures (id, dispute_id, number, side, organization_id, member_id, sha256, signed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [randomUUID(), dispute.id, decision.number, side, actor.organizationId, actor.memberId, sha256, tx.at],
    );
    return { decision, both: given.length === 1 };
  }

  private async newest(tx: Tx, disputeId: string): Promise<ProposedDecision | undefined> {
    const [newest] = await tx.query<ProposedDecision>(
      `SELECT number, outcome, sha256, content, proposed_by AS "proposedBy" FROM counting_dispute_decisions
        WHERE dispute_id = $1 ORDER BY number DESC LIMIT 1`,
      [disputeId],
    );
    return newest;
  }

  private signaturesOf(tx: Tx, disputeId: string, number: number): Promise<Given[]> {
    return tx.query<Given>(
      `SELECT side, organization_id AS "organizationId", member_id AS "memberId" FROM counting_dispute_decision_signatures
        WHERE dispute_id = $1 AND number = $2`,
      [disputeId, number],
    );
  }

  /** I18: neither who opened it nor who answered. */
  private async requireUninvolved(tx: Tx, actor: Actor, dispute: CountingDispute): Promise<void> {
    const spoken = await tx.query<{ memberId: string }>(
      'SELECT DISTINCT member_id AS "memberId" FROM counting_dispute_words WHERE dispute_id = $1',
      [dispute.id],
    );
    const involved = [dispute.openedBy, ...spoken.map(({ memberId }) => memberId)];
    if (await this.persons.isAmong(tx, actor.memberId, involved)) refuse(disputeRefusals.DECIDER_INVOLVED());
  }

  /** What is left of the lines: taken back, or standing, is exactly this. */
  private async lines(tx: Tx, held: HeldDispute): Promise<DecidedLine[]> {
    return (await this.decisions.leftOf(tx, held))
      .map(({ id, restFen }) => ({ entryId: id, fen: String(restFen) }))
      .toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1));
  }
}
