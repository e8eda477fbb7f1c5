import { MATCHED_LINES } from '../../invoices/index';
import { lineKey, toldByLine } from './recount-lots';
import { orders, type Days } from './recount-orders';
import { COMPUTED_ONCE, WEIGHTS, hashOf } from './weights';

/** Lines of all orders, or of those `of` the SQL of whose id holds. */
export interface LinesOf {
  readonly seed: number;
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
export const weightOf = (portion: string, told: string) => WEIGHTS[0](hashOf(`(${told})`, [[portion, 'uuid']]));

/** Few orders are paid and not settled yet: their lines are looked up. */
const PAID = 'SELECT id FROM recount_orders_apart WHERE paid_on IS NOT NULL';

/** SQL: that the line says what most lines of its lot do. */
const USUAL = 'line.origin_county_code = lot.county AND line.category_code = lot.category';
/** SQL: since when the lot is what it was on the order's day. */
const LOT_DAY = 'width_bucket(ord.day, lot.since)';

/** SQL: everything a judgement asks of a line, beside what it asks of the order. */
const asked = ({ seed, category }: LinesOf) => `
  CASE WHEN ord.day >= lot.usual_since AND ord.day < lot.usual_until AND ${USUAL} THEN lot.usual_key
    ELSE ${lineKey(seed, 'line.origin_county_code', category('line.category_code'), `lot.classes[${LOT_DAY}]`)} END
  # CASE WHEN line.mandate_id IS NULL THEN 0 ELSE hashtextextended(concat_ws(' ', line.mandate_id, ord.placed_at), ${seed}) END`;

/** SQL: the same of a settled line: whether it was accepted by time alone, and lacks the invoice it needs. */
const askedOfSettled = (which: LinesOf) => `${asked(which)}
  # CASE WHEN ord.automatic OR apart.automatic THEN hashint4extended(1, ${which.seed}) ELSE 0 END
  # CASE WHEN ord.to_be_invoiced AND apart.invoiced IS NOT TRUE THEN hashint4extended(2, ${which.seed}) ELSE 0 END`;

/** What sums need of a line, or everything it is named by. */
type Columns = (line: { settled: boolean; asked: string; told: string }) => string;

/**
 * SQL: every line of which something is left by the raw records alone: settled less refunded, by what the settled line says
 * it is of, or ordered where nothing is settled; nothing is left of a line whose lot is recalled, or that was settled by
 * another settlement than its order. Written as a function, the last is not made a second key of the join.
 */
const joined = (which: LinesOf, whole: boolean, columns: Columns) => {
  const ofOrders = (settled: boolean) =>
    `JOIN (${orders({ ...which, which: which.of?.('o.id') ?? 'true', whole, settled })}) ord ON ord.id = line.order_id
     JOIN recount_lots lot ON lot.id = line.lot_id`;
  const ofOpen = which.of ?? ((id) => `${id} IN (${PAID})`);
  const told = `ord.told # CASE WHEN ${USUAL} THEN lot.usual_told ELSE ${toldByLine(which.seed, 'line.origin_county_code', 'line.category_code')} END`;
  return `
    SELECT ${columns({ settled: true, asked: askedOfSettled(which), told })}, line.goods_fen - coalesce(apart.fen, 0) AS fen
    FROM settlement_lines line ${ofOrders(true)} LEFT JOIN recount_lines_apart apart ON apart.id = line.id
    WHERE uuid_eq(ord.settlement_id, line.settlement_id) AND ${which.of?.('line.order_id') ?? 'true'}
    UNION ALL SELECT ${columns({ settled: false, asked: asked(which), told })}, line.goods_fen
    FROM order_lines line ${ofOrders(false)} WHERE ${ofOpen('line.order_id')}`;
};

/** SQL: what is judged `alike`, and what each amount is multiplied by. */
export const weighedLines = (which: LinesOf) => `
  SELECT * FROM (${joined(
    which,
    false,
    ({ asked, told }) =>
      `line.order_id, ord.alike # ${asked} AS alike, ${weightOf('line.id', told)} AS weight`,
  )} ${COMPUTED_ONCE}) line WHERE fen <> 0`;

/** What a line is named and judged by. */
const named: Columns = ({ settled, asked }) => `
  line.id AS portion_id, ${String(settled)} AS settled, line.order_id, ord.bought_for, ord.counts_for, ord.supplier_id, ord.buyer_id,
  line.origin_county_code AS county, line.category_code AS category, ord.day, greatest(ord.bought_since, lot.since[${LOT_DAY}]) AS bought_on,
  greatest(ord.counts_since, lot.since[${LOT_DAY}]) AS counts_on,
  ord.alike AS alike_class, ord.counts_class, ord.bought_class, ${asked} AS asked`;

/** SQL: lines with everything they are named by, and by what each is judged. */
export const wholeLines = (which: LinesOf) => `
  SELECT *, alike_class # asked AS alike, counts_class # asked AS counts_key, bought_class # asked AS moved_key
  FROM (${joined(which, true, named)} ${COMPUTED_ONCE}) line WHERE fen <> 0`;
