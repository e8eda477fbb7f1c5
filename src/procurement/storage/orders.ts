import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import type { OrderState } from '../domain/order.states';
import type { PaymentTerms } from '../../../libs/payment-plan/src/index';
import type { OrderPurpose } from '../domain/order';

export interface OrderSummary {
  readonly id: string;
  readonly number: string;
  readonly basketId: string;
  readonly state: OrderState;
  readonly buyerId: string;
  /** The unit the order is attributed to. */
  readonly unitId: string;
  readonly supplierId: string;
  readonly terms: PaymentTerms;
  readonly deliveryCounty: string;
  readonly deliveryOn: string;
  readonly placedAt: Date;
  readonly placedOn: string;
  readonly pairingChoice: string | null;
  readonly goodsFen: bigint;
  readonly freightFen: bigint;
}

/** What a line would count for before it is settled: its ordered goods amount. */
export interface OrderBasisLine {
  readonly orderLineId: string;
  readonly orderId: string;
  readonly lotId: string;
  readonly productId: string;
  readonly supplierId: string;
  readonly buyerId: string;
  readonly unitId: string;
  readonly originCountyCode: string;
  readonly categoryCode: string;
  readonly quantityBase: bigint;
  readonly goodsFen: bigint;
  readonly pairingChoice: string | null;
  /** The help-sell mandate it is sold under; null: a purchase. */
  readonly mandateId: string | null;
  readonly purpose: OrderPurpose | null;
  readonly placedAt: Date;
  readonly placedOn: string;
}

/** What an order still takes of a framework line: all its lots together. */
export interface CalledOff {
  readonly frameworkLineId: string;
  readonly liveBase: bigint;
}

/** Of one product, what an order still takes or took. */
export interface LiveGoods {
  readonly orderId: string;
  readonly supplierId: string;
  readonly productId: string;
  readonly liveBase: bigint;
}

/** Of a line: what is ordered less what will not come; once all is accepted what was; nothing of an order that ended. */
const LIVE = `CASE
           WHEN o.state IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED') THEN 0
           WHEN o.accepted_at IS NULL THEN l.quantity_base - l.cancelled_base
           ELSE least(l.quantity_base, coalesce(
             (SELECT sum(a.accepted_base) FROM acceptance_lines a WHERE a.order_line_id = l.id), 0)) END`;

/** Reads orders for the domains to the right; scope is theirs to decide. */
@Injectable()
export class Orders {
  async find(reader: Reader, orderId: string): Promise<OrderSummary | null> {
    const [row] = await reader.query<OrderSummary>(
      `SELECT id, number, basket_id AS "basketId", state, buyer_id AS "buyerId", unit_id AS "unitId",
         supplier_id AS "supplierId", terms, delivery_county AS "deliveryCounty", delivery_on AS "deliveryOn",
         placed_at AS "placedAt", placed_on AS "placedOn", pairing_choice AS "pairingChoice",
         coalesce(accepted_goods_fen, goods_fen) AS "goodsFen", coalesce(accepted_freight_fen, freight_fen) AS "freightFen"
       FROM orders WHERE id = $1`,
      [orderId],
    );
    return row ?? null;
  }

  lines(reader: Reader, orderId: string): Promise<OrderBasisLine[]> {
    return this.linesOf(reader, [orderId]);
  }

  /** Of many orders at once. */
  linesOf(reader: Reader, orderIds: readonly string[]): Promise<OrderBasisLine[]> {
    return reader.query<OrderBasisLine>(
      `SELECT l.id AS "orderLineId", l.order_id AS "orderId", l.lot_id AS "lotId", l.product_id AS "productId",
         o.supplier_id AS "supplierId", o.buyer_id AS "buyerId", o.unit_id AS "unitId",
         l.origin_county_code AS "originCountyCode", l.category_code AS "categoryCode",
         l.quantity_base AS "quantityBase", l.goods_fen AS "goodsFen", o.pairing_choice AS "pairingChoice",
         l.mandate_id AS "mandateId", o.purpose, o.placed_at AS "placedAt", o.placed_on AS "placedOn"
       FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.order_id = ANY($1::uuid[]) AND l.lot_id IS NOT NULL
       ORDER BY l.order_id, l.position`,
      [orderIds],
    );
  }

  /**
   * Of a call-off, by framework line: what is ordered, less what will not be shipped; once all is accepted what was
   * accepted, never more than was ordered; nothing of an order that has ended without goods.
   */
  calledOff(reader: Reader, orderId: string): Promise<CalledOff[]> {
    return reader.query<CalledOff>(
      `SELECT l.framework_line_id AS "frameworkLineId", sum(${LIVE})::bigint AS "liveBase"
       FROM order_lines l JOIN orders o ON o.id = l.order_id
       WHERE l.order_id = $1 AND l.framework_line_id IS NOT NULL GROUP BY l.framework_line_id ORDER BY 1`,
      [orderId],
    );
  }

  /** By product, as call-offs by framework line. */
  liveGoods(reader: Reader, orderIds: readonly string[]): Promise<LiveGoods[]> {
    return reader.query<LiveGoods>(
      `SELECT l.order_id AS "orderId", o.supplier_id AS "supplierId", l.product_id AS "productId", sum(${LIVE})::bigint AS "liveBase"
       FROM order_lines l JOIN orders o ON o.id = l.order_id
       WHERE l.order_id = ANY($1::uuid[]) GROUP BY l.order_id, o.supplier_id, l.product_id ORDER BY 1, 3`,
      [orderIds],
    );
  }
}
