import { spanOf } from './recount-spans';

/** Lots that are left to count, with the days on which something of the product or of the supplier changed. */
export const LOT_DAYS = `
  CREATE UNLOGGED TABLE recount_lot_days AS
  WITH left_over AS (
    SELECT id, product_id, supplier_id FROM lots WHERE state <> 'RECALLED' AND id NOT IN (SELECT id FROM recount_waiting))
  SELECT l.*, change.since FROM left_over l JOIN recount_spans change ON change.subject = l.product_id
  UNION SELECT l.*, change.since FROM left_over l JOIN recount_spans change ON change.subject = l.supplier_id
  UNION SELECT l.*, '-infinity' FROM left_over l`;

/** What each lot is of, down to the lots at the beginning of a chain of merges and splits. */
const LAND = `
  WITH RECURSIVE tree (of_lot, lot_id) AS (
    SELECT id, id FROM lots
    UNION
    SELECT tree.of_lot, source.lot_id FROM tree
    JOIN lot_transformation_parts child ON child.lot_id = tree.lot_id AND child.side = 'CHILD'
    JOIN lot_transformation_parts source ON source.transformation_id = child.transformation_id AND source.side = 'SOURCE')
  SELECT of_lot, string_agg(DISTINCT concat_ws('|', root.capacity_id IS NULL, c.id IS NULL, c.verified_area_si <> 0, c.crop_code, c.county_code, c.season), ',') AS grown
  FROM tree JOIN lots root ON root.id = tree.lot_id LEFT JOIN capacities c ON c.id = root.capacity_id GROUP BY of_lot`;

const MIXED = `
  SELECT lot_id, string_agg(county_code, ',' ORDER BY county_code) AS counties FROM lot_origin_shares GROUP BY lot_id`;

/** Which recognitions of its product had begun, run out or been withdrawn by a day. */
const RECOGNISED = `
  SELECT id, since, string_agg(state, ',' ORDER BY state) AS state FROM (
    SELECT day.id, day.since, concat_ws('|', r.valid_from <= day.since, r.valid_to < day.since, r.withdrawn_on <= day.since) AS state
    FROM recount_lot_days day JOIN recognitions r ON r.product_id = day.product_id) so_far GROUP BY 1, 2`;

/**
 * By the days since which it is the same, the class of each lot. Where nothing a judgement asks of two lots differs, their
 * lines are judged together: what they are made of, the land they grew on, whether the product is recognised, and who
 * brought them in.
 */
export const LOTS = `
  CREATE UNLOGGED TABLE recount_lots AS
  SELECT id, array_agg(since ORDER BY since) AS since, array_agg(class ORDER BY since) AS classes FROM (
    SELECT day.id, day.since, hashtextextended(concat_ws('/', day.supplier_id, land.grown, mixed.counties, coalesce(recognised.state, ''), supplier.since), 0) AS class
    FROM recount_lot_days day LEFT JOIN (${LAND}) land ON land.of_lot = day.id LEFT JOIN (${MIXED}) mixed ON mixed.lot_id = day.id
    LEFT JOIN (${RECOGNISED}) recognised ON recognised.id = day.id AND recognised.since = day.since
    ${spanOf('supplier', 'day.supplier_id', 'day.since')}) classed GROUP BY id`;

/** A line has one lot: whoever looks for it need not look on. */
export const LOTS_ONCE = 'CREATE UNIQUE INDEX ON recount_lots (id)';
