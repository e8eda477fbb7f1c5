import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/index';
import type { CommitmentUnit } from '../domain/indicators';
import type { AgreementDocument, AgreementSignature } from './agreement.type';

export interface LeafRow {
  commitmentId: string;
  indicator: string;
  unit: CommitmentUnit;
  pairingId: string | null;
  unitId: string | null;
  target: bigint;
  dueOn: string;
}

export interface NodeRow {
  agreementId: string;
  id: string;
  parentId: string | null;
  indicator: string;
  pairingId: string | null;
  unitId: string | null;
  isLeaf: boolean;
}

/** One draft of one agreement. */
export interface DraftKey {
  readonly agreementId: string;
  readonly draftNumber: number;
}

// $1 agreements and $2 their drafts, pair by pair.
const KEYS = 'unnest($1::uuid[], $2::int[]) AS key(agreement_id, draft_number)';
const KEY = 'key.agreement_id AS "agreementId", key.draft_number AS "draftNumber"';

/** The parts of many drafts at once, in the order of the keys. */
@Injectable()
export class AgreementParts {
  constructor(private readonly database: Database) {}

  leaves(keys: readonly DraftKey[]): Promise<LeafRow[][]> {
    return this.byDraft<LeafRow>(
      keys,
      `SELECT ${KEY}, leaf.id AS "commitmentId", leaf.indicator, leaf.unit, leaf.pairing_id AS "pairingId",
         leaf.unit_id AS "unitId", target.target,
         target.due_on AS "dueOn"
       FROM ${KEYS} JOIN commitment_targets target USING (agreement_id, draft_number)
       JOIN commitments leaf ON leaf.id = target.commitment_id ORDER BY leaf.indicator, leaf.pairing_id NULLS FIRST, leaf.unit_id NULLS FIRST`,
    );
  }

  /** Every node of the agreements' trees, drafts beside each other. */
  async nodes(agreementIds: readonly string[]): Promise<NodeRow[][]> {
    const rows = await this.database.query<NodeRow>(
      `SELECT agreement_id AS "agreementId", id, parent_id AS "parentId", indicator, pairing_id AS "pairingId", unit_id AS "unitId",
         leaf IS NOT NULL AS "isLeaf" FROM commitments WHERE agreement_id = ANY($1::uuid[])
       ORDER BY indicator, parent_id NULLS FIRST, pairing_id NULLS FIRST, unit_id NULLS FIRST, leaf NULLS FIRST`,
      [agreementIds],
    );
    return agreementIds.map((id) => rows.filter(({ agreementId }) => agreementId === id));
  }

  async documents(keys: readonly DraftKey[]): Promise<(AgreementDocument | null)[]> {
    const found = await this.byDraft<AgreementDocument>(
      keys,
      `SELECT ${KEY}, content, sha256, audit_head AS "auditHead", frozen_at AS "frozenAt"
       FROM ${KEYS} JOIN agreement_documents USING (agreement_id, draft_number)`,
    );
    return found.map(([document]) => document ?? null);
  }

  signatures(keys: readonly DraftKey[]): Promise<AgreementSignature[][]> {
    return this.byDraft<AgreementSignature>(
      keys,
      `SELECT ${KEY}, side, organization_id AS "organizationId", sha256, signed_at AS "signedAt"
       FROM ${KEYS} JOIN agreement_signatures USING (agreement_id, draft_number) ORDER BY signed_at, side`,
    );
  }

  private async byDraft<Row extends object>(keys: readonly DraftKey[], sql: string): Promise<Row[][]> {
    const rows = await this.database.query<Row & DraftKey>(sql, [
      keys.map(({ agreementId }) => agreementId),
      keys.map(({ draftNumber }) => draftNumber),
    ]);
    const groups = new Map<string, Row[]>(keys.map((key) => [nameOf(key), []]));
    for (const row of rows) groups.get(nameOf(row))?.push(row);
    return keys.map((key) => groups.get(nameOf(key)) ?? []);
  }
}

export const nameOf = ({ agreementId, draftNumber }: DraftKey) => `${agreementId}:${draftNumber}`;
