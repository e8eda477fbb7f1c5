import type { Quantity } from '../../../libs/money/src/index';
import type { BusinessDate } from '../../platform/index';
import type { CertificateKind } from '../domain/certificate-match';
import { ON_SALE } from './lot-view';
import { sharedDigits } from '../../regions/index';

export interface WantedLots {
  readonly today: BusinessDate;
  readonly text: string | null;
  readonly categoryCode: string | null;
  readonly originRegion: string | null;
  /** Codes of any level, of which one must contain the origin; null: anywhere. */
  readonly regions: readonly string[] | null;
  readonly onSaleOn: BusinessDate;
  readonly certificate: CertificateKind | null;
  readonly recognised: boolean;
  readonly quantity: Quantity | null;
  /** Fen per kg, litre or piece. */
  readonly priceFromFen: bigint | null;
  readonly priceToFen: bigint | null;
  readonly deliverBy: BusinessDate | null;
}

export const AVAILABLE =
  's.in_base - s.reserved_base - s.shipped_base - s.loss_base - s.transformed_out_base';

/** Takes a value and answers the parameter it has become. */
export type Bind = (value: unknown) => string;

/** Fen per kg, litre or piece at the quantity asked for, or at the minimum order. */
export function priceAt(quantityBase: bigint | null, bind: Bind): string {
  const at = quantityBase === null ? 'v.moq_base' : `greatest(${bind(quantityBase)}::bigint, v.moq_base)`;
  return `((SELECT (step->>'fen')::numeric FROM jsonb_array_elements(v.ladder) step
      WHERE (step->>'from')::bigint <= ${at} ORDER BY (step->>'from')::bigint DESC LIMIT 1)
    * (CASE p.base_unit WHEN 'piece' THEN 1 ELSE 1000 END) / v.price_unit_base)`;
}

/**
 * Today as it stands in a statement for a whole day: nearly all that is offered is on sale today, and only where
 * PostgreSQL can see that does it keep the plan of a page; with a parameter it plans each one anew.
 */
function literalDay(day: BusinessDate): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new TypeError('not a day');
  return `DATE '${day}'`;
}

/** What is asked for and nothing else: a condition that is not there costs neither rows nor a wrong plan. */
export function lotConditions(wanted: WantedLots, bind: Bind): string[] {
  const today = literalDay(wanted.today);
  const onSaleOn = wanted.onSaleOn === wanted.today ? today : `${bind(wanted.onSaleOn)}::date`;
  const conditions = [
    ON_SALE,
    `${AVAILABLE} > 0`,
    `${onSaleOn} BETWEEN v.on_sale_from AND v.on_sale_to`,
    `l.expires_on >= ${today}`,
  ];
  const { categoryCode, originRegion, regions, certificate, quantity, deliverBy } = wanted;
  if (deliverBy !== null) conditions.push(`${today} + v.lead_days <= ${bind(deliverBy)}::date`);
  if (categoryCode !== null)
    conditions.push(`p.category_code LIKE ${bind(`${escaped(categoryCode)}%`)}::text`);
  if (originRegion !== null)
    conditions.push(`l.origin_county_code LIKE ${bind(`${sharedDigits(originRegion)}%`)}::text`);
  if (regions !== null) {
    const patterns = regions.map((code) => `${sharedDigits(code)}%`);
    conditions.push(`l.origin_county_code LIKE ANY(${bind(patterns)}::text[])`);
  }
  if (certificate !== null) conditions.push(certified(bind(certificate), today));
  if (quantity)
    conditions.push(
      `p.base_unit = ${bind(quantity.baseUnit)}::text AND ${AVAILABLE} >= ${bind(quantity.base)}::bigint`,
    );
  const price = () => priceAt(quantity?.base ?? null, bind);
  if (wanted.priceFromFen !== null) conditions.push(`${price()} >= ${bind(wanted.priceFromFen)}::bigint`);
  if (wanted.priceToFen !== null) conditions.push(`${price()} <= ${bind(wanted.priceToFen)}::bigint`);
  if (wanted.recognised) conditions.push(recognisedNow(today));
  return conditions;
}

/** A text that stands for itself in a LIKE pattern. */
const escaped = (text: string) => text.replace(/[\\%_]/g, (mark) => `\\${mark}`);

const certified = (kind: string, today: string) =>
  `EXISTS (SELECT 1 FROM product_certificates k WHERE k.product_id = p.id AND k.kind = ${kind}
  AND k.withdrawn_on IS NULL AND ${today} BETWEEN k.valid_from AND k.valid_to)`;

const recognisedNow = (today: string) =>
  `EXISTS (SELECT 1 FROM recognitions r WHERE r.product_id = p.id AND r.valid_from <= ${today}
  AND ${today} <= r.valid_to AND (r.withdrawn_on IS NULL OR ${today} < r.withdrawn_on))`;
