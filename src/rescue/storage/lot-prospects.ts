import { Injectable } from '@nestjs/common';
import { addDays, businessDateOf, startOfBusinessDate, type Reader } from '../../platform/index';
import { ratioOf, Regions, wholeNumberOf } from '../../regions/index';
import { unsoldRisk, type LotProspects, type UnsoldRisk } from '../domain/unsold-risk';

export interface JudgedLot extends UnsoldRisk {
  readonly lotId: string;
  readonly supplierId: string;
  readonly productId: string;
  readonly countyCode: string;
  readonly expiresOn: string;
  readonly availableBase: bigint;
}

type Row = Omit<JudgedLot, keyof UnsoldRisk> & Omit<LotProspects, 'windowDays'>;

/**
 * Lots on sale that expire within the horizon ($2), with what their product sold since the window began ($3), the
 * highest price it was offered at since, and what of it expires sooner. The prices are those of the first step.
 */
const PROSPECTS = `
  WITH near AS (
    SELECT l.id, l.supplier_id, l.product_id, l.origin_county_code, l.harvested_on, l.expires_on, l.listing_id,
      s.in_base - s.reserved_base - s.shipped_base - s.loss_base - s.transformed_out_base AS available
    FROM lots l JOIN lot_stock s ON s.lot_id = l.id JOIN listings g ON g.id = l.listing_id
    WHERE l.state = 'AVAILABLE' AND g.state = 'LISTED' AND NOT g.supplier_suspended
      AND l.expires_on >= $1::date AND l.expires_on <= $2::date),
  offered AS (
    SELECT w.listing_id, (w.ladder->0->>'fen')::bigint * 1000 / w.price_unit_base AS fen,
      lead(w.created_at) OVER (PARTITION BY w.listing_id ORDER BY w.number) AS until
    FROM listing_versions w WHERE w.listing_id IN (SELECT listing_id FROM near)),
  priced AS (
    SELECT listing_id, max(fen) FILTER (WHERE until IS NULL) AS fen,
      max(fen) FILTER (WHERE until IS NULL OR until >= $3) AS highest
    FROM offered GROUP BY listing_id),
  sold AS (
    SELECT o.supplier_id, ol.product_id, sum(ol.quantity_base - ol.cancelled_base) AS base
    FROM orders o JOIN order_lines ol ON ol.order_id = o.id
    WHERE o.placed_at >= $3 AND o.state NOT IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')
    GROUP BY o.supplier_id, ol.product_id)
  SELECT n.id AS "lotId", n.supplier_id AS "supplierId", n.product_id AS "productId", n.origin_county_code AS "countyCode",
    n.expires_on AS "expiresOn", n.available AS "availableBase", n.expires_on - n.harvested_on AS "lifeDays",
    $1::date - n.harvested_on AS "elapsedDays",
    coalesce(sum(n.available) OVER (PARTITION BY n.product_id, n.supplier_id ORDER BY n.expires_on, n.id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::bigint AS "soonerBase",
    priced.fen AS "priceFen", priced.highest AS "highestFen", coalesce(sold.base, 0)::bigint AS "soldBase"
  FROM near n LEFT JOIN priced USING (listing_id)
    LEFT JOIN sold ON sold.supplier_id = n.supplier_id AND sold.product_id = n.product_id
  ORDER BY n.expires_on, n.id`;

/** Judges the lots that expire soon by the dated rule. */
@Injectable()
export class LotProspectsReader {
  constructor(private readonly regions: Regions) {}

  /** Those at risk, the first to expire first. */
  async atRisk(reader: Reader, now: Date): Promise<JudgedLot[]> {
    const today = businessDateOf(now);
    const horizon = wholeNumberOf(
      await this.regions.rule('UNSOLD_RISK_HORIZON_DAYS', today, undefined, reader),
    );
    const windowDays = wholeNumberOf(
      await this.regions.rule('UNSOLD_RISK_SALES_DAYS', today, undefined, reader),
    );
    const alarm = ratioOf(await this.regions.rule('UNSOLD_RISK_ALARM', today, undefined, reader));
    const rows = await reader.query<Row>(PROSPECTS, [
      today,
      addDays(today, horizon),
      startOfBusinessDate(addDays(today, -windowDays)),
    ]);
    return rows
      .filter(({ availableBase }) => availableBase > 0n)
      .map((row) => ({ ...row, ...unsoldRisk({ ...row, windowDays }) }))
      .filter(({ riskBp }) => riskBp * alarm.denominator >= alarm.numerator * 10_000n);
  }
}
