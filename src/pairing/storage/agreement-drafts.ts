import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { AuditChain, canonicalJson, businessDateOf, sha256Of, type Tx } from '../../platform/index';
import { Regions } from '../../regions/index';
import { inFixedOrder, type AgreementTerms } from '../domain/agreement-document';
import { agreementStates } from '../domain/agreement.states';
import { agreementRefusals } from '../domain/pairing.refusals';
import { AgreementWork } from './agreement-work';
import { AgreementsRepository } from './agreements.repository';
import { AnnualAgreement } from './annual-agreement.entity';

/** The drafts of an agreement: opened again by any change, frozen into the document both sides sign. */
@Injectable()
export class AgreementDrafts {
  constructor(
    private readonly agreements: AgreementsRepository,
    private readonly chain: AuditChain,
    private readonly regions: Regions,
    private readonly organizations: Organizations,
    private readonly work: AgreementWork,
  ) {}

  /** Back to the draft. A frozen one stays as it was, void with its signatures; work goes on in the next number. */
  async reopen(tx: Tx, agreement: AnnualAgreement): Promise<AnnualAgreement> {
    const verb = agreement.inForceDraft === null ? 'change' : 'changeAmendment';
    const state = agreementStates.next(agreement.state, verb);
    if (state === agreement.state) return tx.change(AnnualAgreement, agreement, {});
    await this.work.voided(tx, agreement);
    return this.nextDraft(tx, agreement, state);
  }

  async nextDraft(
    tx: Tx,
    agreement: AnnualAgreement,
    state: AnnualAgreement['state'],
  ): Promise<AnnualAgreement> {
    const draftNumber = agreement.draftNumber + 1;
    await this.agreements.copyDraft(tx, agreement.id, agreement.draftNumber, draftNumber);
    await this.work.toPrepare(tx, agreement);
    return tx.change(AnnualAgreement, agreement, { state, draftNumber });
  }

  /** Freezes the draft's terms with the audit chain's head of this moment. */
  async freeze(tx: Tx, agreement: AnnualAgreement): Promise<{ sha256: string }> {
    const terms = await this.agreements.termsOf(tx, agreement.id, agreement.draftNumber);
    if (terms.length === 0) refuse(agreementRefusals.NO_COMMITMENTS());
    const auditHead = await this.chain.head(tx);
    const document: AgreementTerms = {
      document: '年度协作协议',
      agreementId: agreement.id,
      kind: agreement.kind,
      year: agreement.year,
      draftNumber: agreement.draftNumber,
      east: await this.party(tx, agreement.eastRegionCode, agreement.helperOrganizationId),
      west: await this.party(tx, agreement.westRegionCode, agreement.counterOrganizationId),
      commitments: inFixedOrder(terms),
      auditHead,
    };
    const content = canonicalJson(document);
    const sha256 = sha256Of(Buffer.from(content));
    await tx.query(
      `INSERT INTO agreement_documents (agreement_id, draft_number, content, sha256, audit_head, frozen_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [agreement.id, agreement.draftNumber, content, sha256, auditHead, tx.at],
    );
    return { sha256 };
  }

  private async party(tx: Tx, code: string, organizationId: string | null) {
    const organization = organizationId && (await this.organizations.find(tx, organizationId));
    if (organization) return { code, name: organization.name, organizationId };
    return { code, name: (await this.regions.place(code, businessDateOf(tx.at), tx))?.name ?? code };
  }
}
