import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { ClaimReversalReason, EvidenceKind } from '../domain/evidence-kinds';
import type { Claim, ClaimLine } from './claim.entity';
import type { ClaimSide } from './claim-offices';

export type ClaimRow = Omit<Claim, 'submittedBy' | 'unitRegionCode'>;

const COLUMNS = `c.id, c.version, c.number, c.revision, c.buyer_id AS "buyerId", c.unit_id AS "unitId", c.supplier_id AS "supplierId",
  c.invoice_no AS "invoiceNo", c.invoice_fen AS "invoiceFen", c.purchased_on AS "purchasedOn", c.channel_note AS "channelNote",
  c.import_id AS "importId", c.state, c.submitted_at AS "submittedAt", c.decided_at AS "decidedAt", c.decision_note AS "decisionNote"`;
/** Claimant and supplier see their own, offices what is paid or grown in their region. */
const FROM = `FROM claims c WHERE ($1::boolean OR c.buyer_id = ANY($2::uuid[]) OR c.unit_id = ANY($2::uuid[]) OR c.supplier_id = $3::uuid
  OR c.unit_region_code LIKE $4::text
  OR EXISTS (SELECT FROM claim_lines l WHERE l.claim_id = c.id AND l.revision = c.revision AND l.county_code LIKE $4::text))`;
const WANTED = `${FROM} AND ($5::text[] IS NULL OR c.state = ANY($5))`;

export interface LineRow extends Omit<ClaimLine, 'supplierId' | 'invoiceNo' | 'live'> {
  readonly claimId: string;
}
export interface EvidenceRow {
  readonly claimId: string;
  readonly fileId: string;
  readonly kind: EvidenceKind;
  readonly sha256: string;
  readonly attachedAt: Date;
}
export interface CheckRow {
  readonly claimId: string;
  readonly side: ClaimSide;
  readonly organizationId: string;
  readonly sha256: string;
  readonly twinNote: string | null;
  readonly checkedAt: Date;
}
export interface TwinRow {
  readonly claimId: string;
  readonly kind: 'ORDER' | 'CLAIM';
  readonly number: string;
}
export interface ReversalRow {
  readonly claimId: string;
  readonly lineId: string;
  readonly fen: bigint;
  readonly reason: ClaimReversalReason;
  readonly note: string | null;
  readonly reversedAt: Date;
}

const CURRENT = 'JOIN claims c ON c.id = x.claim_id AND c.revision = x.revision';
const PARTS = {
  lines: `SELECT x.id, x.claim_id AS "claimId", x.revision, x.position, x.lot_id AS "lotId", x.product_id AS "productId",
      x.product_name AS "productName", x.certificate_no AS "certificateNo", x.display_unit AS "displayUnit",
      x.quantity_base AS "quantityBase", x.goods_fen AS "goodsFen", x.county_code AS "countyCode", x.category_code AS "categoryCode",
      x.relation_choices AS "relationChoices", x.reversed_fen AS "reversedFen"
    FROM claim_lines x ${CURRENT} WHERE x.claim_id = ANY($1::uuid[]) ORDER BY x.position`,
  evidence: `SELECT claim_id AS "claimId", file_id AS "fileId", kind, sha256, attached_at AS "attachedAt"
    FROM claim_evidence WHERE claim_id = ANY($1::uuid[]) ORDER BY attached_at, file_id`,
  checks: `SELECT claim_id AS "claimId", side, organization_id AS "organizationId", sha256, twin_note AS "twinNote", checked_at AS "checkedAt"
    FROM claim_checks WHERE claim_id = ANY($1::uuid[]) ORDER BY checked_at, side`,
  twins: `SELECT x.claim_id AS "claimId", x.kind, x.number FROM claim_twins x ${CURRENT}
    WHERE x.claim_id = ANY($1::uuid[]) ORDER BY x.number`,
  reversals: `SELECT l.claim_id AS "claimId", l.id AS "lineId", r.fen, r.reason, r.note, r.reversed_at AS "reversedAt"
    FROM claim_reversals r JOIN claim_lines l ON l.id = r.claim_line_id WHERE l.claim_id = ANY($1::uuid[]) ORDER BY r.reversed_at, r.id`,
} as const;

/** Reads claims as a caller may see them. */
@Injectable()
export class ClaimReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<ClaimRow | null> {
    return this.database.one<ClaimRow>(`SELECT ${COLUMNS} ${FROM} AND c.id = $5`, [
      ...(await this.scopeOf(actor)),
      id,
    ]);
  }

  async manyVisibleTo(actor: Actor, ids: readonly string[]): Promise<ClaimRow[]> {
    return this.database.query<ClaimRow>(
      `SELECT ${COLUMNS} ${FROM} AND c.id = ANY($5::uuid[]) ORDER BY c.number`,
      [...(await this.scopeOf(actor)), ids],
    );
  }

  /** Newest first. */
  async page(
    actor: Actor,
    states: readonly string[] | null,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<ClaimRow[]> {
    return this.database.query<ClaimRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($6::timestamptz IS NULL OR (c.submitted_at, c.id) < ($6::timestamptz, $7::uuid))
        ORDER BY c.submitted_at DESC, c.id DESC LIMIT $8`,
      [...(await this.scopeOf(actor)), states, at, id, limit],
    );
  }

  async count(actor: Actor, states: readonly string[] | null): Promise<number> {
    return counted(this.database, WANTED, [...(await this.scopeOf(actor)), states]);
  }

  /** Of claims the caller sees already. */
  parts<Row>(part: keyof typeof PARTS, claimIds: readonly string[]): Promise<Row[]> {
    return this.database.query<Row>(PARTS[part], [claimIds]);
  }

  private async scopeOf(actor: Actor): Promise<[boolean, string[], string | null, string | null]> {
    const buys = hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER');
    const office = hasRole(actor, 'VERIFIER', 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV') && actor.regionCode;
    return [
      hasRole(actor, 'PLATFORM_OPS', 'AUDITOR'),
      buys ? await this.organizations.unitsUnder(this.database, actor.organizationId) : [],
      hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
      office ? `${sharedDigits(office)}%` : null,
    ];
  }
}
