import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { enforce, refuse } from '../../../libs/workflow/src/index';
import { Organizations, isSamePerson } from '../../organizations/index';
import { AuditChain, businessDateOf, sha256Of, type Actor, type Tx } from '../../platform/index';
import { fullNameOf, Regions } from '../../regions/index';
import type { FrameworkSide } from '../domain/framework.states';
import type { FrameworkParty } from '../domain/framework-text';
import { paperRefusals } from '../domain/framework.refusals';
import { paperRules } from '../domain/signing.rules';
import type { FrameworkAgreement } from './framework-agreement.entity';
import { FrameworkDocument, FrameworkSignature } from './framework-paper.entity';

/** What every paper of a framework says beside its own matter. */
export interface PaperFrame {
  readonly number: string;
  readonly paperNumber: number;
  readonly buyer: FrameworkParty;
  readonly supplier: FrameworkParty;
  readonly drawnUpOn: string;
  readonly auditHead: string;
}

export interface Reading {
  readonly documentId: string;
  readonly sha256: string;
}

/** Freezes the papers of a framework and keeps the signatures on them; the framework is locked. */
@Injectable()
export class FrameworkPapers {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
    private readonly chain: AuditChain,
  ) {}

  async nextNumber(tx: Tx, frameworkId: string): Promise<number> {
    const [last] = await tx.query<{ number: number | null }>(
      'SELECT max(number) AS number FROM framework_documents WHERE framework_id = $1',
      [frameworkId],
    );
    return (last?.number ?? 0) + 1;
  }

  async freeze(
    tx: Tx,
    framework: FrameworkAgreement,
    paper: { paperNumber: number; revisionId: string | null; preparedBy: string },
    textOf: (frame: PaperFrame) => string,
  ): Promise<FrameworkDocument> {
    const { paperNumber, revisionId, preparedBy } = paper;
    const auditHead = await this.chain.head(tx);
    const on = businessDateOf(tx.at);
    const text = textOf({
      number: framework.number,
      paperNumber,
      buyer: await this.party(tx, framework.buyerId, on),
      supplier: await this.party(tx, framework.supplierId, on),
      drawnUpOn: on,
      auditHead,
    });
    const document: FrameworkDocument = {
      id: randomUUID(),
      frameworkId: framework.id,
      number: paperNumber,
      revisionId,
      text,
      sha256: sha256Of(text),
      auditHead,
      preparedBy,
      createdAt: tx.at,
    };
    await tx.add(FrameworkDocument, document);
    return document;
  }

  /** The agreement's paper, or a revision's. */
  find(tx: Tx, paper: { frameworkId: string; number: number } | { revisionId: string }) {
    return tx.manager.findOneOrFail(FrameworkDocument, { where: paper });
  }

  /** Refuses DOCUMENT_CHANGED, SIDE_ALREADY_SIGNED or SIGNER_PREPARED_ALONE. */
  async sign(
    tx: Tx,
    actor: Actor,
    paper: FrameworkDocument,
    side: FrameworkSide,
    read: Reading,
  ): Promise<void> {
    const given = await tx.query<{ side: FrameworkSide; member: string }>(
      'SELECT side, member_id AS member FROM framework_signatures WHERE document_id = $1 AND voided_at IS NULL',
      [paper.id],
    );
    enforce(paperRules, {
      side,
      prepared: await isSamePerson(tx, actor.memberId, [paper.preparedBy]),
      paper,
      read: { id: read.documentId, sha256: read.sha256 },
      signedSides: given.map((one) => one.side),
    });
    const others = given.map(({ member }) => member);
    if (await isSamePerson(tx, actor.memberId, others))
      refuse(paperRefusals.SAME_PERSON_SIGNS(['documentId']));
    await tx.add(FrameworkSignature, {
      id: randomUUID(),
      frameworkId: paper.frameworkId,
      documentId: paper.id,
      documentNumber: paper.number,
      documentSha256: paper.sha256,
      preparedBy: paper.preparedBy,
      side,
      memberId: actor.memberId,
      organizationId: actor.organizationId,
      auditHead: await this.chain.head(tx),
      signedAt: tx.at,
      voidedAt: null,
    });
  }

  /** Any change voids the signatures of both sides. */
  async voidSignatures(tx: Tx, documentId: string): Promise<void> {
    await tx.query(
      'UPDATE framework_signatures SET voided_at = $2 WHERE document_id = $1 AND voided_at IS NULL',
      [documentId, tx.at],
    );
  }

  private async party(tx: Tx, id: string, on: string): Promise<FrameworkParty> {
    const organization = await this.organizations.find(tx, id);
    if (!organization) throw new Error('a framework names an organization that does not exist');
    const { name, uscc, regionCode } = organization;
    const place = await this.regions.place(regionCode, on, tx);
    return { name, uscc, regionName: place ? fullNameOf(place) : regionCode };
  }
}
