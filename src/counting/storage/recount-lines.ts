import { MATCHED_LINES } from '../../invoices/index';
import { lineKey, toldByLine } from './recount-lots';
import { orders, toldBySettlement, type Days } from './recount-orders';
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

/** SQL: what an amount is told by beside its order and line: the portion it is of. */
export const toldByPortion = (seed: number, portion: string) =>
  hashOf(`${seed}::bigint + 4`, [[portion, 'uuid']]);

/** SQL: what an amount is multiplied by, of everything it is told by. */
export const weightOf = (seed: number, told: string) =>
  WEIGHTS[0](hashOf(`${seed}::bigint`, [[`(${told})`, 'bigint']]));

/**
 * SQL: settled lines of which something is left after what is refunded. Written as below or above nothing, PostgreSQL
 * thinks them fewer than ordered lines: then it keeps these in memory, which are a third as wide, and reads the others past them.
 */
const settled = ({ seed, of }: LinesOf, whole: boolean) => `
  SELECT s.order_line_id, s.goods_fen - coalesce(apart.fen, 0) AS fen, coalesce(apart.automatic, false) AS automatic, coalesce(apart.invoiced, false) AS invoiced,
    ${toldByPortion(seed, 's.id')} # ${toldBySettlement(seed, 's.settlement_id')} AS told${whole ? ', s.id, s.settlement_id' : ''}
  FROM settlement_lines s LEFT JOIN recount_lines_apart apart ON apart.id = s.id
  WHERE (s.goods_fen > coalesce(apart.fen, 0) OR s.goods_fen < coalesce(apart.fen, 0)) AND ${of ? of('s.order_id') : 'true'} ${COMPUTED_ONCE}`;

/** SQL: ordered lines, with what an amount is told by of them. */
const ordered = ({ seed, of }: LinesOf) => `
  SELECT line.id, line.order_id, line.lot_id, line.goods_fen, line.mandate_id, line.origin_county_code, line.category_code,
    ${toldByLine(seed, 'line.origin_county_code', 'line.category_code')} AS told
  FROM order_lines line WHERE ${of?.('line.order_id') ?? 'true'} ${COMPUTED_ONCE}`;

/** Few orders are paid and not settled yet: their lines are looked up. */
const PAID = 'SELECT id FROM recount_orders_apart WHERE paid_on IS NOT NULL';

/** SQL: that the line says what most lines of its lot do, on a day on which it is the same. */
const USUAL = 'line.told = lot.usual_told AND ord.day >= lot.usual_since AND ord.day < lot.usual_until';
/** SQL: since when the lot is what it was on the order's day. */
const LOT_DAY = 'width_bucket(ord.day, lot.since)';

/** SQL: everything a judgement asks of a line, beside what it asks of the order. */
const asked = ({ seed, category }: LinesOf) => `
  CASE WHEN ${USUAL} THEN lot.usual_key
    ELSE ${lineKey(seed, 'line.origin_county_code', category('line.category_code'), `lot.classes[${LOT_DAY}]`)} END
  # CASE WHEN line.mandate_id IS NULL THEN 0 ELSE hashtextextended(concat_ws(' ', line.mandate_id, ord.placed_at), ${seed}) END`;

/** SQL: the same of a settled line: whether it was accepted by time alone, and lacks the invoice it needs. */
const askedOfSettled = (which: LinesOf) => `${asked(which)}
  # CASE WHEN ord.automatic OR s.automatic THEN hashint4extended(1, ${which.seed}) ELSE 0 END
  # CASE WHEN ord.to_be_invoiced AND NOT s.invoiced THEN hashint4extended(2, ${which.seed}) ELSE 0 END`;

/** What sums need of a line, or everything it is named by. */
type Columns = (line: {
  portion: string;
  settled: boolean;
  settlement: string;
  asked: string;
  told: string;
}) => string;

/**
 * SQL: every line of which something is left by the raw records alone: settled less refunded, or ordered where nothing is
 * settled; nothing is left of a line whose lot is recalled.
 */
const joined = (which: LinesOf, whole: boolean, columns: Columns) => {
  const from = (settled: boolean) => `
    FROM (${ordered(settled ? which : { ...which, of: which.of ?? ((id) => `${id} IN (${PAID})`) })}) line JOIN (${orders({ ...which, which: which.of?.('o.id') ?? 'true', whole, settled })}) ord ON ord.id = line.order_id
    JOIN recount_lots lot ON lot.id = line.lot_id`;
  const unsettled = `${toldByPortion(which.seed, 'line.id')} # ${toldBySettlement(which.seed, 'NULL::uuid')}`;
  const ofSettled = columns({
    portion: 's.id',
    settled: true,
    settlement: 's.settlement_id',
    asked: askedOfSettled(which),
    told: 'ord.told # line.told # s.told',
  });
  const ofOpen = columns({
    portion: 'line.id',
    settled: false,
    settlement: 'NULL::uuid',
    asked: asked(which),
    told: `ord.told # line.told # ${unsettled}`,
  });
  return `
    SELECT ${ofSettled}, s.fen AS fen ${from(true)} JOIN (${settled(which, whole)}) s ON s.order_line_id = line.id
    UNION ALL SELECT ${ofOpen}, line.goods_fen ${from(false)}`;
};

/** SQL: what is judged `alike`, and what each amount is multiplied by. */
export const weighedLines = (which: LinesOf) =>
  joined(
    which,
    false,
    ({ asked, told }) =>
      `line.id AS line_id, ord.alike # ${asked} AS alike, ${weightOf(which.seed, told)} AS weight`,
  );

/** What a line is named and judged by; its settlement is to be that of its order. */
const named: Columns = ({ portion, settled, settlement, asked }) => `
  ${portion} AS portion_id, ${String(settled)} AS settled, line.order_id, ord.bought_for, ord.counts_for, ord.supplier_id, ord.buyer_id,
  line.origin_county_code AS county, line.category_code AS category, ord.day, greatest(ord.bought_since, lot.since[${LOT_DAY}]) AS bought_on,
  greatest(ord.counts_since, lot.since[${LOT_DAY}]) AS counts_on, ord.settlement_id IS NOT DISTINCT FROM ${settlement} AS of_its_order,
  ord.alike AS alike_class, ord.counts_class, ord.bought_class, ${asked} AS asked`;

/** SQL: lines with everything they are named by, and by what each is judged. */
export const wholeLines = (which: LinesOf) => `
  SELECT *, alike_class # asked AS alike, counts_class # asked AS counts_key, bought_class # asked AS moved_key
  FROM (${joined(which, true, named)} ${COMPUTED_ONCE}) line WHERE fen <> 0`;
