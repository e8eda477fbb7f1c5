import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Database } from '../../platform/index';
import { INDICATORS, targetText, type CommitmentUnit } from '../domain/indicators';
import { AgreementDocument, AgreementSignature, AnnualAgreementType, Commitment } from './agreement.type';
import { PairingReader } from './pairing-reader';
import { PairingType } from './pairing.type';

interface LeafRow {
  commitmentId: string;
  indicator: string;
  unit: CommitmentUnit;
  pairingId: string | null;
  target: bigint;
  dueOn: string;
}

@Resolver(() => AnnualAgreementType)
export class AgreementFields {
  constructor(
    private readonly database: Database,
    private readonly pairings: PairingReader,
  ) {}

  @ResolveField(() => PairingType)
  pairing(@Parent() agreement: AnnualAgreementType): Promise<PairingType> {
    return this.pairings.one(agreement.pairingId);
  }

  @ResolveField(() => [Commitment], { description: 'As signed by both sides; empty before' })
  async commitments(@Parent() agreement: AnnualAgreementType): Promise<Commitment[]> {
    return agreement.inForceDraft === null ? [] : this.ofDraft(agreement.id, agreement.inForceDraft);
  }

  @ResolveField(() => [Commitment], { description: 'Of the draft being worked on' })
  draftCommitments(@Parent() agreement: AnnualAgreementType): Promise<Commitment[]> {
    return this.ofDraft(agreement.id, agreement.draftNumber);
  }

  @ResolveField(() => AgreementDocument, {
    nullable: true,
    description: 'The frozen text of the current draft',
  })
  document(@Parent() agreement: AnnualAgreementType): Promise<AgreementDocument | null> {
    return this.database.one<AgreementDocument>(
      `SELECT draft_number AS "draftNumber", content, sha256, audit_head AS "auditHead", frozen_at AS "frozenAt"
       FROM agreement_documents WHERE agreement_id = $1 AND draft_number = $2`,
      [agreement.id, agreement.draftNumber],
    );
  }

  @ResolveField(() => [AgreementSignature], { description: 'On the current draft; a change voids them' })
  signatures(@Parent() agreement: AnnualAgreementType): Promise<AgreementSignature[]> {
    return this.database.query<AgreementSignature>(
      `SELECT side, draft_number AS "draftNumber", organization_id AS "organizationId", sha256, signed_at AS "signedAt"
       FROM agreement_signatures WHERE agreement_id = $1 AND draft_number = $2 ORDER BY signed_at, side`,
      [agreement.id, agreement.draftNumber],
    );
  }

  private async ofDraft(agreementId: string, draft: number): Promise<Commitment[]> {
    const rows = await this.database.query<LeafRow>(
      `SELECT leaf.id AS "commitmentId", leaf.indicator, leaf.unit, leaf.pairing_id AS "pairingId", target.target,
         target.due_on AS "dueOn"
       FROM commitment_targets target JOIN commitments leaf ON leaf.id = target.commitment_id
       WHERE target.agreement_id = $1 AND target.draft_number = $2 ORDER BY leaf.indicator, leaf.pairing_id NULLS FIRST`,
      [agreementId, draft],
    );
    const pairings = await this.pairings.many(rows.flatMap((row) => row.pairingId ?? []));
    const indicators = [...new Set(rows.map((row) => row.indicator))];
    return indicators.map((code) =>
      commitmentOf(
        code,
        rows.filter((row) => row.indicator === code),
        pairings,
      ),
    );
  }
}

function commitmentOf(indicator: string, rows: LeafRow[], pairings: Map<string, PairingType>): Commitment {
  const unit = rows[0]?.unit ?? 'YUAN';
  const texts = INDICATORS.get(indicator);
  const total = rows.reduce((sum, row) => sum + row.target, 0n);
  return {
    indicator,
    nameZh: texts?.zh ?? indicator,
    nameEn: texts?.en ?? indicator,
    unit,
    target: targetText(unit, total),
    leaves: rows.map((row) => ({
      commitmentId: row.commitmentId,
      pairing: row.pairingId === null ? null : (pairings.get(row.pairingId) ?? null),
      target: targetText(unit, row.target),
      dueOn: row.dueOn,
    })),
  };
}
