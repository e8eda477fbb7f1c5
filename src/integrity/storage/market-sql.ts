/** Whoever may buy or sell, with the head of its line, what it is reached and paid by, and whose agent it is on $1. */
export const ORGANIZATIONS = `
  WITH RECURSIVE line AS (
    SELECT id, id AS root_id FROM organizations WHERE parent_id IS NULL
    UNION ALL SELECT o.id, line.root_id FROM organizations o JOIN line ON o.parent_id = line.id),
  phones AS (
    SELECT organization_id AS id, array_agg(DISTINCT phone_hash) AS hashes FROM members
     WHERE active AND phone_hash IS NOT NULL GROUP BY 1),
  accounts AS (
    SELECT organization_id AS id, array_agg(DISTINCT number_hash) AS hashes FROM bank_accounts
     WHERE state IN ('ACTIVE', 'REPLACED') GROUP BY 1),
  principals AS (
    SELECT agent_id AS id, array_agg(DISTINCT principal_id) AS ids FROM agency_mandates
     WHERE state = 'ACTIVE' AND $1::date BETWEEN valid_from AND valid_to GROUP BY 1)
  SELECT o.id, line.root_id AS "rootId", coalesce(phones.hashes, '{}') AS "phoneHashes",
         coalesce(accounts.hashes, '{}') AS "accountHashes", coalesce(principals.ids, '{}') AS "principalIds",
         approval_limits.limit_fen AS "approvalLimitFen"
    FROM organizations o JOIN line USING (id) LEFT JOIN phones USING (id) LEFT JOIN accounts USING (id)
    LEFT JOIN principals USING (id) LEFT JOIN approval_limits USING (id)
   WHERE o.kind IN ('ENTERPRISE', 'PUBLIC_UNIT', 'COOPERATIVE', 'FAMILY_FARM') ORDER BY o.id`;

const PLACED = `o.placed_on BETWEEN $1::date AND $2::date`;

/** Orders that were called off are nobody's purchase. */
export const ORDERS = `
  SELECT o.id, o.buyer_id AS "buyerId", o.unit_id AS "unitId", o.supplier_id AS "supplierId", o.placed_on AS "placedOn",
         o.goods_fen AS "goodsFen", array_agg(l.product_id ORDER BY l.position) AS "productIds",
         o.quote_version_id IS NOT NULL OR o.framework_id IS NOT NULL AS agreed
    FROM orders o JOIN order_lines l ON l.order_id = o.id
   WHERE ${PLACED} AND o.state NOT IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')
   GROUP BY o.id ORDER BY o.placed_at, o.id`;

export const SETTLED_GOODS = `
  SELECT s.id, o.id AS "orderId", l.lot_id AS "lotId",
         coalesce(p.crop_code, p.category_code) || ' ' || p.base_unit AS "goodsCode",
         EXISTS (SELECT FROM product_certificates c WHERE c.product_id = p.id AND o.placed_on BETWEEN c.valid_from AND c.valid_to
                   AND (c.withdrawn_on IS NULL OR c.withdrawn_on > o.placed_on)) AS certified,
         t.settled_on AS "settledOn",
         (a.accepted_at AT TIME ZONE 'Asia/Shanghai')::date - (d.dispatched_at AT TIME ZONE 'Asia/Shanghai')::date AS "daysUnderway",
         s.accepted_base AS "quantityBase", s.goods_fen AS "goodsFen"
    FROM settlements t JOIN settlement_lines s ON s.settlement_id = t.id
    JOIN order_lines l ON l.id = s.order_line_id JOIN orders o ON o.id = s.order_id JOIN products p ON p.id = l.product_id
    JOIN acceptance_lines al ON al.id = s.acceptance_line_id JOIN acceptances a ON a.id = al.acceptance_id
    JOIN shipments d ON d.id = a.shipment_id
   WHERE ${PLACED} AND t.settled_on <= $2::date ORDER BY t.settled_at, s.id`;

/** Those harvested in the span, and those sold in it. */
const SEEN = `(l.harvested_on BETWEEN $1::date AND $2::date
  OR EXISTS (SELECT FROM order_lines s JOIN orders o ON o.id = s.order_id WHERE s.lot_id = l.id AND ${PLACED}))`;

export const LOTS = `
  SELECT l.id, l.supplier_id AS "supplierId", l.capacity_id AS "capacityId", p.crop_code AS "cropCode",
         l.origin_county_code AS "countyCode", l.harvested_on AS "harvestedOn"
    FROM lots l JOIN products p ON p.id = l.product_id WHERE ${SEEN} ORDER BY l.id`;

export const CAPACITIES = `
  SELECT id, supplier_id AS "supplierId", county_code AS "countyCode", crop_code AS "cropCode", season,
         verified_area_si AS "verifiedAreaSi"
    FROM capacities WHERE season BETWEEN extract(year FROM $1::date) - 1 AND extract(year FROM $2::date)
     AND verified_area_si > 0 ORDER BY id`;

export const SEASONED_CROPS = `
  SELECT DISTINCT p.crop_code AS "cropCode", p.category_code AS "categoryCode", l.origin_county_code AS "countyCode"
    FROM lots l JOIN products p ON p.id = l.product_id WHERE p.crop_code IS NOT NULL AND ${SEEN} ORDER BY 1, 2, 3`;

/** Claims that stand or are being looked at; a line given up is not claimed. */
export const INVOICES = `
  SELECT c.id AS "claimId", array_agg(l.id ORDER BY l.position) AS "portionIds", c.invoice_no AS number,
         c.supplier_id AS "sellerId", c.unit_id AS "payerId", c.purchased_on AS "purchasedOn",
         c.invoice_fen AS "invoiceFen", sum(l.goods_fen)::bigint AS "claimedFen"
    FROM claims c JOIN claim_lines l ON l.claim_id = c.id AND l.live
   WHERE c.purchased_on BETWEEN $1::date AND $2::date AND c.state IN ('SUBMITTED', 'DEDUPED', 'VERIFIED_ONE', 'CONFIRMED')
   GROUP BY c.id ORDER BY c.submitted_at, c.id`;
