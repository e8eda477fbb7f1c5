import { spanOf } from './recount-spans';
import { COMPUTED_ONCE, hashOf } from './weights';

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

/** SQL: what is judged alike of a line, by its lot's class. */
export const lineKey = (seed: number, county: string, category: string, lotClass: string) =>
  hashOf(`${seed}::bigint + 2`, [
    [county, 'text'],
    [category, 'bigint'],
    [lotClass, 'bigint'],
  ]);

/** SQL: what an amount is told by of its line; as the digests of entries are made. */
export const toldByLine = (county: string, category: string) =>
  hashOf('3::bigint', [
    [county, 'text'],
    [category, 'text'],
  ]);

/**
 * By the days since which it is the same, the class of each lot. Where nothing a judgement asks of two lots differs, their
 * lines are judged together: what they are made of, the land they grew on, whether the product is recognised, and who
 * brought them in.
 */
const CLASSED = `
  SELECT id, array_agg(since ORDER BY since) AS since, array_agg(class ORDER BY since) AS classes FROM (
    SELECT day.id, day.since, hashtextextended(concat_ws('/', day.supplier_id, land.grown, mixed.counties, coalesce(recognised.state, ''), supplier.since), 0) AS class
    FROM recount_lot_days day LEFT JOIN (${LAND}) land ON land.of_lot = day.id LEFT JOIN (${MIXED}) mixed ON mixed.lot_id = day.id
    LEFT JOIN (${RECOGNISED}) recognised ON recognised.id = day.id AND recognised.since = day.since
    ${spanOf('supplier', 'day.supplier_id', 'day.since')}) classed GROUP BY id`;

/**
 * Most lines of a lot say the same county and category, on days between the same two changes: what is hashed of such a
 * line is hashed here once. `usual_key` and `usual_told`: of the days from `usual_since` on, and before `usual_until`.
 */
export const lots = (seed: number, categoryClass: (column: string) => string) => `
  CREATE UNLOGGED TABLE recount_lots AS
  SELECT id, since[at] AS usual_since, coalesce(since[at + 1], 'infinity') AS usual_until,
    ${lineKey(seed, 'county', categoryClass('category'), 'classes[at]')} AS usual_key, ${toldByLine('county', 'category')} AS usual_told,
    county, category, since, classes
  FROM (SELECT classed.*, width_bucket((lot.created_at AT TIME ZONE 'Asia/Shanghai')::date, since) AS at, one.* FROM (${CLASSED}) classed
    JOIN lots lot USING (id) LEFT JOIN LATERAL (SELECT line.origin_county_code AS county, line.category_code AS category
      FROM order_lines line WHERE line.lot_id = lot.id LIMIT 1) one ON true ${COMPUTED_ONCE}) lot`;

/** A line has one lot: whoever looks for it need not look on. */
export const LOTS_ONCE = 'CREATE UNIQUE INDEX ON recount_lots (id)';
