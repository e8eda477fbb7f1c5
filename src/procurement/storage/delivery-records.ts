import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';

export interface DeliveryRecord {
  readonly supplierId: string;
  /** Orders it had to deliver. */
  readonly orders: number;
  /** Of them delivered in full, on time, and with nothing given back for quality. */
  readonly good: number;
}

/** Older orders say little about whom a supplier is today. */
const YEARS_LOOKED_AT = 2;

/** What past orders say of a supplier, and of who knows whom; nobody but the platform may read the first. */
@Injectable()
export class DeliveryRecords {
  /** Settled by the day, and those the supplier cancelled; suppliers without any are absent. */
  async ofSuppliers(reader: Reader, until: BusinessDate): Promise<Map<string, DeliveryRecord>> {
    const rows = await reader.query<DeliveryRecord>(
      `SELECT o.supplier_id AS "supplierId", count(*)::integer AS orders,
         count(*) FILTER (WHERE o.state <> 'CANCELLED_BY_SUPPLIER'
           AND NOT EXISTS (SELECT FROM shipments s WHERE s.order_id = o.id
             AND (s.arrived_at AT TIME ZONE 'Asia/Shanghai')::date > o.delivery_on)
           AND coalesce((SELECT sum(a.accepted_base) FROM acceptance_lines a WHERE a.order_id = o.id), 0)
             >= (SELECT sum(l.quantity_base) FROM order_lines l WHERE l.order_id = o.id)
           AND NOT EXISTS (SELECT FROM settled_line_refunds r WHERE r.order_id = o.id AND r.reason = 'QUALITY'))::integer AS good
       FROM orders o LEFT JOIN settlements t ON t.order_id = o.id
       WHERE (t.settled_on <= $1::date OR (o.state = 'CANCELLED_BY_SUPPLIER' AND o.placed_on <= $1::date))
         AND o.placed_on > $1::date - make_interval(years => $2)
       GROUP BY o.supplier_id`,
      [until, YEARS_LOOKED_AT],
    );
    return new Map(rows.map((row) => [row.supplierId, row]));
  }

  /** By buyer: suppliers of whom an order of his was settled by the day. */
  async knownTo(
    reader: Reader,
    buyerIds: readonly string[],
    until: BusinessDate,
  ): Promise<Map<string, readonly string[]>> {
    const rows = await reader.query<{ buyerId: string; suppliers: string[] }>(
      `SELECT o.buyer_id AS "buyerId", array_agg(DISTINCT o.supplier_id ORDER BY o.supplier_id) AS suppliers
       FROM orders o JOIN settlements t ON t.order_id = o.id
       WHERE o.buyer_id = ANY($1::uuid[]) AND t.settled_on <= $2::date GROUP BY o.buyer_id`,
      [[...new Set(buyerIds)], until],
    );
    return new Map(rows.map(({ buyerId, suppliers }) => [buyerId, suppliers]));
  }
}
