import type { ImportColumn } from '../domain/import-columns';
import type { ImportError } from '../domain/import-errors';

/** SQL: marks the rows `r` of the import $1 that are good so far and match, naming cell and reason. $2: places of the columns. */
const mark = (
  column: ImportColumn,
  code: ImportError,
  { from = '', where }: { from?: string; where: string },
) => `
  UPDATE claim_import_rows r SET errors = r.errors || (($2::jsonb->>'${column}') || r.row_no || ' ${code}') ${from}
  WHERE r.import_id = $1 AND cardinality(r.errors) = 0 AND ${where}`;

/** SQL: the good rows, with the place of each among those of the same `of`. */
const among = (of: string) =>
  `(SELECT row_no, row_number() OVER (PARTITION BY ${of} ORDER BY row_no) AS place FROM claim_import_rows
    WHERE import_id = $1 AND cardinality(errors) = 0) x`;

/** SQL: the good rows, with what those up to each of the same `of` come to. */
const upTo = (of: string, what: string) =>
  `(SELECT row_no, sum(${what}) OVER (PARTITION BY ${of} ORDER BY row_no) AS total FROM claim_import_rows
    WHERE import_id = $1 AND cardinality(errors) = 0) x`;

const INVOICE = 'supplier_id, invoice_no';

/** Who and what the words of the rows mean. $3: the units the claimant may claim for. */
export const NAMES: readonly string[] = [
  `UPDATE claim_import_rows r SET unit_id = o.id FROM organizations o
    WHERE r.import_id = $1 AND $2::jsonb IS NOT NULL AND o.id = ANY($3::uuid[]) AND (o.uscc = upper(r.unit_said) OR o.name = r.unit_said)`,
  mark('evidence', 'EVIDENCE_UNKNOWN', {
    where: `$3::uuid[] IS NOT NULL AND EXISTS (SELECT FROM unnest(r.evidence) said (code) WHERE NOT EXISTS
      (SELECT FROM claim_import_evidence e WHERE e.import_id = r.import_id AND e.code = said.code))`,
  }),
  mark('unit', 'UNIT_AMBIGUOUS', {
    where:
      'r.unit_said IN (SELECT name FROM organizations WHERE id = ANY($3::uuid[]) GROUP BY name HAVING count(*) > 1)',
  }),
  mark('unit', 'UNIT_UNKNOWN', { where: 'r.unit_id IS NULL AND $3::uuid[] IS NOT NULL' }),
  `UPDATE claim_import_rows r SET supplier_id = o.id FROM organizations o
    WHERE r.import_id = $1 AND $2::jsonb IS NOT NULL AND $3::uuid[] IS NOT NULL AND o.uscc = r.supplier_said`,
  mark('supplier', 'SUPPLIER_UNKNOWN', { where: 'r.supplier_id IS NULL AND $3::uuid[] IS NOT NULL' }),
  mark('supplier', 'OWN_GOODS', { where: 'r.supplier_id = ANY($3::uuid[])' }),
  mark('lot', 'LOT_AMBIGUOUS', {
    where: `$3::uuid[] IS NOT NULL AND (SELECT count(*) FROM lots l WHERE l.supplier_id = r.supplier_id AND l.certificate_no = r.certificate_no) > 1`,
  }),
  `UPDATE claim_import_rows r SET lot_id = l.id FROM lots l WHERE r.import_id = $1 AND $2::jsonb IS NOT NULL AND $3::uuid[] IS NOT NULL
    AND cardinality(r.errors) = 0 AND l.supplier_id = r.supplier_id AND l.certificate_no = r.certificate_no`,
  mark('lot', 'LOT_UNKNOWN', { where: 'r.lot_id IS NULL AND $3::uuid[] IS NOT NULL' }),
];

/** What has to hold of the goods. $3: today. */
export const GOODS: readonly string[] = [
  mark('lot', 'LOT_NOT_SOLD_ELSEWHERE', {
    from: 'FROM lots l',
    where: `l.id = r.lot_id AND l.state IN ('ON_HOLD', 'RECALLED') AND $3::date IS NOT NULL`,
  }),
  mark('quantityUnit', 'UNIT_DIFFERS', {
    from: 'FROM lots l JOIN products p ON p.id = l.product_id',
    where: 'l.id = r.lot_id AND p.base_unit <> r.quantity_unit AND $3::date IS NOT NULL',
  }),
  mark('purchasedOn', 'PURCHASED_IN_FUTURE', { where: 'r.purchased_on > $3::date' }),
  mark('purchasedOn', 'PURCHASED_BEFORE_HARVEST', {
    from: 'FROM lots l',
    where: 'l.id = r.lot_id AND r.purchased_on < l.harvested_on AND $3::date IS NOT NULL',
  }),
];

/** $3: the earliest day of a purchase that may still be entered. */
export const TOO_OLD = mark('purchasedOn', 'CLAIM_TOO_OLD', { where: 'r.purchased_on < $3::date' });

/** Lots that could not be bought so on a day. $3 the lots, $4 the days, $5 the codes. */
export const BARRED = (column: ImportColumn, code: ImportError) =>
  mark(column, code, {
    from: 'FROM unnest($3::uuid[], $4::date[], $5::text[]) AS b (lot_id, day, code)',
    where: `b.lot_id = r.lot_id AND b.day = r.purchased_on AND b.code = '${code}'`,
  });

/** Rows whose buyer chose relations that do not cover them. $3: their numbers. */
export const MISFITS = mark('relations', 'PAIRING_NOT_APPLICABLE', { where: 'r.row_no = ANY($3::int[])' });

/** Purchases whose buyer chose relations, with the rows that say the same. */
export const CHOSEN = `
  SELECT r.unit_id AS "unitId", o.region_code AS "unitRegionCode", r.supplier_id AS "supplierId", l.origin_county_code AS "countyCode",
    r.purchased_on AS "purchasedOn", r.relation_choices AS "relationChoices", array_agg(r.row_no) AS rows
  FROM claim_import_rows r JOIN organizations o ON o.id = r.unit_id JOIN lots l ON l.id = r.lot_id
  WHERE r.import_id = $1 AND cardinality(r.errors) = 0 AND cardinality(r.relation_choices) > 0 GROUP BY 1, 2, 3, 4, 5, 6`;

/** Invoices: one payer and one amount each, a lot of it once, never more than it says. */
export const INVOICES: readonly string[] = [
  mark('invoice', 'INVOICE_ON_ORDER', {
    from: 'FROM invoice_numbers n',
    where: `n.seller_id = r.supplier_id AND right(n.number, 6) = right(r.invoice_no, 6) AND n.used_by = 'INVOICE'
      AND (right(n.number, length(r.invoice_no)) = r.invoice_no OR right(r.invoice_no, length(n.number)) = n.number)`,
  }),
  mark('invoice', 'INVOICE_DIFFERS', {
    from: `FROM (SELECT DISTINCT ON (${INVOICE}) ${INVOICE}, unit_id, invoice_fen FROM claim_import_rows
      WHERE import_id = $1 AND cardinality(errors) = 0 ORDER BY ${INVOICE}, row_no) first`,
    where: `(first.supplier_id, first.invoice_no) = (r.supplier_id, r.invoice_no)
      AND (first.unit_id, first.invoice_fen) IS DISTINCT FROM (r.unit_id, r.invoice_fen)`,
  }),
  mark('invoice', 'INVOICE_DIFFERS', {
    from: 'FROM claimed_invoices i',
    where: `(i.supplier_id, i.invoice_no) = (r.supplier_id, r.invoice_no) AND i.used_fen > 0
      AND (i.unit_id, i.invoice_fen) IS DISTINCT FROM (r.unit_id, r.invoice_fen)`,
  }),
  mark('lot', 'INVOICE_LOT_CLAIMED', {
    from: `FROM ${among(`${INVOICE}, lot_id`)}`,
    where: 'x.row_no = r.row_no AND x.place > 1',
  }),
  mark('lot', 'INVOICE_LOT_CLAIMED', {
    from: 'FROM claim_lines l',
    where: 'l.live AND (l.supplier_id, l.invoice_no, l.lot_id) = (r.supplier_id, r.invoice_no, r.lot_id)',
  }),
];

/** The same purchase twice. $3: the payer's whole house; $4: days. */
export const TWINS: readonly string[] = [
  mark('amount', 'TWIN_CLAIM', {
    from: `FROM ${among('lot_id, goods_fen, purchased_on')}`,
    where: 'x.row_no = r.row_no AND x.place > 1 AND $3::uuid[] IS NOT NULL AND $4::int IS NOT NULL',
  }),
  mark('amount', 'TWIN_CLAIM', {
    where: `EXISTS (SELECT FROM claim_lines l JOIN claims c ON c.id = l.claim_id
      WHERE l.live AND l.lot_id = r.lot_id AND l.goods_fen = r.goods_fen AND c.purchased_on = r.purchased_on
        AND c.unit_id = ANY($3::uuid[])) AND $4::int IS NOT NULL`,
  }),
  mark('amount', 'TWIN_ON_PLATFORM', {
    where: `EXISTS (SELECT FROM order_lines l JOIN orders o ON o.id = l.order_id LEFT JOIN settlements s ON s.order_id = o.id
      WHERE l.lot_id = r.lot_id AND o.unit_id = ANY($3::uuid[])
        AND o.state NOT IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')
        AND r.purchased_on BETWEEN o.placed_on - $4::int AND coalesce(s.settled_on, o.placed_on) + $4::int
        AND r.goods_fen IN (l.goods_fen, (SELECT sum(p.goods_fen) FROM settlement_lines p WHERE p.order_line_id = l.id)))`,
  }),
];

/** What all good rows together may take: the later ones are too much. */
export const TOGETHER: readonly string[] = [
  mark('amount', 'INVOICE_EXCEEDED', {
    from: `FROM ${upTo(INVOICE, 'goods_fen')}`,
    where: `x.row_no = r.row_no AND x.total > r.invoice_fen - coalesce((SELECT i.used_fen FROM claimed_invoices i
      WHERE (i.supplier_id, i.invoice_no) = (r.supplier_id, r.invoice_no)), 0)`,
  }),
  mark('quantity', 'LOT_SHORT', {
    from: `FROM ${upTo('lot_id', 'quantity_base')}, lot_stock s`,
    where: `x.row_no = r.row_no AND s.lot_id = r.lot_id
      AND x.total > s.in_base - s.reserved_base - s.shipped_base - s.loss_base - s.transformed_out_base`,
  }),
];

/** Another purchase each good row resembles, at most so many of each kind: a verifier needs no more to be asked. Of the table's own rows it is the one before, whose claim has no number yet. $2: house, $3: days. */
export const ALIKE = `
  CREATE TEMP TABLE import_twins ON COMMIT DROP AS
  SELECT DISTINCT r.claim_id, t.kind, t.id, t.number
  FROM claim_import_rows r JOIN lots lot ON lot.id = r.lot_id CROSS JOIN LATERAL (
    (SELECT 'CLAIM' AS kind, c.id, c.number FROM claim_lines l JOIN claims c ON c.id = l.claim_id
      WHERE l.live AND l.product_id = lot.product_id AND l.goods_fen = r.goods_fen AND c.unit_id = ANY($2::uuid[])
        AND r.purchased_on BETWEEN c.purchased_on - $3::int AND c.purchased_on + $3::int LIMIT 5)
    UNION ALL
    (SELECT 'ORDER', o.id, o.number FROM orders o JOIN order_lines l ON l.order_id = o.id LEFT JOIN settlements s ON s.order_id = o.id
      WHERE o.unit_id = ANY($2::uuid[]) AND o.supplier_id = r.supplier_id
        AND o.state NOT IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')
        AND (l.lot_id = r.lot_id OR (l.product_id = lot.product_id AND l.goods_fen = r.goods_fen))
        AND r.purchased_on BETWEEN o.placed_on - $3::int AND coalesce(s.settled_on, o.placed_on) + $3::int LIMIT 5)) t
  WHERE r.import_id = $1 AND cardinality(r.errors) = 0
  UNION ALL
  SELECT own.claim_id, 'CLAIM', own.before, NULL FROM (
    SELECT r.claim_id, r.purchased_on, lag(r.claim_id) OVER alike AS before, lag(r.purchased_on) OVER alike AS bought_on
      FROM claim_import_rows r JOIN lots lot ON lot.id = r.lot_id WHERE r.import_id = $1 AND cardinality(r.errors) = 0
      WINDOW alike AS (PARTITION BY lot.product_id, r.goods_fen ORDER BY r.purchased_on, r.row_no)) own
  WHERE own.purchased_on <= own.bought_on + $3::int`;
