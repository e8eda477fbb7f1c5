import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { AuditChain, businessDateOf, type Tx } from '../../platform/index';
import type { PairingKind } from '../domain/pairing-level';
import { agreementRefusals } from '../domain/pairing.refusals';
import type { Side } from '../domain/pairing.states';
import { AgreementSignatures } from './agreement-signatures';
import { AgreementsRepository } from './agreements.repository';
import { AnnualAgreement } from './annual-agreement.entity';
import { Pairing } from './pairing.entity';
import { CONSUMPTION_INDICATOR } from './pairings';
import { TargetTrees } from './target-trees';

/** Every county of the country may stand on a list: no region of the second side is smaller. */
const WHOLE_COUNTRY = '000000';

/** What two sides signed outside of pairing, as it becomes a relation's yearly paper. */
export interface FiledPaper {
  readonly content: string;
  readonly sha256: string;
  readonly signatures: readonly {
    readonly side: Side;
    readonly organizationId: string;
    readonly memberId: string;
    readonly at: Date;
  }[];
}

/** An organization's promise for one year toward the counties of a list. */
export interface FiledRelation {
  readonly kind: PairingKind;
  readonly helper: { readonly id: string; readonly regionCode: string };
  readonly list: string;
  readonly counterOrganizationId: string;
  readonly year: number;
  readonly sourceDocument: string;
  readonly paper: FiledPaper;
}

/** Relations that follow from a filing: related for the year, the paper in force, its target set, in one transaction. */
@Injectable()
export class RelationFilings {
  constructor(
    private readonly agreements: AgreementsRepository,
    private readonly signatures: AgreementSignatures,
    private readonly trees: TargetTrees,
    private readonly chain: AuditChain,
  ) {}

  /** Files it, or files it anew with another target. Answers the yearly paper. */
  async file(tx: Tx, filed: FiledRelation, targetFen: bigint): Promise<string> {
    const pairing = await this.relation(tx, filed);
    const agreement = await this.paperOf(tx, pairing, filed.year);
    const open = await this.nextDraft(tx, agreement);
    const dueOn = `${filed.year}-12-31`;
    if (open.draftNumber === 1)
      await this.trees.set(tx, open, { ...CONSUMPTION, dueOn, ownTarget: targetFen, nodes: [] });
    else {
      await this.requireNotLowered(tx, agreement, { dueOn, targetFen });
      await this.trees.setOwn(tx, open, { ...CONSUMPTION, dueOn, ownTarget: targetFen });
    }
    await this.putInForce(tx, open, filed.paper);
    return open.id;
  }

  /** As every amendment: signed too late, it lowers nothing. */
  private async requireNotLowered(
    tx: Tx,
    { id, inForceDraft }: AnnualAgreement,
    { dueOn, targetFen }: { dueOn: string; targetFen: bigint },
  ): Promise<void> {
    if (businessDateOf(tx.at) <= dueOn) return;
    const leaves = await this.agreements.leavesOf(tx, id, inForceDraft, CONSUMPTION_INDICATOR);
    const own = leaves.find(({ pairingId, unitId }) => pairingId === null && unitId === null);
    if (own && targetFen < own.target) refuse(agreementRefusals.COMMITMENT_LOWERED_AFTER_DUE());
  }

  /** Related, with no paper of its own: what it buys counts on a leaf without a target in the paper of who stands for it. */
  async note(tx: Tx, filed: FiledRelation, agreementId: string): Promise<string> {
    const pairing = await this.relation(tx, filed);
    const agreement = await tx.manager.findOneOrFail(AnnualAgreement, {
      where: { id: agreementId },
      lock: { mode: 'pessimistic_write' },
    });
    const open = await this.nextDraft(tx, agreement);
    await this.trees.note(tx, open, { ...CONSUMPTION, dueOn: `${filed.year}-12-31`, pairingId: pairing.id });
    await this.putInForce(tx, open, filed.paper);
    return open.id;
  }

  private async relation(tx: Tx, filed: FiledRelation): Promise<Pairing> {
    const [validFrom, validTo] = [`${filed.year}-01-01`, `${filed.year}-12-31`];
    const known = await tx.manager.findOneBy(Pairing, {
      kind: filed.kind,
      helperOrganizationId: filed.helper.id,
      helpedList: filed.list,
      validFrom,
    });
    if (known) return known;
    const pairing: Pairing = {
      id: randomUUID(),
      kind: filed.kind,
      level: 'ORGANIZATION',
      eastRegionCode: filed.helper.regionCode,
      westRegionCode: WHOLE_COUNTRY,
      helperOrganizationId: filed.helper.id,
      helpedOrganizationId: null,
      helpedList: filed.list,
      counterOrganizationId: filed.counterOrganizationId,
      validFrom,
      validTo,
      state: 'ACTIVE',
      exclusive: false,
      sourceDocument: filed.sourceDocument,
      verified: true,
      note: null,
      proposedBy: null,
      endingOn: null,
      endingAskedSide: null,
      endingAskedBy: null,
      confirmedEastBy: null,
      version: 1,
    };
    await tx.add(Pairing, pairing);
    return pairing;
  }

  private async paperOf(tx: Tx, pairing: Pairing, year: number): Promise<AnnualAgreement> {
    const known = await tx.manager.findOne(AnnualAgreement, {
      where: { pairingId: pairing.id, year },
      lock: { mode: 'pessimistic_write' },
    });
    if (known) return known;
    const agreement: AnnualAgreement = {
      id: randomUUID(),
      kind: pairing.kind,
      pairingId: pairing.id,
      year,
      eastRegionCode: pairing.eastRegionCode,
      westRegionCode: pairing.westRegionCode,
      helperOrganizationId: pairing.helperOrganizationId,
      helpedOrganizationId: null,
      helpedList: pairing.helpedList,
      counterOrganizationId: pairing.counterOrganizationId,
      state: 'DRAFT',
      draftNumber: 1,
      inForceDraft: null,
      inForceSince: null,
      createdAt: tx.at,
      version: 1,
    };
    await tx.add(AnnualAgreement, agreement);
    return agreement;
  }

  private async nextDraft(tx: Tx, agreement: AnnualAgreement): Promise<AnnualAgreement> {
    if (agreement.inForceDraft === null) return agreement;
    const draftNumber = agreement.draftNumber + 1;
    await this.agreements.copyDraft(tx, agreement.id, agreement.inForceDraft, draftNumber);
    return tx.change(AnnualAgreement, agreement, { draftNumber });
  }

  private async putInForce(tx: Tx, agreement: AnnualAgreement, paper: FiledPaper): Promise<void> {
    await tx.query(
      `INSERT INTO agreement_documents (agreement_id, draft_number, content, sha256, audit_head, frozen_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [agreement.id, agreement.draftNumber, paper.content, paper.sha256, await this.chain.head(tx), tx.at],
    );
    for (const { side, organizationId, memberId, at } of paper.signatures)
      await tx.query(
        `INSERT INTO agreement_signatures (id, agreement_id, draft_number, side, organization_id, member_id, sha256, signed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [randomUUID(), agreement.id, agreement.draftNumber, side, organizationId, memberId, paper.sha256, at],
      );
    await this.signatures.putInForce(tx, agreement);
  }
}

const CONSUMPTION = { indicator: CONSUMPTION_INDICATOR, unit: 'YUAN' } as const;
