import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/index';

export interface PartyRow {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
}

/** A request as it was published at one moment, or left the market. */
export interface TenderMomentRow {
  readonly at: Date;
  readonly kind: 'SourcingRequestPublished' | 'SourcingRequestClosed';
  readonly sequence: number;
  readonly revision: number | null;
  readonly state: string | null;
}

export interface WantedRow {
  readonly revision: number;
  readonly position: number;
  readonly categoryCode: string;
  readonly leastGrade: string | null;
  readonly unit: string;
  readonly maximumBase: bigint;
  readonly fromOn: string;
  readonly untilOn: string;
}

export interface AwardRow {
  readonly id: string;
  readonly supplierId: string;
  readonly totalFen: bigint;
  readonly awardedAt: Date;
  readonly orderIds: readonly string[];
}

export interface ContractLineRow {
  readonly orderId: string;
  readonly position: number;
  readonly productName: string;
  readonly categoryCode: string;
  readonly displayUnit: string;
  readonly priceUnit: string;
  readonly unitPriceFen: bigint;
  readonly quantityBase: bigint;
}

/** What became of a contract: `ACCEPTED` in a shipment, `SETTLED`, `REFUNDED`, `CANCELLED`. */
export interface ContractMomentRow {
  readonly orderId: string;
  readonly kind: 'ACCEPTED' | 'SETTLED' | 'REFUNDED' | 'CANCELLED';
  readonly id: string;
  readonly at: Date;
  readonly fen: bigint | null;
}

/** What contracting is told from: published requests, accepted awards, contracts and what followed. No quote, no cap. */
@Injectable()
export class ContractingRows {
  constructor(private readonly database: Database) {}

  async parties(ids: readonly string[]): Promise<Map<string, PartyRow>> {
    const rows = await this.database.query<PartyRow>(
      'SELECT id, name, uscc FROM organizations WHERE id = ANY($1::uuid[])',
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  moments(requestId: string): Promise<TenderMomentRow[]> {
    return this.database.query<TenderMomentRow>(
      `SELECT at, kind, sequence, (payload->>'revision')::int AS revision, payload->>'state' AS state
         FROM domain_events WHERE stream = 'sourcing-request:' || $1::text
          AND kind IN ('SourcingRequestPublished', 'SourcingRequestClosed') ORDER BY sequence`,
      [requestId],
    );
  }

  wanted(requestId: string): Promise<WantedRow[]> {
    return this.database.query<WantedRow>(
      `SELECT l.revision, l.position, l.category_code AS "categoryCode", l.least_grade AS "leastGrade", l.unit,
         l.maximum_base AS "maximumBase", min(w.from_on) AS "fromOn", max(w.until_on) AS "untilOn"
       FROM sourcing_lines l JOIN sourcing_windows w ON w.line_id = l.id WHERE l.request_id = $1
       GROUP BY l.id ORDER BY l.revision, l.position`,
      [requestId],
    );
  }

  /** Those that became orders: what is only offered or was declined is no award yet. */
  awards(requestId: string): Promise<AwardRow[]> {
    return this.database.query<AwardRow>(
      `SELECT a.id, q.supplier_id AS "supplierId", a.total_fen AS "totalFen",
         coalesce(a.answered_at, a.decided_at) AS "awardedAt",
         ARRAY(SELECT o.order_id FROM quote_award_orders o WHERE o.award_id = a.id ORDER BY o.order_id) AS "orderIds"
       FROM quote_awards a JOIN quotes q ON q.id = a.quote_id
       WHERE a.request_id = $1 AND a.state = 'ORDERED' ORDER BY 4, a.id`,
      [requestId],
    );
  }

  /** By order: the award it came from and the request’s number; null where it was placed directly. */
  async origins(orderId: string): Promise<{ awardId: string; requestNumber: string } | null> {
    return this.database.one(
      `SELECT o.award_id AS "awardId", r.number AS "requestNumber" FROM quote_award_orders o
         JOIN quote_awards a ON a.id = o.award_id JOIN sourcing_requests r ON r.id = a.request_id WHERE o.order_id = $1`,
      [orderId],
    );
  }

  lines(orderIds: readonly string[]): Promise<ContractLineRow[]> {
    return this.database.query<ContractLineRow>(
      `SELECT order_id AS "orderId", position, product_name AS "productName", category_code AS "categoryCode",
         display_unit AS "displayUnit", price_unit AS "priceUnit", unit_price_fen AS "unitPriceFen",
         quantity_base AS "quantityBase"
       FROM order_lines WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, position`,
      [orderIds],
    );
  }

  contractMoments(orderIds: readonly string[]): Promise<ContractMomentRow[]> {
    return this.database.query<ContractMomentRow>(
      `SELECT * FROM (SELECT order_id AS "orderId", 'ACCEPTED' AS kind, id::text, accepted_at AS at, NULL::bigint AS fen
         FROM acceptances WHERE order_id = ANY($1::uuid[])
       UNION ALL SELECT order_id, 'SETTLED', id::text, settled_at, goods_fen + freight_fen
         FROM settlements WHERE order_id = ANY($1::uuid[])
       UNION ALL SELECT order_id, 'REFUNDED', id::text, refunded_at, fen
         FROM settled_line_refunds WHERE order_id = ANY($1::uuid[])
       UNION ALL SELECT o.id, 'CANCELLED', o.id::text, e.at, NULL
         FROM orders o JOIN domain_events e ON e.stream = 'order:' || o.id::text AND e.kind = 'OrderCancelled'
        WHERE o.id = ANY($1::uuid[]) AND o.contract_signed_at IS NOT NULL) moments
       ORDER BY at, array_position(ARRAY['ACCEPTED', 'SETTLED', 'REFUNDED', 'CANCELLED'], kind), id`,
      [orderIds],
    );
  }
}
