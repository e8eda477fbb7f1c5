import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import type { OrderPurpose } from '../domain/order';

/** A portion: one accepted line of a settled order, attributed to one unit, its goods amount frozen. */
export interface SettledLine {
  readonly settlementLineId: string;
  readonly settlementId: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly acceptanceId: string;
  /** Accepted by time with the dispatched weight. */
  readonly automatic: boolean;
  readonly lotId: string;
  readonly productId: string;
  readonly supplierId: string;
  readonly buyerId: string;
  readonly unitId: string;
  readonly originCountyCode: string;
  readonly categoryCode: string;
  readonly acceptedBase: bigint;
  readonly goodsFen: bigint;
  readonly refundedFen: bigint;
  readonly acceptedAt: Date;
  readonly settledOn: BusinessDate;
  readonly pairingChoice: string | null;
  /** The help-sell mandate it was sold under; null: a purchase. */
  readonly mandateId: string | null;
  readonly purpose: OrderPurpose | null;
  readonly placedAt: Date;
}

const LINE = `
  SELECT s.id AS "settlementLineId", s.settlement_id AS "settlementId", s.order_id AS "orderId",
    s.order_line_id AS "orderLineId", a.acceptance_id AS "acceptanceId", h.automatic, s.lot_id AS "lotId",
    l.product_id AS "productId", o.supplier_id AS "supplierId", o.buyer_id AS "buyerId", o.unit_id AS "unitId",
    s.origin_county_code AS "originCountyCode", s.category_code AS "categoryCode",
    s.accepted_base AS "acceptedBase", s.goods_fen AS "goodsFen",
    (SELECT coalesce(sum(fen), 0)::bigint FROM settled_line_refunds WHERE settlement_line_id = s.id) AS "refundedFen",
    h.accepted_at AS "acceptedAt", t.settled_on AS "settledOn", o.pairing_choice AS "pairingChoice",
    s.mandate_id AS "mandateId", o.purpose,
    o.placed_at AS "placedAt"
  FROM settlement_lines s
  JOIN settlements t ON t.id = s.settlement_id
  JOIN orders o ON o.id = s.order_id
  JOIN order_lines l ON l.id = s.order_line_id
  JOIN acceptance_lines a ON a.id = s.acceptance_line_id
  JOIN acceptances h ON h.id = a.acceptance_id`;

/** Reads settled lines for the domains to the right; scope is theirs to decide. */
@Injectable()
export class Settlements {
  lines(reader: Reader, settlementId: string): Promise<SettledLine[]> {
    return this.linesOf(reader, [settlementId]);
  }

  /** Of many settlements at once. */
  linesOf(reader: Reader, settlementIds: readonly string[]): Promise<SettledLine[]> {
    return reader.query<SettledLine>(
      `${LINE} WHERE s.settlement_id = ANY($1::uuid[]) ORDER BY s.settlement_id, s.id`,
      [settlementIds],
    );
  }

  linesOfOrder(reader: Reader, orderId: string): Promise<SettledLine[]> {
    return reader.query<SettledLine>(`${LINE} WHERE s.order_id = $1 ORDER BY s.id`, [orderId]);
  }

  /** Single lines, of whatever settlements. */
  linesById(reader: Reader, settlementLineIds: readonly string[]): Promise<SettledLine[]> {
    return reader.query<SettledLine>(`${LINE} WHERE s.id = ANY($1::uuid[])`, [settlementLineIds]);
  }

  async line(reader: Reader, settlementLineId: string): Promise<SettledLine | null> {
    const [row] = await reader.query<SettledLine>(`${LINE} WHERE s.id = $1`, [settlementLineId]);
    return row ?? null;
  }
}
