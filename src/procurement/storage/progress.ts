import type { Reader } from '../../platform/index';
import type { LineProgress } from '../domain/delivery.rules';

export interface LineInProgress extends LineProgress {
  readonly orderLineId: string;
  readonly lotId: string;
}

/**
 * How far each line of an order has gone; what still waits for a harvest has gone nowhere and is not among them. Taken of a line is, per shipment line, the larger of what was dispatched
 * and what was accepted: a shortage does not bring quantity back, a surplus uses it up.
 */
export function readProgress(reader: Reader, orderId: string): Promise<LineInProgress[]> {
  return reader.query<LineInProgress>(
    `SELECT l.id AS "orderLineId", l.lot_id AS "lotId", l.display_unit AS "displayUnit",
       l.quantity_base AS "quantityBase", l.cancelled_base AS "cancelledBase",
       coalesce(sum(greatest(s.quantity_base, coalesce(a.accepted_base, 0))), 0)::bigint AS "takenBase"
     FROM order_lines l
     LEFT JOIN shipment_lines s ON s.order_line_id = l.id
     LEFT JOIN acceptance_lines a ON a.shipment_line_id = s.id
     WHERE l.order_id = $1 AND l.lot_id IS NOT NULL GROUP BY l.id ORDER BY l.position`,
    [orderId],
  );
}
