import { Injectable } from '@nestjs/common';
import { overseen, oversightOf, oversightValues } from '../../catalog/index';
import { Database, type Actor } from '../../platform/index';

export interface LotFactRow {
  readonly id: string;
  readonly supplierId: string;
  readonly certificateNo: string;
  readonly harvestedOn: string;
  readonly expiresOn: string;
  readonly baseUnit: 'g' | 'ml' | 'piece';
}

/** Goods that came, left or were lost; reservations move nothing. */
export interface MovementRow {
  readonly id: bigint;
  readonly kind: 'IN' | 'SHIP' | 'TRANSIT_LOSS' | 'WRITE_OFF';
  readonly quantityBase: bigint;
  readonly at: Date;
  /** Of what was shipped or lost on the way: the shipment line. */
  readonly shipmentLineId: string | null;
  /** Whether the shipment line was weighed wrong when it was dispatched, and what it really was. */
  readonly weighed: { readonly acceptedBase: string; readonly at: string } | null;
}

export interface TransformationRow {
  readonly id: string;
  readonly kind: 'MERGE' | 'SPLIT' | 'PROCESS';
  readonly at: Date;
  readonly parts: readonly { lotId: string; side: 'SOURCE' | 'CHILD'; base: string }[];
}

/** What happened to the goods of a lot, for its supplier, the offices of its county, the platform and audit. */
@Injectable()
export class LotEventRows {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  lot(actor: Actor, lotId: string): Promise<LotFactRow | null> {
    return this.database.one<LotFactRow>(
      `SELECT l.id, l.supplier_id AS "supplierId", l.certificate_no AS "certificateNo", l.harvested_on AS "harvestedOn",
         l.expires_on AS "expiresOn", p.base_unit AS "baseUnit"
       FROM lots l JOIN products p ON p.id = l.product_id
       WHERE l.id = $1 AND ${overseen('l', 'l.origin_county_code', 2)}`,
      [lotId, ...oversightValues(oversightOf(actor))],
    );
  }

  /** A surplus is shipped when it is accepted, under the id of its acceptance line: it belongs to the same shipment line. */
  movements(lotId: string): Promise<MovementRow[]> {
    return this.database.query<MovementRow>(
      `SELECT m.id, m.kind, m.quantity_base AS "quantityBase", m.at,
         s.id AS "shipmentLineId",
         CASE WHEN w.accepted_base > s.quantity_base OR w.variance_reason = 'SHORT_WEIGHT' THEN json_build_object(
           'acceptedBase', w.accepted_base::text, 'at', h.accepted_at) END AS weighed
       FROM lot_movements m
         LEFT JOIN acceptance_lines a ON m.kind = 'SHIP' AND a.id = m.reference_id
         LEFT JOIN shipment_lines s ON s.id = coalesce(a.shipment_line_id, m.reference_id)
         LEFT JOIN acceptance_lines w ON w.shipment_line_id = s.id
         LEFT JOIN acceptances h ON h.id = w.acceptance_id
       WHERE m.lot_id = $1 AND m.kind IN ('IN', 'SHIP', 'TRANSIT_LOSS', 'WRITE_OFF') ORDER BY m.id`,
      [lotId],
    );
  }

  transformations(lotId: string): Promise<TransformationRow[]> {
    return this.database.query<TransformationRow>(
      `SELECT t.id, t.kind, t.at, (SELECT json_agg(json_build_object('lotId', p.lot_id, 'side', p.side,
           'base', p.quantity_base::text) ORDER BY p.side DESC, p.lot_id)
         FROM lot_transformation_parts p WHERE p.transformation_id = t.id) AS parts
       FROM lot_transformations t
       WHERE t.id IN (SELECT transformation_id FROM lot_transformation_parts WHERE lot_id = $1) ORDER BY t.at, t.id`,
      [lotId],
    );
  }

  async recalledAt(lotId: string): Promise<Date | null> {
    const row = await this.database.one<{ at: Date }>(
      `SELECT at FROM domain_events WHERE stream = 'lot:' || $1::text AND kind = 'LotRecalled' ORDER BY sequence LIMIT 1`,
      [lotId],
    );
    return row?.at ?? null;
  }
}
