import { Injectable } from '@nestjs/common';
import { notFound, type Actor, type Reader, type Tx } from '../../platform/index';
import type { AgreementTerm } from '../domain/agreement-document';
import type { LeafTarget } from '../domain/commitment.rules';
import { targetText, type CommitmentUnit } from '../domain/indicators';
import { oversees } from '../domain/office';
import { AnnualAgreement } from './annual-agreement.entity';

interface TermRow extends Omit<AgreementTerm, 'target' | 'unitId'> {
  unitId: string | null;
  unit: CommitmentUnit;
  target: bigint;
}

/** Agreements with their commitments by draft. */
@Injectable()
export class AgreementsRepository {
  /** Locks the agreement; not there and not in the office's scope are one answer. */
  async lockFor(tx: Tx, actor: Actor, id: string): Promise<AnnualAgreement> {
    const agreement = await tx.manager.findOne(AnnualAgreement, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!agreement || !oversees(actor, agreement)) throw notFound(['agreementId']);
    return agreement;
  }

  async addPreparer(tx: Tx, agreement: AnnualAgreement, actor: Actor): Promise<void> {
    await tx.query(
      `INSERT INTO agreement_preparers (agreement_id, draft_number, member_id, organization_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [agreement.id, agreement.draftNumber, actor.memberId, actor.organizationId],
    );
  }

  /** Everybody who worked on the draft since the last one both sides signed. */
  async preparersOf(tx: Tx, agreement: AnnualAgreement): Promise<string[]> {
    const rows = await tx.query<{ member: string }>(
      `SELECT DISTINCT member_id AS member FROM agreement_preparers
       WHERE agreement_id = $1 AND draft_number > $2 AND draft_number <= $3`,
      [agreement.id, agreement.inForceDraft ?? 0, agreement.draftNumber],
    );
    return rows.map((row) => row.member);
  }

  /** The next draft begins with the terms of the one before. */
  async copyDraft(tx: Tx, agreementId: string, from: number, to: number): Promise<void> {
    await tx.query(
      `INSERT INTO commitment_targets (agreement_id, draft_number, commitment_id, target, due_on)
       SELECT agreement_id, $3, commitment_id, target, due_on FROM commitment_targets
       WHERE agreement_id = $1 AND draft_number = $2`,
      [agreementId, from, to],
    );
  }

  async leavesOf(
    reader: Reader,
    agreementId: string,
    draft: number | null,
    indicator: string,
  ): Promise<LeafTarget[]> {
    return reader.query<LeafTarget>(
      `SELECT leaf.pairing_id AS "pairingId", leaf.unit_id AS "unitId", target.target, target.due_on AS "dueOn"
       FROM commitment_targets target JOIN commitments leaf ON leaf.id = target.commitment_id
       WHERE target.agreement_id = $1 AND target.draft_number = $2 AND leaf.indicator = $3`,
      [agreementId, draft, indicator],
    );
  }

  async termsOf(reader: Reader, agreementId: string, draft: number): Promise<AgreementTerm[]> {
    const rows = await reader.query<TermRow>(
      `SELECT leaf.id AS "commitmentId", leaf.indicator, leaf.unit, leaf.pairing_id AS "pairingId",
         leaf.unit_id AS "unitId", target.target, target.due_on AS "dueOn"
       FROM commitment_targets target JOIN commitments leaf ON leaf.id = target.commitment_id
       WHERE target.agreement_id = $1 AND target.draft_number = $2`,
      [agreementId, draft],
    );
    return rows.map(({ unitId, ...row }) => ({
      ...row,
      ...(unitId ? { unitId } : {}),
      target: targetText(row.unit, row.target),
    }));
  }
}
