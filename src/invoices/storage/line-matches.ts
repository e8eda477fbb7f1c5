/** SQL: a dated rule of the whole country, as a number: an invoice lies between two regions. */
const ruleOn = (key: string, day: string) => `(SELECT r.value::numeric FROM rule_facts r
    WHERE r.key = '${key}' AND r.region_code IS NULL AND r.valid_from <= ${day} AND (r.valid_to IS NULL OR r.valid_to >= ${day}))`;

/** SQL: whether the rule asks for the invoice of what a unit bought, by the nearest region that says so. */
const required = (region: string, day: string) => `coalesce((SELECT r.value = '1' FROM rule_facts r
    WHERE r.key = 'INVOICE_REQUIRED_TO_COUNT' AND r.valid_from <= ${day} AND (r.valid_to IS NULL OR r.valid_to >= ${day})
      AND (r.region_code IS NULL OR ${region} LIKE regexp_replace(r.region_code, '(00){1,2}$', '') || '%')
    ORDER BY length(regexp_replace(r.region_code, '(00){1,2}$', '')) DESC NULLS LAST LIMIT 1), false)`;

/** What was accepted of an order line and settled, and what of it was refunded since. */
const SETTLED = `
  SELECT any_value(x.order_id) AS order_id, sum(x.goods_fen)::bigint AS goods_fen, sum(x.accepted_base)::bigint AS accepted_base,
    coalesce(sum((SELECT sum(r.fen) FROM settled_line_refunds r WHERE r.settlement_line_id = x.id)), 0)::bigint AS refunded_fen
  FROM settlement_lines x WHERE x.order_line_id = asked.order_line_id HAVING count(*) > 0`;

/** What confirmed invoices say of it, less what red-letter ones took back; and who still has to check one. */
const INVOICED = `
  SELECT coalesce(sum(l.fen - l.red_fen) FILTER (WHERE i.state = 'CONFIRMED'), 0)::bigint AS fen,
    coalesce(sum(l.quantity_base - l.red_base) FILTER (WHERE i.state = 'CONFIRMED'), 0)::bigint AS base,
    coalesce(bool_or(NOT i.titles_match) FILTER (WHERE i.state = 'CONFIRMED' AND l.fen > l.red_fen), false) AS wrong_title,
    coalesce(bool_and(i.kind = 'PRODUCE_PURCHASE'), false) AS issued_by_buyer,
    min(CASE i.captured_for WHEN i.seller_id THEN 'BUYER' ELSE 'SUPPLIER' END) FILTER (WHERE i.state = 'CAPTURED') AS unchecked_by
  FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
  WHERE l.order_line_id = asked.order_line_id AND i.original_id IS NULL AND i.state IN ('CAPTURED', 'CONFIRMED')`;

/** Freight of the whole order as confirmed invoices say it; it has no line of the order, so every line is held against it. */
const FREIGHT = `
  SELECT coalesce(sum(l.fen - l.red_fen), 0)::bigint AS invoiced_freight_fen
  FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
  WHERE l.order_id = s.order_id AND l.order_line_id IS NULL AND i.original_id IS NULL AND i.state = 'CONFIRMED'`;

const KEEPS_FROM_MATCHING = `ARRAY['WRONG_TITLE', 'AMOUNT_BELOW', 'AMOUNT_ABOVE', 'QUANTITY_DIFFERS', 'FREIGHT_DIFFERS']`;

/**
 * SQL: the three-way match of order, acceptance and invoices by settled order line; `lines` answers the order_line_id
 * asked for. What was refunded may be invoiced still or taken back already; never more may be taken back than that.
 */
export const matchesOf = (lines: string) => `
  SELECT compared.*, compared.fen > 0 AND NOT compared.reasons && ${KEEPS_FROM_MATCHING} AS matched,
    coalesce(compared.unchecked_by, CASE WHEN compared.issued_by_buyer THEN 'BUYER' ELSE 'SUPPLIER' END) AS owner
  FROM (
    SELECT facts.*, array_remove(ARRAY[
      CASE WHEN facts.wrong_title THEN 'WRONG_TITLE' END,
      CASE WHEN facts.fen > 0 AND facts.fen < facts.goods_fen - facts.refunded_fen - facts.most_fen THEN 'AMOUNT_BELOW' END,
      CASE WHEN facts.fen > facts.goods_fen + facts.most_fen THEN 'AMOUNT_ABOVE' END,
      CASE WHEN facts.fen > 0 AND (facts.base > facts.accepted_base * (1 + facts.most_ratio)
        OR (facts.refunded_fen = 0 AND facts.base < facts.accepted_base * (1 - facts.most_ratio))) THEN 'QUANTITY_DIFFERS' END,
      CASE WHEN facts.fen > 0 AND abs(facts.invoiced_freight_fen - facts.freight_fen) > facts.most_fen THEN 'FREIGHT_DIFFERS' END,
      CASE WHEN facts.fen = 0 AND facts.unchecked_by IS NULL AND facts.goods_fen > facts.refunded_fen AND facts.required
        THEN 'INVOICE_MISSING' END,
      CASE WHEN facts.unchecked_by IS NOT NULL THEN 'INVOICE_UNCHECKED' END,
      CASE WHEN facts.fen > facts.goods_fen - facts.refunded_fen + facts.most_fen AND facts.fen <= facts.goods_fen + facts.most_fen
        THEN 'RED_INVOICE_MISSING' END], NULL) AS reasons
    FROM (
      SELECT asked.order_line_id, s.*, v.*, w.*, t.settled_on, t.freight_fen, ${required('unit.region_code', 't.settled_on')} AS required,
        coalesce(${ruleOn('INVOICE_AMOUNT_TOLERANCE', 't.settled_on')}, 0) * 100 AS most_fen,
        coalesce(${ruleOn('INVOICE_QUANTITY_TOLERANCE', 't.settled_on')}, 0) AS most_ratio
      FROM (${lines}) asked
      CROSS JOIN LATERAL (${SETTLED}) s CROSS JOIN LATERAL (${INVOICED}) v CROSS JOIN LATERAL (${FREIGHT}) w
      JOIN settlements t ON t.order_id = s.order_id JOIN orders o ON o.id = s.order_id
      JOIN organizations unit ON unit.id = o.unit_id) facts) compared`;

/** SQL: order lines whose invoices match, of all there are. */
export const MATCHED_LINES = `SELECT order_line_id FROM (${matchesOf(
  'SELECT DISTINCT order_line_id FROM invoice_lines WHERE order_line_id IS NOT NULL',
)}) every WHERE matched`;
