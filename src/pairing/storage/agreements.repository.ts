import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { notFound, type Actor, type Reader, type Tx } from '../../platform/index';
import type { AgreementTerm } from '../domain/agreement-document';
import type { LeafTarget } from '../domain/commitment.rules';
import { targetText, type CommitmentUnit } from '../domain/indicators';
import { oversees } from '../domain/office';
import { AnnualAgreement } from './annual-agreement.entity';

interface TermRow extends Omit<AgreementTerm, 'target'> {
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
      `SELECT leaf.pairing_id AS "pairingId", target.target, target.due_on AS "dueOn"
       FROM commitment_targets target JOIN commitments leaf ON leaf.id = target.commitment_id
       WHERE target.agreement_id = $1 AND target.draft_number = $2 AND leaf.indicator = $3`,
      [agreementId, draft, indicator],
    );
  }

  /** Replaces one commitment's leaves in the current draft; a leaf keeps its id for as long as the agreement lives. */
  async setLeaves(
    tx: Tx,
    agreement: AnnualAgreement,
    commitment: { indicator: string; unit: CommitmentUnit; leaves: readonly LeafTarget[] },
  ): Promise<void> {
    const root = await this.commitmentId(tx, agreement.id, {
      ...commitment,
      parentId: null,
      pairingId: null,
    });
    await tx.query(
      `DELETE FROM commitment_targets target USING commitments leaf
       WHERE leaf.id = target.commitment_id AND leaf.parent_id = $3 AND target.agreement_id = $1 AND target.draft_number = $2`,
      [agreement.id, agreement.draftNumber, root],
    );
    for (const leaf of commitment.leaves) {
      const id = await this.commitmentId(tx, agreement.id, {
        ...commitment,
        parentId: root,
        pairingId: leaf.pairingId,
      });
      await tx.query(
        `INSERT INTO commitment_targets (agreement_id, draft_number, commitment_id, target, due_on) VALUES ($1, $2, $3, $4, $5)`,
        [agreement.id, agreement.draftNumber, id, leaf.target, leaf.dueOn],
      );
    }
  }

  async termsOf(reader: Reader, agreementId: string, draft: number): Promise<AgreementTerm[]> {
    const rows = await reader.query<TermRow>(
      `SELECT leaf.id AS "commitmentId", leaf.indicator, leaf.unit, leaf.pairing_id AS "pairingId",
         target.target, target.due_on AS "dueOn"
       FROM commitment_targets target JOIN commitments leaf ON leaf.id = target.commitment_id
       WHERE target.agreement_id = $1 AND target.draft_number = $2`,
      [agreementId, draft],
    );
    return rows.map((row) => ({ ...row, target: targetText(row.unit, row.target) }));
  }

  private async commitmentId(
    tx: Tx,
    agreementId: string,
    node: { indicator: string; unit: CommitmentUnit; parentId: string | null; pairingId: string | null },
  ): Promise<string> {
    const [known] = await tx.query<{ id: string }>(
      `SELECT id FROM commitments WHERE agreement_id = $1 AND indicator = $2
         AND parent_id IS NOT DISTINCT FROM $3 AND pairing_id IS NOT DISTINCT FROM $4`,
      [agreementId, node.indicator, node.parentId, node.pairingId],
    );
    if (known) return known.id;
    const id = randomUUID();
    const leaf = node.parentId === null ? null : node.pairingId === null ? 'OWN' : 'PAIRING';
    await tx.query(
      `INSERT INTO commitments (id, agreement_id, parent_id, indicator, unit, leaf, pairing_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, agreementId, node.parentId, node.indicator, node.unit, leaf, node.pairingId],
    );
    return id;
  }
}
