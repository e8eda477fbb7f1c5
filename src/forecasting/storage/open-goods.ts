import { Injectable } from '@nestjs/common';
import { mulDiv, unitOf } from '../../../libs/money/src/index';
import type { Reader } from '../../platform/index';
import { daysWithin } from '../domain/season';
import { patternsOf, type ForetoldAgreement } from './agreement-seasons';

/** Goods that are wanted and not settled: what they would come to if all of it did. */
export interface OpenGoods {
  readonly kind: 'PAID_ORDER' | 'UNPAID_ORDER' | 'CALL_OFF';
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  readonly categoryCode: string;
  readonly fen: bigint;
}

const UNPAID = `
  SELECT 'UNPAID_ORDER' AS kind, unit.region_code AS "eastRegionCode", line.origin_county_code AS "westRegionCode",
    line.category_code AS "categoryCode",
    sum(line.goods_fen::numeric * (line.quantity_base - line.cancelled_base) / line.quantity_base)::bigint AS fen
  FROM orders JOIN organizations unit ON unit.id = orders.unit_id JOIN order_lines line ON line.order_id = orders.id
  WHERE orders.state NOT IN ('SETTLED', 'CLOSED', 'CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')
    AND orders.delivery_on <= $4 AND line.origin_county_code LIKE $2 AND unit.region_code LIKE $3
    AND NOT EXISTS (SELECT FROM counting_entries entry WHERE entry.scheme = $1 AND entry.order_id = orders.id
      AND entry.portion_id = line.id)
    AND NOT EXISTS (SELECT FROM counting_exclusions excluded WHERE excluded.scheme = $1 AND excluded.order_id = orders.id
      AND excluded.order_line_id = line.id)
    AND NOT EXISTS (SELECT FROM settlements WHERE settlements.order_id = orders.id)
  GROUP BY 2, 3, 4 HAVING sum(line.quantity_base - line.cancelled_base) > 0`;

const PAID = `
  SELECT 'PAID_ORDER' AS kind, east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode",
    category_code AS "categoryCode", sum(provisional_fen)::bigint AS fen
  FROM counting_month_goods WHERE scheme = $1 AND year = $4 AND west_region_code LIKE $2 AND east_region_code LIKE $3
  GROUP BY 2, 3, 4 HAVING sum(provisional_fen) > 0`;

const AGREED = `
  SELECT unit.region_code AS "eastRegionCode", product.origin_county_code AS "westRegionCode",
    line.category_code AS "categoryCode", line.cap_base - line.taken_base AS "restBase", line.price_unit AS "priceUnit",
    coalesce((SELECT price.unit_price_fen FROM framework_prices price WHERE price.line_id = line.id AND price.from_on <= $3
      ORDER BY price.from_on DESC, price.agreed_at DESC LIMIT 1), line.unit_price_fen) AS "unitPriceFen",
    framework.from_on AS "fromOn", least(framework.until_on, framework.terminates_on) AS "untilOn"
  FROM framework_agreements framework JOIN organizations unit ON unit.id = framework.buyer_id
    JOIN framework_lines line ON line.framework_id = framework.id AND line.draft_number = framework.draft_number
    JOIN products product ON product.id = line.product_id
  WHERE framework.state = 'ACTIVE' AND line.cap_base > line.taken_base AND framework.until_on >= $3
    AND product.origin_county_code LIKE $1 AND unit.region_code LIKE $2`;

interface AgreedRow extends Omit<OpenGoods, 'kind' | 'fen'> {
  readonly restBase: bigint;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly fromOn: string;
  readonly untilOn: string;
}

/** Orders under way and what framework agreements hold ready, between the regions of an agreement. */
@Injectable()
export class OpenGoodsReader {
  async between(
    reader: Reader,
    agreement: ForetoldAgreement,
    on: string,
    dueOn: string,
  ): Promise<OpenGoods[]> {
    const regions = patternsOf(agreement);
    const [unpaid, paid, agreed] = await Promise.all([
      reader.query<OpenGoods>(UNPAID, [agreement.scheme, ...regions, dueOn]),
      reader.query<OpenGoods>(PAID, [agreement.scheme, ...regions, agreement.year]),
      reader.query<AgreedRow>(AGREED, [...regions, on]),
    ]);
    return [...unpaid, ...paid, ...agreed.map((row) => callOffOf(row, on, dueOn))];
  }
}

/** A rest is taken to be called off evenly over the days the agreement still runs: what of it falls before the due day. */
function callOffOf(row: AgreedRow, on: string, dueOn: string): OpenGoods {
  const { eastRegionCode, westRegionCode, categoryCode, restBase, unitPriceFen, priceUnit } = row;
  const first = row.fromOn > on ? row.fromOn : on;
  const last = row.untilOn < dueOn ? row.untilOn : dueOn;
  const days = daysWithin(first, row.untilOn);
  const worthFen = mulDiv(restBase, unitPriceFen, unitOf(priceUnit).basePerUnit, 'FLOOR');
  const fen = days > 0n ? (worthFen * daysWithin(first, last)) / days : 0n;
  return { kind: 'CALL_OFF', eastRegionCode, westRegionCode, categoryCode, fen };
}
