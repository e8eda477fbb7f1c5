import { MATCHED_LINES } from '../../invoices/index';
import { lineKey, toldByLine } from './recount-lots';
import { AUTOMATIC, UNINVOICED, orders, whether, type Days, type Rare } from './recount-orders';
import { COMPUTED_ONCE, WEIGHTS, hashOf } from './weights';

/** Lines of all orders, or of those `of` the SQL of whose id holds. */
export interface LinesOf extends Rare {
  readonly seed: number;
  readonly modulus: number;
  /** SQL: see `categoryClasses`. */
  readonly category: (column: string) => string;
  readonly days: Days;
  readonly of?: (id: string) => string;
}

/**
 * Settled lines of which more is to be known: what was refunded; that they were accepted by time alone, of orders of which
 * not all was; that their invoice matches.
 */
export const LINES_APART = `
  CREATE UNLOGGED TABLE recount_lines_apart AS
  SELECT id, sum(fen)::bigint AS fen, bool_or(automatic) AS automatic, bool_or(invoiced) AS invoiced FROM (
    SELECT settlement_line_id AS id, fen, false AS automatic, false AS invoiced FROM settled_line_refunds
    UNION ALL SELECT s.id, 0, true, false FROM acceptances a JOIN acceptance_lines line ON line.acceptance_id = a.id
      JOIN settlement_lines s ON s.order_id = a.order_id AND s.acceptance_line_id = line.id
      WHERE a.automatic AND a.order_id NOT IN (SELECT id FROM recount_orders_apart WHERE automatic)
    UNION ALL SELECT s.id, 0, false, true FROM (${MATCHED_LINES}) matched JOIN settlement_lines s USING (order_line_id)) known GROUP BY 1`;

/** SQL: what an amount is multiplied by: by the portion it is of, and everything else it is told by. */
export const weightOf = (seed: number, portion: string, told: string) =>
  WEIGHTS[0](hashOf(`(${told} # ${seed}::bigint)`, [[portion, 'uuid']]));

/** Few orders are paid and not settled yet: their lines are looked up. */
const PAID = 'SELECT id FROM recount_orders_apart WHERE paid_on IS NOT NULL';

/** SQL: what is asked of a line, settled or not, beside what is of its kind. */
const GOODS = `
  line.id, line.order_id, line.mandate_id, line.origin_county_code AS county, line.category_code AS category, ord.day, ord.placed_at,
  ord.alike AS alike_class, ord.told, lot.usual_since, lot.usual_until, lot.usual_key, lot.usual_told, lot.since, lot.classes,
  line.origin_county_code = lot.county AND line.category_code = lot.category AS usual`;
/** SQL: and what it is named by. */
const NAMED = `, ord.bought_for, ord.counts_for, ord.supplier_id, ord.buyer_id, ord.bought_since, ord.counts_since, ord.counts_class, ord.bought_class`;

/** SQL: what is left of it, and wherein it is not as its order: in time accepted, or invoiced. */
const APART = `line.goods_fen - coalesce(apart.fen, 0) AS fen, apart.automatic IS TRUE AND NOT ord.automatic AS automatic,
      apart.invoiced IS TRUE AND ord.to_be_invoiced AS invoiced`;

/**
 * SQL: every line of which something is left by the raw records alone: settled less refunded, by what the settled line says
 * it is of, or ordered where nothing is settled; nothing is left of a line whose lot is recalled, or that was settled by
 * another settlement than its order. Written as a function, the last is not made a second key of the join.
 */
const joined = (which: LinesOf, whole: boolean) => {
  const columns = `${GOODS}${whole ? NAMED : ''}`;
  const ofOrders = (settled: boolean) =>
    `JOIN (${orders({ ...which, which: which.of?.('o.id') ?? 'true', whole, settled })}) ord ON ord.id = line.order_id
     JOIN recount_lots lot ON lot.id = line.lot_id`;
  const ofOpen = which.of ?? ((id) => `${id} IN (${PAID})`);
  return `
    SELECT ${columns}, true AS settled, ${which.apart ? APART : 'line.goods_fen AS fen'}
    FROM settlement_lines line ${ofOrders(true)} ${which.apart ? 'LEFT JOIN recount_lines_apart apart ON apart.id = line.id' : ''}
    WHERE uuid_eq(ord.settlement_id, line.settlement_id) AND ${which.of?.('line.order_id') ?? 'true'}
    UNION ALL SELECT ${columns}, false, line.goods_fen ${which.apart ? ', false, false' : ''}
    FROM order_lines line ${ofOrders(false)} WHERE ${ofOpen('line.order_id')} ${COMPUTED_ONCE}`;
};

/** SQL: since when the lot is what it was on the order's day. */
const LOT_DAY = 'width_bucket(day, since)';

/**
 * SQL: everything a judgement asks of a line, beside what it asks of the order: what most lines of its lot say, on a day on
 * which that is the same, or its own; its mandate; wherein it is not as its order, told once more or taken back.
 */
const asked = ({ seed, category, apart }: LinesOf) => `
  CASE WHEN usual AND day >= usual_since AND day < usual_until THEN usual_key
    ELSE ${lineKey(seed, 'county', category('category'), `classes[${LOT_DAY}]`)} END
  # CASE WHEN mandate_id IS NULL THEN 0 ELSE hashtextextended(concat_ws(' ', mandate_id, placed_at), ${seed}) END
  ${apart ? `# ${whether('automatic', AUTOMATIC, seed)} # ${whether('invoiced', UNINVOICED, seed)}` : ''}`;

/** SQL: what an amount is told by, beside its portion. */
const TOLD = `told # CASE WHEN usual THEN usual_told ELSE ${toldByLine('county', 'category')} END`;

/** SQL: what is judged `alike`, and what each amount is multiplied by. */
export const weighedLines = (which: LinesOf) => `
  SELECT order_id, fen, alike_class # ${asked(which)} AS alike, ${weightOf(which.seed, 'id', TOLD)} AS weight
  FROM (${joined(which, false)}) line WHERE fen <> 0`;

/** SQL: lines with everything they are named by, and by what each is judged. */
export const wholeLines = (which: LinesOf) => `
  SELECT *, alike_class # asked AS alike, counts_class # asked AS counts_key, bought_class # asked AS moved_key
  FROM (SELECT id AS portion_id, settled, order_id, bought_for, counts_for, supplier_id, buyer_id, county, category, day, fen,
      greatest(bought_since, since[${LOT_DAY}]) AS bought_on, greatest(counts_since, since[${LOT_DAY}]) AS counts_on,
      alike_class, counts_class, bought_class, ${asked(which)} AS asked
    FROM (${joined(which, true)}) line WHERE fen <> 0 ${COMPUTED_ONCE}) line`;
