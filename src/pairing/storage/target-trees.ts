import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { Tx } from '../../platform/index';
import type { CommitmentUnit } from '../domain/indicators';
import { agreementRefusals } from '../domain/pairing.refusals';
import type { TargetNode } from '../domain/target-tree';
import type { AnnualAgreement } from './annual-agreement.entity';

export interface Commitment {
  readonly indicator: string;
  readonly unit: CommitmentUnit;
  readonly dueOn: string;
  /** 本级: what no node covers. */
  readonly ownTarget: bigint;
  readonly nodes: readonly TargetNode[];
}

interface Place {
  readonly parentId: string | null;
  readonly leaf: 'PAIRING' | 'OWN' | 'UNIT' | null;
  readonly pairingId: string | null;
  readonly unitId: string | null;
}

type Draft = Pick<AnnualAgreement, 'id' | 'draftNumber'>;

/**
 * The trees of targets. A node keeps its id for as long as the agreement lives; broken down further, it becomes the rest
 * of an inner node, so that what was counted on it stays on a leaf.
 */
@Injectable()
export class TargetTrees {
  /** Replaces one commitment's targets in the current draft. */
  async set(tx: Tx, agreement: Draft, commitment: Commitment): Promise<void> {
    const rootPlace = { parentId: null, leaf: null, pairingId: null, unitId: null };
    const root = await this.find(tx, agreement, commitment, rootPlace);
    const rootId = root?.id ?? (await this.add(tx, agreement, commitment, rootPlace));
    await tx.query(
      `DELETE FROM commitment_targets target USING commitments leaf
       WHERE leaf.id = target.commitment_id AND leaf.indicator = $3 AND target.agreement_id = $1 AND target.draft_number = $2`,
      [agreement.id, agreement.draftNumber, commitment.indicator],
    );
    const own = { parentId: rootId, leaf: 'OWN', pairingId: null, unitId: null } as const;
    const ownLeaf = await this.find(tx, agreement, commitment, own);
    const ownId = ownLeaf?.id ?? (await this.add(tx, agreement, commitment, own));
    await this.target(tx, agreement, ownId, commitment.ownTarget, commitment.dueOn);
    await this.setNodes(tx, agreement, commitment, commitment.nodes, rootId);
  }

  /** In a draft that began with the one before: another target of the agreement's own leaf, all others as they were. */
  async setOwn(tx: Tx, agreement: Draft, commitment: Omit<Commitment, 'nodes'>): Promise<void> {
    await tx.query(
      `UPDATE commitment_targets target SET target = $4, due_on = $5 FROM commitments leaf
       WHERE leaf.id = target.commitment_id AND leaf.leaf = 'OWN' AND leaf.indicator = $3
         AND target.agreement_id = $1 AND target.draft_number = $2`,
      [agreement.id, agreement.draftNumber, commitment.indicator, commitment.ownTarget, commitment.dueOn],
    );
  }

  /** One more leaf without a target: what another relation brings is counted here. */
  async note(
    tx: Tx,
    agreement: Draft,
    {
      pairingId,
      dueOn,
      ...commitment
    }: Pick<Commitment, 'indicator' | 'unit' | 'dueOn'> & { pairingId: string },
  ): Promise<void> {
    const node = { pairingId, unitId: null, target: 0n, path: [], parts: [] };
    const rootPlace = { parentId: null, leaf: null, pairingId: null, unitId: null };
    const root = await this.find(tx, agreement, commitment, rootPlace);
    const leaf = { ...rootPlace, parentId: root?.id ?? '', leaf: 'PAIRING', pairingId } as const;
    if (await this.find(tx, agreement, commitment, leaf)) return;
    await this.setNodes(
      tx,
      agreement,
      { ...commitment, dueOn, ownTarget: 0n, nodes: [] },
      [node],
      leaf.parentId,
    );
  }

  private async setNodes(
    tx: Tx,
    agreement: Draft,
    commitment: Commitment,
    nodes: readonly TargetNode[],
    above: string,
  ): Promise<void> {
    for (const node of nodes) {
      const { pairingId, unitId } = node;
      const inner = await this.inner(tx, agreement, commitment, node, above);
      const leaf = {
        parentId: inner ?? above,
        leaf: unitId ? 'UNIT' : 'PAIRING',
        pairingId,
        unitId,
      } as const;
      const known = await this.find(tx, agreement, commitment, leaf);
      const id = known?.id ?? (await this.add(tx, agreement, commitment, leaf));
      if (known && known.parentId !== leaf.parentId) {
        if (known.parentId !== above) refuse(agreementRefusals.TARGET_NODE_ELSEWHERE(node.path));
        await tx.query('UPDATE commitments SET parent_id = $2 WHERE id = $1', [id, leaf.parentId]);
      }
      await this.target(tx, agreement, id, node.target, commitment.dueOn);
      if (inner) await this.setNodes(tx, agreement, commitment, node.parts, inner);
    }
  }

  /** The inner node of what has parts, now or in an earlier draft. */
  private async inner(
    tx: Tx,
    agreement: Draft,
    commitment: Commitment,
    { pairingId, unitId, parts, path }: TargetNode,
    above: string,
  ): Promise<string | null> {
    const place = { parentId: above, leaf: null, pairingId, unitId };
    const known = await this.find(tx, agreement, commitment, place);
    if (known && known.parentId !== above) refuse(agreementRefusals.TARGET_NODE_ELSEWHERE(path));
    if (known) return known.id;
    return parts.length > 0 ? this.add(tx, agreement, commitment, place) : null;
  }

  private async target(tx: Tx, agreement: Draft, id: string, target: bigint, dueOn: string): Promise<void> {
    await tx.query(
      `INSERT INTO commitment_targets (agreement_id, draft_number, commitment_id, target, due_on) VALUES ($1, $2, $3, $4, $5)`,
      [agreement.id, agreement.draftNumber, id, target, dueOn],
    );
  }

  private async find(
    tx: Tx,
    agreement: Draft,
    { indicator }: Pick<Commitment, 'indicator'>,
    place: Place,
  ): Promise<{ id: string; parentId: string | null } | null> {
    const [known] = await tx.query<{ id: string; parentId: string | null }>(
      `SELECT id, parent_id AS "parentId" FROM commitments WHERE agreement_id = $1 AND indicator = $2
         AND leaf IS NOT DISTINCT FROM $3 AND pairing_id IS NOT DISTINCT FROM $4 AND unit_id IS NOT DISTINCT FROM $5
         AND (parent_id IS NULL) = $6`,
      [agreement.id, indicator, place.leaf, place.pairingId, place.unitId, place.parentId === null],
    );
    return known ?? null;
  }

  private async add(
    tx: Tx,
    agreement: Draft,
    { indicator, unit }: Commitment,
    place: Place,
  ): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO commitments (id, agreement_id, parent_id, indicator, unit, leaf, pairing_id, unit_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, agreement.id, place.parentId, indicator, unit, place.leaf, place.pairingId, place.unitId],
    );
    return id;
  }
}
