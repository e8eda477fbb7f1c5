import type { Pool } from 'pg';

/** One lot as the floor reads it: one row, flat, straight into the answer. */
export interface FloorRow {
  id: string;
  name: string;
  category: string;
  certificate_no: string;
  grade: string;
  harvested_on: string;
  expires_on: string;
  recognised: boolean;
  available: string;
  unit: string;
  county: string;
  supplier_id: string;
  supplier: string;
  certificates: { kind: string; number: string; validTo: string }[];
  terms_id: string;
  ladder: { from: string; fen: string }[];
  price_unit: string;
  vat_rate_bp: number;
  moq: string;
  pack_size: string;
  freight_kind: string;
  freight_fen: string;
  on_sale_from: string;
  on_sale_to: string;
  lead_days: number;
}

const COLUMNS = `l.id, p.name, p.category_code AS category, l.certificate_no, l.grade, l.harvested_on::text, l.expires_on::text,
  coalesce((SELECT true FROM recognitions r WHERE r.product_id = p.id AND r.valid_from <= $1::date AND r.valid_to >= $1::date
    AND (r.withdrawn_on IS NULL OR r.withdrawn_on > $1::date) LIMIT 1), false) AS recognised,
  s.in_base - s.reserved_base - s.shipped_base - s.loss_base - s.transformed_out_base AS available, p.display_unit AS unit,
  l.origin_county_code AS county, o.id AS supplier_id, o.name AS supplier,
  (SELECT coalesce(json_agg(json_build_object('kind', k.kind, 'number', k.number, 'validTo', k.valid_to) ORDER BY k.kind, k.number), '[]')
     FROM product_certificates k WHERE k.product_id = p.id AND k.withdrawn_on IS NULL AND k.valid_from <= $1::date AND k.valid_to >= $1::date)
     AS certificates,
  v.id AS terms_id, v.ladder, v.price_unit, v.vat_rate_bp, v.moq_base AS moq, v.pack_size_base AS pack_size, v.freight_kind,
  v.freight_fen, v.on_sale_from::text, v.on_sale_to::text, v.lead_days`;

const GOODS = `JOIN products p ON p.id = l.product_id JOIN organizations o ON o.id = l.supplier_id
  JOIN listings g ON g.id = l.listing_id JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number`;

const FROM = `lots l JOIN lot_stock s ON s.lot_id = l.id ${GOODS}`;

/** In the order of the lots: their stock is looked up one by one, so that a page far behind reads no more than the first. */
const FROM_IN_ORDER = `lots l CROSS JOIN LATERAL (SELECT * FROM lot_stock WHERE lot_id = l.id OFFSET 0) s ${GOODS}`;

/** One more than a page. */
const LIMIT = 21;

/**
 * Limit and day stand in the text, so that PostgreSQL keeps the plan; with parameters it plans each page anew, which takes
 * longer than to read it.
 */
function statementsOn(today: string) {
  const onSale = `l.state = 'AVAILABLE' AND g.state = 'LISTED' AND NOT g.supplier_suspended
    AND DATE '${today}' BETWEEN v.on_sale_from AND v.on_sale_to AND l.expires_on >= DATE '${today}'
    AND s.in_base - s.reserved_base - s.shipped_base - s.loss_base - s.transformed_out_base > 0`;
  return {
    first: `SELECT ${COLUMNS} FROM ${FROM_IN_ORDER} WHERE ${onSale} ORDER BY l.id DESC LIMIT ${LIMIT}`,
    after: `SELECT ${COLUMNS} FROM ${FROM_IN_ORDER} WHERE ${onSale} AND l.id < $2 ORDER BY l.id DESC LIMIT ${LIMIT}`,
    one: `SELECT ${COLUMNS} FROM ${FROM} WHERE l.id = $2`,
    found: `SELECT * FROM (
        SELECT l.id AS found_id, ts_rank(p.search_words, $2::tsquery) AS rank FROM ${FROM}
        WHERE ${onSale} AND p.search_words @@ $2::tsquery ORDER BY 2 DESC, 1 DESC LIMIT ${LIMIT}) found
      JOIN LATERAL (SELECT ${COLUMNS} FROM ${FROM} WHERE l.id = found_id) lot ON true ORDER BY rank DESC, found_id DESC`,
  };
}

let kept = { day: '', texts: statementsOn('1970-01-01') };

/** Rows for the first and every further value; `$1` is today. */
export async function readRows(
  pool: Pool,
  name: keyof typeof kept.texts,
  today: string,
  values: unknown[] = [],
): Promise<FloorRow[]> {
  if (kept.day !== today) kept = { day: today, texts: statementsOn(today) };
  const asked = { name: `${name} ${today}`, text: kept.texts[name], values: [today, ...values] };
  const { rows } = await pool.query<FloorRow>(asked);
  return rows;
}
