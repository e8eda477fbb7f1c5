import { Injectable } from '@nestjs/common';
import { Database, counted, type Actor } from '../../platform/index';
import type { MismatchOwner, MismatchReason } from '../domain/mismatch';
import { MATCH_COLUMNS, type LineMatch } from './invoice-matches';
import { InvoiceReader, sightParameters } from './invoice-reader';
import { matchesOf } from './line-matches';

/** A settled order line that disagrees with its invoices, or has none where the rule asks for one. */
export interface MismatchRow extends LineMatch {
  readonly orderNumber: string;
  readonly buyerId: string;
  readonly unitId: string;
  readonly supplierId: string;
  readonly productName: string;
  readonly displayUnit: string;
}

export interface MismatchFilter {
  readonly reason: MismatchReason | null;
  readonly owner: MismatchOwner | null;
}

export interface MismatchPage {
  readonly day: string | null;
  readonly id: string | null;
  readonly limit: number;
}

/** SQL: in the caller's sight, $1 to $4. */
const SEEN = `($1::boolean OR o.buyer_id = ANY($2::uuid[]) OR o.unit_id = ANY($2::uuid[]) OR o.supplier_id = $3::uuid
  OR l.origin_county_code LIKE $4::text OR EXISTS (SELECT FROM organizations u WHERE u.id = o.unit_id AND u.region_code LIKE $4::text))`;

/** Lines with an invoice, and lines settled since any rule asks for one. */
const LINES = `
  SELECT l.id AS order_line_id FROM order_lines l JOIN orders o ON o.id = l.order_id
  WHERE ${SEEN} AND EXISTS (SELECT FROM invoice_lines i WHERE i.order_line_id = l.id)
  UNION
  SELECT l.id FROM settlements t JOIN orders o ON o.id = t.order_id JOIN order_lines l ON l.order_id = o.id
  WHERE t.settled_on >= (SELECT min(valid_from) FROM rule_facts WHERE key = 'INVOICE_REQUIRED_TO_COUNT' AND value = '1') AND ${SEEN}`;

const FROM = `FROM (${matchesOf(LINES)}) m JOIN order_lines l ON l.id = m.order_line_id JOIN orders o ON o.id = m.order_id
  WHERE cardinality(m.reasons) > 0 AND ($5::text IS NULL OR $5 = ANY(m.reasons)) AND ($6::text IS NULL OR m.owner = $6)`;

/** 三单不符清单: newest settlement first. */
@Injectable()
export class MismatchReader {
  constructor(
    private readonly database: Database,
    private readonly invoices: InvoiceReader,
  ) {}

  async page(actor: Actor, filter: MismatchFilter, { day, id, limit }: MismatchPage): Promise<MismatchRow[]> {
    return this.database.query<MismatchRow>(
      `SELECT ${MATCH_COLUMNS}, o.number AS "orderNumber", o.buyer_id AS "buyerId", o.unit_id AS "unitId", o.supplier_id AS "supplierId",
         l.product_name AS "productName", l.display_unit AS "displayUnit" ${FROM}
         AND ($7::date IS NULL OR (m.settled_on, m.order_line_id) < ($7::date, $8::uuid))
       ORDER BY m.settled_on DESC, m.order_line_id DESC LIMIT $9`,
      [...(await this.parameters(actor, filter)), day, id, limit],
    );
  }

  async count(actor: Actor, filter: MismatchFilter): Promise<number> {
    return counted(this.database, FROM, await this.parameters(actor, filter));
  }

  private async parameters(actor: Actor, { reason, owner }: MismatchFilter): Promise<unknown[]> {
    return [...sightParameters(await this.invoices.sightOf(actor)), reason, owner];
  }
}
