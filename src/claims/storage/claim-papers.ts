import { Injectable } from '@nestjs/common';
import { canonicalJson, sha256Of, type Reader } from '../../platform/index';
import type { EvidenceKind } from '../domain/evidence-kinds';

export interface ClaimPaper {
  /** Of everything a verifier vouches for; changes with every word, paper and twin. */
  readonly sha256: string;
  readonly evidenceKinds: ReadonlySet<EvidenceKind>;
  readonly hasTwins: boolean;
}

interface Row {
  id: string;
  content: object;
  kinds: EvidenceKind[] | null;
  twins: number;
}

/** Whole numbers as text: JSON numbers are floats. */
const CONTENT = `
  SELECT c.id, jsonb_build_object('document', 'CLAIM', 'id', c.id, 'number', c.number, 'revision', c.revision::text,
      'buyer', c.buyer_id, 'unit', c.unit_id, 'supplier', c.supplier_id, 'invoiceNo', c.invoice_no,
      'invoiceFen', c.invoice_fen::text, 'purchasedOn', c.purchased_on, 'channel', c.channel_note,
      'lines', (SELECT jsonb_agg(jsonb_build_object('lot', l.lot_id, 'quantityBase', l.quantity_base::text, 'goodsFen', l.goods_fen::text,
          'county', l.county_code, 'category', l.category_code, 'relations', l.relation_choices) ORDER BY l.position)
        FROM claim_lines l WHERE l.claim_id = c.id AND l.revision = c.revision),
      'evidence', (SELECT jsonb_agg(jsonb_build_object('kind', e.kind, 'sha256', e.sha256) ORDER BY e.kind, e.sha256)
        FROM claim_evidence e WHERE e.claim_id = c.id),
      'twins', (SELECT jsonb_agg(t.twin_id ORDER BY t.twin_id) FROM claim_twins t
        WHERE t.claim_id = c.id AND t.revision = c.revision)) AS content,
    (SELECT array_agg(DISTINCT e.kind) FROM claim_evidence e WHERE e.claim_id = c.id) AS kinds,
    (SELECT count(*)::int FROM claim_twins t WHERE t.claim_id = c.id AND t.revision = c.revision) AS twins
  FROM claims c WHERE c.id = ANY($1::uuid[])`;

/** The text of a claim as it is verified, by its hash. */
@Injectable()
export class ClaimPapers {
  async of(reader: Reader, claimIds: readonly string[]): Promise<Map<string, ClaimPaper>> {
    const rows = await reader.query<Row>(CONTENT, [claimIds]);
    return new Map(
      rows.map(({ id, content, kinds, twins }) => [
        id,
        {
          sha256: sha256Of(Buffer.from(canonicalJson(content))),
          evidenceKinds: new Set(kinds ?? []),
          hasTwins: twins > 0,
        },
      ]),
    );
  }
}
