import { Injectable } from '@nestjs/common';
import { mulDiv, unitOf } from '../../../libs/money/src/index';
import { Totals } from '../../counting/index';
import type { Reader } from '../../platform/index';
import { daysWithin } from '../domain/season';
import { ordersOf, type ForetoldAgreement } from './foretold-agreements';

/** Goods that are wanted and not settled: what they would come to if all of it did. */
export interface OpenGoods {
  readonly kind: 'PAID_ORDER' | 'UNPAID_ORDER' | 'CALL_OFF';
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  /** The unit of the nearest leaf above who buys; null: no unit's. */
  readonly unitId: string | null;
  readonly categoryCode: string;
  readonly fen: bigint;
}

const unpaid = (where: string) => `
  SELECT 'UNPAID_ORDER' AS kind, unit.region_code AS "eastRegionCode", line.origin_county_code AS "westRegionCode",
    unit.id AS "unitId", line.category_code AS "categoryCode",
    round(sum(line.goods_fen::numeric * (line.quantity_base - line.cancelled_base) / line.quantity_base))::text AS fen
  FROM orders JOIN organizations unit ON unit.id = orders.unit_id JOIN order_lines line ON line.order_id = orders.id
  WHERE orders.state NOT IN ('SETTLED', 'CLOSED', 'CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')
    AND greatest(orders.delivery_on, $3::date) BETWEEN make_date($4, 1, 1) AND $2::date AND ${where}
    AND NOT EXISTS (SELECT FROM counting_entries entry WHERE entry.scheme = $1 AND entry.order_id = orders.id
      AND entry.portion_id = line.id)
    AND NOT EXISTS (SELECT FROM counting_exclusions excluded WHERE excluded.scheme = $1 AND excluded.order_id = orders.id
      AND excluded.order_line_id = line.id)
    AND NOT EXISTS (SELECT FROM settlements WHERE settlements.order_id = orders.id)
  GROUP BY 2, 3, 4, 5 HAVING sum(line.quantity_base - line.cancelled_base) > 0`;

const agreed = (where: string) => `
  SELECT unit.region_code AS "eastRegionCode", product.origin_county_code AS "westRegionCode", unit.id AS "unitId",
    line.category_code AS "categoryCode", line.cap_base - line.taken_base AS "restBase", line.price_unit AS "priceUnit",
    coalesce((SELECT price.unit_price_fen FROM framework_prices price WHERE price.line_id = line.id AND price.from_on <= $1
      ORDER BY price.from_on DESC, price.agreed_at DESC LIMIT 1), line.unit_price_fen) AS "unitPriceFen",
    framework.from_on AS "fromOn", least(framework.until_on, framework.terminates_on) AS "untilOn"
  FROM framework_agreements framework JOIN organizations unit ON unit.id = framework.buyer_id
    JOIN framework_lines line ON line.framework_id = framework.id AND line.draft_number = framework.draft_number
    JOIN products product ON product.id = line.product_id
  WHERE framework.state = 'ACTIVE' AND line.cap_base > line.taken_base AND framework.until_on >= $1 AND ${where}`;

/** A sum may outgrow bigint, so it travels as text. */
type UnpaidRow = Omit<OpenGoods, 'fen'> & { readonly fen: string };

interface AgreedRow extends Omit<OpenGoods, 'kind' | 'fen'> {
  readonly restBase: bigint;
  readonly unitPriceFen: bigint;
  readonly priceUnit: string;
  readonly fromOn: string;
  readonly untilOn: string;
}

/** Orders under way and what framework agreements hold ready, of all that may count toward an agreement. */
@Injectable()
export class OpenGoodsReader {
  constructor(private readonly totals: Totals) {}

  async of(
    reader: Reader,
    agreement: ForetoldAgreement,
    { today, on, dueOn }: { readonly today: string; readonly on: string; readonly dueOn: string },
  ): Promise<OpenGoods[]> {
    const { scheme, year, leafUnitOf } = agreement;
    const ordered = ordersOf(
      agreement,
      { unit: 'unit', county: 'line.origin_county_code', supplier: 'orders.supplier_id' },
      5,
    );
    const held = ordersOf(
      agreement,
      { unit: 'unit', county: 'product.origin_county_code', supplier: 'product.supplier_id' },
      2,
    );
    const [orders, rests, paid] = await Promise.all([
      reader.query<UnpaidRow>(unpaid(ordered.where), [scheme, dueOn, today, year, ...ordered.values]),
      reader.query<AgreedRow>(agreed(held.where), [on, ...held.values]),
      this.paid(reader, agreement),
    ]);
    const unsettled = orders.map((row) => ({ ...row, fen: BigInt(row.fen) }));
    const open = [...unsettled, ...rests.map((row) => callOffOf(row, on, dueOn))];
    return [...open.map((one) => ({ ...one, unitId: leafUnitOf.get(one.unitId ?? '') ?? null })), ...paid];
  }

  /** What counts provisionally: it stands on a leaf already. */
  private async paid(reader: Reader, agreement: ForetoldAgreement): Promise<OpenGoods[]> {
    const { scheme, year, agreementId, eastRegionCode, westRegionCode, leaves } = agreement;
    const regions =
      eastRegionCode !== null && westRegionCode !== null
        ? { eastRegionCode, westRegionCode }
        : { agreementId };
    const figures = await this.totals.now(reader, { scheme, year, ...regions }, 'LEAF_CATEGORY');
    return figures
      .filter(({ provisionalFen }) => provisionalFen > 0n)
      .map(({ key, provisionalFen: fen }) => {
        const [commitmentId, east = '', west = '', categoryCode = ''] = key.split(' ');
        const unitId = leaves.find((leaf) => leaf.commitmentId === commitmentId)?.unitId ?? null;
        return { kind: 'PAID_ORDER', eastRegionCode: east, westRegionCode: west, unitId, categoryCode, fen };
      });
  }
}

/** A rest is taken to be called off evenly over the days the agreement still runs: what of it falls before the due day. */
function callOffOf(row: AgreedRow, on: string, dueOn: string): OpenGoods {
  const { eastRegionCode, westRegionCode, unitId, categoryCode, restBase, unitPriceFen, priceUnit } = row;
  const first = row.fromOn > on ? row.fromOn : on;
  const last = row.untilOn < dueOn ? row.untilOn : dueOn;
  const days = daysWithin(first, row.untilOn);
  const worthFen = mulDiv(restBase, unitPriceFen, unitOf(priceUnit).basePerUnit, 'FLOOR');
  const fen = days > 0n ? (worthFen * daysWithin(first, last)) / days : 0n;
  return { kind: 'CALL_OFF', eastRegionCode, westRegionCode, unitId, categoryCode, fen };
}
