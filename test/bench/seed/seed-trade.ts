import { BUYERS, idOf } from './seed-people';

export const COUNTIES = 832;
/** Lots a county sells, which are the lines of a settled order. */
export const LOTS = 10;
/** Orders of one line that are delivered and not settled: half of them over all counties, half of the first. */
export const UNSETTLED = 16_000;

export const EAST = '330211';
/** Ids by table and number: md5 of tens of millions of names would take longest of all. */
export const rowId = (table: number, n: string) =>
  `(lpad('${table}', 8, '0') || '-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const [ORDER, LINE, SETTLEMENT, SETTLED, SHIPMENT, SHIPPED, ACCEPTANCE, ACCEPTED, ENTRY] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;
export const TABLES = { ORDER, LINE, SETTLEMENT, SETTLED, ACCEPTED } as const;
/** The tables with a row for every order or line. */
export const TRADED = [
  'orders',
  'order_lines',
  'acceptances',
  'acceptance_lines',
  'settlements',
  'settlement_lines',
  'counting_entries',
];
/** What the entries are added up in. */
export const LEDGERS = ['counting_ledger_months', 'counting_ledger_days'];

export const YEAR_START = `date_trunc('year', now() AT TIME ZONE 'Asia/Shanghai')::date`;
const DAYS = `(extract(doy FROM now() AT TIME ZONE 'Asia/Shanghai')::int)`;
const FEN = '(100000 + i % 900000)';

/**
 * SQL: lines by number, with their order, `o`, its day, county, buyer and lot. Settled ones stand ten to an order, which
 * is numbered as its first line; the others each in an order of its own.
 */
const lines = (from: number, until: number, portions: number) => `(
  SELECT i, o, ${YEAR_START} + ((o / 110) % ${DAYS})::int AS day, i % ${LOTS} AS k, (o / ${LOTS * COUNTIES}) % ${BUYERS} AS b,
    CASE WHEN i < ${portions} THEN 1 + (o / ${LOTS}) % ${COUNTIES} WHEN i < ${portions + UNSETTLED / 2} THEN 1 + i % ${COUNTIES} ELSE 1 END AS n
  FROM (SELECT i, CASE WHEN i < ${portions} THEN i - i % ${LOTS} ELSE i END AS o FROM generate_series(${from}, ${until - 1}) i) numbered) line`;

/** Everything that was sold, delivered and settled, a statement for each table. */
export const trade = (portions: number): string[] => {
  const all = lines(0, portions + UNSETTLED, portions);
  const settled = lines(0, portions, portions);
  const lot = 'JOIN bench_lots lot USING (n, k)';
  const orders = `(SELECT o AS i, min(day) AS day, min(b) AS b, min(n) AS n, sum(${FEN}) AS fen FROM ${all} GROUP BY o) orders`;
  const settledOrders = `(SELECT o AS i, min(day) AS day, sum(${FEN}) AS fen FROM ${settled} GROUP BY o) orders`;
  return [
    `INSERT INTO orders (id, version, number, basket_id, state, buyer_id, unit_id, supplier_id, terms, placed_by, placed_at, placed_on,
       delivery_county, delivery_on, goods_fen, vat_fen, freight_fen, tolerance_bp, approval_required, contract_version, payment_extended,
       payment_reminded, extra_clause)
     SELECT ${rowId(ORDER, 'i')}, 1, 'XS-B-' || i, ${rowId(ORDER, 'i')}, 'SETTLED', buyer.id, buyer.id, lot.supplier_id, 'PREPAID',
       ${idOf(`'clerk1'`)}, day, day, '${EAST}', day + 5, fen, 0, 0, 500, false, 1, false, false, true
     FROM ${orders} JOIN bench_buyers buyer USING (b) JOIN bench_lots lot ON lot.n = orders.n AND lot.k = 0 ORDER BY i`,
    `INSERT INTO order_lines (id, order_id, position, lot_id, product_id, listing_version_id, product_name, category_code, origin_county_code, grade,
       certificate_no, harvested_on, display_unit, price_unit, unit_price_fen, vat_rate_bp, quantity_base, goods_fen, vat_fen, freight_kind,
       freight_rate_fen, cancelled_base)
     SELECT ${rowId(LINE, 'i')}, ${rowId(ORDER, 'o')}, 1 + i - o, lot_id, product_id, ${rowId(LINE, 'i')}, '示例苹果', category, code,
       '一级', 'HGZ-B', current_date, 'kg', 'kg', 1, 0, 1000, ${FEN}, 0, 'INCLUDED', 0, 0
     FROM ${all} ${lot}`,
    `INSERT INTO acceptances SELECT ${rowId(ACCEPTANCE, 'i')}, ${rowId(ORDER, 'i')}, ${rowId(SHIPMENT, 'i')}, ${idOf(`'clerk1'`)}, day, false
     FROM ${orders} ORDER BY i`,
    `INSERT INTO acceptance_lines (id, acceptance_id, order_id, shipment_line_id, order_line_id, lot_id, accepted_base, grade, photo_ids)
     SELECT ${rowId(ACCEPTED, 'i')}, ${rowId(ACCEPTANCE, 'o')}, ${rowId(ORDER, 'o')}, ${rowId(SHIPPED, 'i')}, ${rowId(LINE, 'i')},
       lot_id, 1000, '一级', '{}' FROM ${all} ${lot}`,
    `INSERT INTO settlements SELECT ${rowId(SETTLEMENT, 'i')}, ${rowId(ORDER, 'i')}, fen, 0, 0, day, day FROM ${settledOrders} ORDER BY i`,
    `INSERT INTO settlement_lines SELECT ${rowId(SETTLED, 'i')}, ${rowId(SETTLEMENT, 'o')}, ${rowId(ORDER, 'o')}, ${rowId(LINE, 'i')},
       ${rowId(ACCEPTED, 'i')}, 1000, ${FEN}, 0, 0, lot_id, code, category FROM ${settled} ${lot}`,
  ];
};

/** What counts of it. */
export const entries = (portions: number) => `
  INSERT INTO counting_entries (id, scheme, kind, portion_id, attempt, cause, amount_fen, pairing_id, agreement_id, commitment_id, target_leaf,
    east_region_code, west_region_code, year, counted_on, period, order_id, order_line_id, settlement_line_id, unit_id, buyer_id, supplier_id,
    unit_region_code, county_code, category_code, rule_version, explain, recorded_at)
  SELECT ${rowId(ENTRY, 'i')}, 'EAST_WEST', 'CONFIRMED', ${rowId(SETTLED, 'i')}, 1, 'bench', ${FEN}, county.relation_id, county.agreement_id,
    county.leaf_id, 'OWN', '${EAST}', code, extract(year FROM now())::int, day, date_trunc('month', day)::date, ${rowId(ORDER, 'o')},
    ${rowId(LINE, 'i')}, ${rowId(SETTLED, 'i')}, buyer.id, buyer.id, lot.supplier_id, '${EAST}', code, lot.category, 'EAST_WEST-2026.2', '{}', day
  FROM ${lines(0, portions, portions)} JOIN bench_lots lot USING (n, k) JOIN bench_buyers buyer USING (b)
  JOIN (SELECT n, ${idOf(`'relation ' || n`)} AS relation_id, ${idOf(`'county agreement ' || n`)} AS agreement_id, ${idOf(`'own ' || n`)} AS leaf_id
    FROM bench_counties) county USING (n)`;
