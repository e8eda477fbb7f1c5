import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Database, type RequestScope } from '../../platform/index';
import type { OrderRow } from '../storage/order-reader';
import { quantityIn, yuan } from './amounts';
import { OrderType } from './order.type';
import { SettlementType, type SettlementLineType } from './settlement.type';

interface SettlementRow {
  id: string;
  orderId: string;
  settledOn: string;
  goodsFen: bigint;
  freightFen: bigint;
  excessFen: bigint;
  unpaidFen: bigint;
}
interface LineRow {
  id: string;
  settlementId: string;
  orderLineId: string;
  shipmentLineId: string;
  unit: string;
  acceptedBase: bigint;
  goodsFen: bigint;
  vatRateBp: number;
  vatFen: bigint;
  refundedFen: bigint;
}

const SETTLEMENTS = `
  SELECT id, order_id AS "orderId", settled_on AS "settledOn", goods_fen AS "goodsFen", freight_fen AS "freightFen",
    excess_fen AS "excessFen", unpaid_fen AS "unpaidFen" FROM settlements WHERE order_id = ANY($1::uuid[])`;
const LINES = `
  SELECT s.id, s.settlement_id AS "settlementId", s.order_line_id AS "orderLineId",
    a.shipment_line_id AS "shipmentLineId", l.display_unit AS unit, s.accepted_base AS "acceptedBase",
    s.goods_fen AS "goodsFen", s.vat_rate_bp AS "vatRateBp", s.vat_fen AS "vatFen",
    (SELECT coalesce(sum(fen), 0)::bigint FROM settled_line_refunds WHERE settlement_line_id = s.id) AS "refundedFen"
  FROM settlement_lines s JOIN order_lines l ON l.id = s.order_line_id
  JOIN acceptance_lines a ON a.id = s.acceptance_line_id
  WHERE s.order_id = ANY($1::uuid[]) ORDER BY s.settlement_id, l.position, s.id`;

@Resolver(() => OrderType)
export class SettlementFields {
  constructor(private readonly database: Database) {}

  @ResolveField(() => SettlementType, { nullable: true })
  settlement(
    @Parent() order: OrderRow,
    @Context('scope') scope: RequestScope,
  ): Promise<SettlementType | null> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(order.id);
  }

  private async load(orderIds: readonly string[]): Promise<(SettlementType | null)[]> {
    const settlements = await this.database.query<SettlementRow>(SETTLEMENTS, [orderIds]);
    const lines = await this.database.query<LineRow>(LINES, [orderIds]);
    return orderIds.map((orderId) => {
      const row = settlements.find((settlement) => settlement.orderId === orderId);
      if (!row) return null;
      const { goodsFen, freightFen, excessFen, unpaidFen } = row;
      const amounts = {
        goods: yuan(goodsFen),
        freight: yuan(freightFen),
        excess: yuan(excessFen),
        unpaid: yuan(unpaidFen),
      };
      return {
        ...row,
        ...amounts,
        lines: lines.filter((line) => line.settlementId === row.id).map(lineType),
      };
    });
  }
}

function lineType(row: LineRow): SettlementLineType {
  return {
    ...row,
    accepted: quantityIn(row.acceptedBase, row.unit),
    goods: yuan(row.goodsFen),
    vat: yuan(row.vatFen),
    refunded: yuan(row.refundedFen),
  };
}
