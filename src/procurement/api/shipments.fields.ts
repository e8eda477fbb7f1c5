import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Database, type RequestScope } from '../../platform/index';
import type { OrderRow } from '../storage/order-reader';
import { quantityIn } from './amounts';
import { OrderType } from './order.type';
import { ShipmentType, type ShipmentLineType } from './shipment.type';

type ShipmentRow = Omit<ShipmentType, 'lines'> & { orderId: string };
type LineRow = Omit<ShipmentLineType, 'dispatched' | 'accepted'> & {
  shipmentId: string;
  unit: string;
  dispatchedBase: bigint;
  acceptedBase: bigint | null;
};

const SHIPMENTS = `
  SELECT s.id, s.version, s.order_id AS "orderId", s.number, s.state, s.carrier, s.tracking_no AS "trackingNo",
    s.dispatched_at AS "dispatchedAt", s.arrived_at AS "arrivedAt", a.accepted_at AS "acceptedAt",
    coalesce(a.automatic, false) AS "acceptedByTime"
  FROM shipments s LEFT JOIN acceptances a ON a.shipment_id = s.id
  WHERE s.order_id = ANY($1::uuid[]) ORDER BY s.order_id, s.number`;
const LINES = `
  SELECT l.id, l.shipment_id AS "shipmentId", l.order_line_id AS "orderLineId", l.lot_id AS "lotId",
    l.quantity_base AS "dispatchedBase", o.display_unit AS unit, a.accepted_base AS "acceptedBase", a.grade,
    a.variance_reason AS "varianceReason", coalesce(a.photo_ids, '{}') AS "photoIds"
  FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id JOIN order_lines o ON o.id = l.order_line_id
  LEFT JOIN acceptance_lines a ON a.shipment_line_id = l.id
  WHERE s.order_id = ANY($1::uuid[]) ORDER BY l.shipment_id, o.position`;

@Resolver(() => OrderType)
export class ShipmentsFields {
  constructor(private readonly database: Database) {}

  @ResolveField(() => [ShipmentType])
  shipments(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<ShipmentType[]> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(order.id);
  }

  private async load(orderIds: readonly string[]): Promise<ShipmentType[][]> {
    const shipments = await this.database.query<ShipmentRow>(SHIPMENTS, [orderIds]);
    const lines = await this.database.query<LineRow>(LINES, [orderIds]);
    const linesOf = (id: string) => lines.filter((line) => line.shipmentId === id).map(asType);
    return orderIds.map((orderId) =>
      shipments.filter((row) => row.orderId === orderId).map((row) => ({ ...row, lines: linesOf(row.id) })),
    );
  }
}

function asType(row: LineRow): ShipmentLineType {
  return {
    ...row,
    dispatched: quantityIn(row.dispatchedBase, row.unit),
    accepted: row.acceptedBase === null ? null : quantityIn(row.acceptedBase, row.unit),
  };
}
