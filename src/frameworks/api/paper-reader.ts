import { Injectable } from '@nestjs/common';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Database } from '../../platform/index';
import type { FrameworkRow } from '../storage/framework-reader';
import type { FrameworkDocumentType, FrameworkSignatureType } from './framework-agreement.type';
import type { FrameworkRevisionLineType, FrameworkRevisionType } from './framework-revision.type';

type Owned<Row> = Row & { readonly frameworkId: string };
type SignatureRow = FrameworkSignatureType & { readonly documentId: string };
interface RevisionLineRow {
  readonly revisionId: string;
  readonly frameworkLineId: string;
  readonly unitPriceFen: bigint | null;
  readonly priceFrom: string | null;
  readonly capBase: bigint | null;
  readonly unit: string;
}

// Drafts that were changed again are shown to nobody.
const DOCUMENTS = `
  SELECT d.framework_id AS "frameworkId", d.id, d.number, d.revision_id AS "revisionId", d.text, d.sha256,
    d.audit_head AS "auditHead", d.created_at AS "createdAt", '/framework-documents/' || d.id AS "downloadPath"
  FROM framework_documents d JOIN framework_agreements f ON f.id = d.framework_id
  WHERE d.framework_id = ANY($1::uuid[]) AND (d.revision_id IS NOT NULL OR d.number = f.draft_number)
  ORDER BY d.framework_id, d.number`;
const SIGNATURES = `
  SELECT document_id AS "documentId", side, member_id AS "memberId", organization_id AS "organizationId",
    signed_at AS "signedAt", audit_head AS "auditHead"
  FROM framework_signatures WHERE document_id = ANY($1::uuid[]) AND voided_at IS NULL ORDER BY signed_at, side`;
const REVISIONS = `
  SELECT r.framework_id AS "frameworkId", r.id, r.version, r.state, r.side, r.reason, r.created_at AS "createdAt",
    r.in_force_at AS "inForceAt", r.withdrawal_note AS "withdrawalNote"
  FROM framework_revisions r JOIN framework_documents d ON d.revision_id = r.id
  WHERE r.framework_id = ANY($1::uuid[]) ORDER BY r.framework_id, d.number`;
const REVISION_LINES = `
  SELECT r.revision_id AS "revisionId", r.line_id AS "frameworkLineId", r.unit_price_fen AS "unitPriceFen",
    r.price_from AS "priceFrom", r.cap_base AS "capBase", l.unit
  FROM framework_revision_lines r JOIN framework_lines l ON l.id = r.line_id
  WHERE r.revision_id = ANY($1::uuid[]) ORDER BY r.revision_id, l.position`;

/** Reads the papers and revisions of frameworks their reader sees already. */
@Injectable()
export class FrameworkPaperReader {
  constructor(private readonly database: Database) {}

  async documentsOf(frameworks: readonly FrameworkRow[]): Promise<FrameworkDocumentType[][]> {
    const documents = await this.database.query<Owned<Omit<FrameworkDocumentType, 'signatures'>>>(DOCUMENTS, [
      frameworks.map(({ id }) => id),
    ]);
    const signatures = await this.database.query<SignatureRow>(SIGNATURES, [documents.map(({ id }) => id)]);
    return frameworks.map((framework) =>
      documents
        .filter(({ frameworkId }) => frameworkId === framework.id)
        .map((document) => ({
          ...document,
          signatures: signatures.filter(({ documentId }) => documentId === document.id),
        })),
    );
  }

  async revisionsOf(frameworks: readonly FrameworkRow[]): Promise<FrameworkRevisionType[][]> {
    const revisions = await this.database.query<Owned<Omit<FrameworkRevisionType, 'lines'>>>(REVISIONS, [
      frameworks.map(({ id }) => id),
    ]);
    const lines = await this.database.query<RevisionLineRow>(REVISION_LINES, [revisions.map(({ id }) => id)]);
    return frameworks.map((framework) =>
      revisions
        .filter(({ frameworkId }) => frameworkId === framework.id)
        .map((revision) => ({
          ...revision,
          lines: lines.filter(({ revisionId }) => revisionId === revision.id).map(shownLine),
        })),
    );
  }
}

function shownLine(row: RevisionLineRow): FrameworkRevisionLineType {
  const { frameworkLineId, priceFrom, unitPriceFen, capBase } = row;
  return {
    frameworkLineId,
    priceFrom,
    unitPrice: unitPriceFen === null ? null : formatMoney({ fen: unitPriceFen, currency: 'CNY' }),
    cap: capBase === null ? null : formatQuantity(capBase, row.unit),
  };
}
