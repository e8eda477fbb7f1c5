import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Database, type RequestScope } from '../../platform/index';
import type { OrderLine } from '../storage/order-line.entity';
import type { OrderRow } from '../storage/order-reader';
import { quantityIn, yuan } from './amounts';
import { OrderLineType } from './order-line.type';
import { OrderType } from './order.type';

type LineRow = Omit<OrderLine, 'position' | 'vatFen' | 'freightKind' | 'freightRateFen' | 'categoryCode'> & {
  dispatchedBase: bigint;
  acceptedBase: bigint;
};

const LINES = `
  SELECT l.id, l.order_id AS "orderId", l.lot_id AS "lotId", l.framework_line_id AS "frameworkLineId",
    l.sample_number AS "sampleNumber", l.mandate_id AS "mandateId",
    l.product_id AS "productId",
    l.listing_version_id AS "listingVersionId", l.product_name AS "productName", l.grade,
    l.origin_county_code AS "originCountyCode", l.certificate_no AS "certificateNo", l.harvested_on AS "harvestedOn",
    l.display_unit AS "displayUnit", l.price_unit AS "priceUnit", l.unit_price_fen AS "unitPriceFen",
    l.vat_rate_bp AS "vatRateBp", l.quantity_base AS "quantityBase", l.goods_fen AS "goodsFen",
    l.cancelled_base AS "cancelledBase", l.cut_base AS "cutBase", l.forward_supply_id AS "forwardSupplyId",
    l.least_grade AS "leastGrade",
    (SELECT coalesce(sum(quantity_base), 0)::bigint FROM shipment_lines WHERE order_line_id = l.id) AS "dispatchedBase",
    (SELECT coalesce(sum(accepted_base), 0)::bigint FROM acceptance_lines
      WHERE order_id = l.order_id AND order_line_id = l.id) AS "acceptedBase"
  FROM order_lines l WHERE l.order_id = ANY($1::uuid[]) ORDER BY l.order_id, l.position`;

@Resolver(() => OrderType)
export class OrderLinesFields {
  constructor(private readonly database: Database) {}

  @ResolveField(() => [OrderLineType])
  lines(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<OrderLineType[]> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(order.id);
  }

  private async load(orderIds: readonly string[]): Promise<OrderLineType[][]> {
    const rows = await this.database.query<LineRow>(LINES, [orderIds]);
    return orderIds.map((id) => rows.filter((row) => row.orderId === id).map(asType));
  }
}

function asType(row: LineRow): OrderLineType {
  return {
    ...row,
    quantity: quantityIn(row.quantityBase, row.displayUnit),
    cut: quantityIn(row.cutBase, row.displayUnit),
    cancelled: quantityIn(row.cancelledBase, row.displayUnit),
    dispatched: quantityIn(row.dispatchedBase, row.displayUnit),
    accepted: quantityIn(row.acceptedBase, row.displayUnit),
    unitPrice: yuan(row.unitPriceFen),
    goods: yuan(row.goodsFen),
  };
}
