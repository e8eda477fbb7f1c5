import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
import { Events, type Tx } from '../../platform/index';
import { preparedAlone } from '../domain/agreement-document';
import { agreementStates } from '../domain/agreement.states';
import { agreementRefusals } from '../domain/pairing.refusals';
import type { Side } from '../domain/pairing.states';
import { AGREEMENT_ACTIVATED } from '../domain/pairing.events';
import { AgreementWork } from './agreement-work';
import { AgreementsRepository } from './agreements.repository';
import { AnnualAgreement } from './annual-agreement.entity';

export interface NewSignature {
  readonly id: string;
  readonly side: Side;
  readonly organizationId: string;
  readonly memberId: string;
  /** What the signer has read. */
  readonly sha256: string;
}

/** Signatures bind person, organization, side, agreement, draft and hash. */
@Injectable()
export class AgreementSignatures {
  constructor(
    private readonly agreements: AgreementsRepository,
    private readonly work: AgreementWork,
    private readonly events: Events,
    private readonly persons: SamePerson,
  ) {}

  async add(tx: Tx, agreement: AnnualAgreement, signature: NewSignature): Promise<AnnualAgreement> {
    const verb = agreement.state === 'SIGNED_ONE' ? 'signSecond' : 'signFirst';
    const state = agreementStates.next(agreement.state, verb);
    await this.requireSound(tx, agreement, signature);
    await tx.query(
      `INSERT INTO agreement_signatures (id, agreement_id, draft_number, side, organization_id, member_id, sha256, signed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        signature.id,
        agreement.id,
        agreement.draftNumber,
        signature.side,
        signature.organizationId,
        signature.memberId,
        signature.sha256,
        tx.at,
      ],
    );
    await this.work.signedBy(tx, agreement, signature.organizationId);
    if (state !== 'ACTIVE') return tx.change(AnnualAgreement, agreement, { state });
    return this.putInForce(tx, agreement);
  }

  /** The draft both sides signed is in force from now on; what waited for it is counted. */
  async putInForce(tx: Tx, agreement: AnnualAgreement): Promise<AnnualAgreement> {
    const inForce = { state: 'ACTIVE' as const, inForceDraft: agreement.draftNumber, inForceSince: tx.at };
    const active = await tx.change(AnnualAgreement, agreement, inForce);
    await this.work.inForce(tx, active);
    await this.events.publish(tx, {
      stream: `agreement:${agreement.id}`,
      kind: AGREEMENT_ACTIVATED,
      payload: { agreementId: agreement.id, draftNumber: agreement.draftNumber },
    });
    return active;
  }

  private async requireSound(tx: Tx, agreement: AnnualAgreement, signature: NewSignature): Promise<void> {
    const [document] = await tx.query<{ sha256: string }>(
      'SELECT sha256 FROM agreement_documents WHERE agreement_id = $1 AND draft_number = $2',
      [agreement.id, agreement.draftNumber],
    );
    if (document?.sha256 !== signature.sha256) refuse(agreementRefusals.DOCUMENT_CHANGED(['sha256']));
    const given = await tx.query<{ side: Side; organization: string; member: string }>(
      `SELECT side, organization_id AS organization, member_id AS member FROM agreement_signatures WHERE agreement_id = $1 AND draft_number = $2`,
      [agreement.id, agreement.draftNumber],
    );
    if (given.some(({ side }) => side === signature.side)) refuse(agreementRefusals.SIDE_ALREADY_SIGNED());
    if (given.some(({ organization }) => organization === signature.organizationId))
      refuse(agreementRefusals.SAME_ORGANIZATION_SIGNS());
    const accounts = await this.persons.accountsOf(tx, signature.memberId);
    if (given.some(({ member }) => accounts.includes(member))) refuse(agreementRefusals.SAME_PERSON_SIGNS());
    if (preparedAlone(await this.agreements.preparersOf(tx, agreement), accounts))
      refuse(agreementRefusals.SIGNER_PREPARED_ALONE());
  }
}
