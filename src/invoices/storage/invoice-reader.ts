import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { Invoice, InvoiceLine } from './invoice.entity';

export type InvoiceRow = Omit<
  Invoice,
  'capturedBy' | 'decidedBy' | 'unitRegionCode' | 'voidAskedBy' | 'voidedBy' | 'voidedFor'
>;
export type InvoiceLineRow = InvoiceLine & {
  readonly productName: string | null;
  readonly displayUnit: string | null;
};
export interface InvoiceFileRow {
  readonly invoiceId: string;
  readonly fileId: string;
  readonly sha256: string;
}

const COLUMNS = `i.id, i.version, i.kind, i.number, i.original_id AS "originalId", i.seller_id AS "sellerId", i.buyer_id AS "buyerId",
  i.unit_id AS "unitId", i.seller_uscc AS "sellerUscc", i.buyer_uscc AS "buyerUscc", i.titles_match AS "titlesMatch",
  i.issued_on AS "issuedOn", i.fen, i.tax_fen AS "taxFen", i.state, i.captured_for AS "capturedFor", i.captured_at AS "capturedAt",
  i.decided_for AS "decidedFor", i.decided_at AS "decidedAt", i.decision_note AS "decisionNote",
  i.void_asked_for AS "voidAskedFor", i.void_asked_at AS "voidAskedAt", i.void_reason AS "voidReason", i.voided_at AS "voidedAt"`;

/** Whose a thing between a buyer and a supplier is to see: their own, and by offices what is paid or grown in their region. */
export interface Sight {
  readonly all: boolean;
  readonly buyerIds: readonly string[];
  readonly supplierId: string | null;
  /** Pattern of region codes. */
  readonly region: string | null;
}

export const sightParameters = ({ all, buyerIds, supplierId, region }: Sight) => [
  all,
  [...buyerIds],
  supplierId,
  region,
];

const FROM = `FROM invoices i WHERE ($1::boolean OR i.buyer_id = ANY($2::uuid[]) OR i.unit_id = ANY($2::uuid[]) OR i.seller_id = $3::uuid
  OR i.unit_region_code LIKE $4::text
  OR EXISTS (SELECT FROM invoice_lines l JOIN order_lines o ON o.id = l.order_line_id
    WHERE l.invoice_id = i.id AND o.origin_county_code LIKE $4::text))`;
const WANTED = `${FROM} AND ($5::text[] IS NULL OR i.state = ANY($5))`;

export interface InvoicePage {
  readonly at: string | null;
  readonly id: string | null;
  readonly limit: number;
}

/** Reads invoices as a caller may see them: the two sides, the offices of both regions, operations, finance and audit. */
@Injectable()
export class InvoiceReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<InvoiceRow | null> {
    return this.database.one<InvoiceRow>(`SELECT ${COLUMNS} ${FROM} AND i.id = $5`, [
      ...sightParameters(await this.sightOf(actor)),
      id,
    ]);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    states: readonly string[] | null,
    { at, id, limit }: InvoicePage,
  ): Promise<InvoiceRow[]> {
    return this.database.query<InvoiceRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($6::timestamptz IS NULL OR (i.captured_at, i.id) < ($6::timestamptz, $7::uuid))
        ORDER BY i.captured_at DESC, i.id DESC LIMIT $8`,
      [...sightParameters(await this.sightOf(actor)), states, at, id, limit],
    );
  }

  async count(actor: Actor, states: readonly string[] | null): Promise<number> {
    return counted(this.database, WANTED, [...sightParameters(await this.sightOf(actor)), states]);
  }

  /** Of orders the caller sees already, with the order each belongs to. */
  ofOrders(orderIds: readonly string[]): Promise<(InvoiceRow & { readonly orderId: string })[]> {
    return this.database.query(
      `SELECT ${COLUMNS}, o.order_id AS "orderId" FROM (SELECT DISTINCT order_id, invoice_id FROM invoice_lines
         WHERE order_id = ANY($1::uuid[])) o JOIN invoices i ON i.id = o.invoice_id ORDER BY i.captured_at, i.id`,
      [orderIds],
    );
  }

  /** Of invoices the caller sees already. */
  lines(invoiceIds: readonly string[]): Promise<InvoiceLineRow[]> {
    return this.database.query<InvoiceLineRow>(
      `SELECT l.id, l.invoice_id AS "invoiceId", l.position, l.order_id AS "orderId", l.order_line_id AS "orderLineId",
         l.reverses_id AS "reversesId", l.quantity_base AS "quantityBase", l.fen, l.tax_fen AS "taxFen", l.red_base AS "redBase",
         l.red_fen AS "redFen", l.red_tax_fen AS "redTaxFen", o.product_name AS "productName", o.display_unit AS "displayUnit"
       FROM invoice_lines l LEFT JOIN order_lines o ON o.id = l.order_line_id
       WHERE l.invoice_id = ANY($1::uuid[]) ORDER BY l.position`,
      [invoiceIds],
    );
  }

  files(invoiceIds: readonly string[]): Promise<InvoiceFileRow[]> {
    return this.database.query<InvoiceFileRow>(
      `SELECT invoice_id AS "invoiceId", file_id AS "fileId", sha256 FROM invoice_files WHERE invoice_id = ANY($1::uuid[]) ORDER BY file_id`,
      [invoiceIds],
    );
  }

  async sightOf(actor: Actor): Promise<Sight> {
    const buys = hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER');
    const office = hasRole(actor, 'VERIFIER', 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV') && actor.regionCode;
    return {
      all: hasRole(actor, 'PLATFORM_OPS', 'FINANCE', 'AUDITOR'),
      buyerIds: buys ? await this.organizations.unitsUnder(this.database, actor.organizationId) : [],
      supplierId: hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
      region: office ? `${sharedDigits(office)}%` : null,
    };
  }
}
