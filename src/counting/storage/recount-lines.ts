import { MATCHED_LINES } from '../../invoices/index';
import { COMPUTED_ONCE, hashOf, type Weighed } from './weights';

/** SQL: the class of the lot on the order's day. */
const LOT_CLASS = 'lot.classes[width_bucket(ord.day, lot.since)]';

/** SQL: what identifies the same judgement: everything a rule may ask of a line but how it was accepted. */
const keyOf = (side: 'bought' | 'counts', category: string) => {
  const plain = hashOf(`ord.${side}_class`, [
    ['line.origin_county_code', 'text'],
    [category, 'bigint'],
    [LOT_CLASS, 'bigint'],
  ]);
  return `CASE WHEN line.mandate_id IS NULL THEN ${plain} ELSE hashtextextended(concat_ws(' ', line.mandate_id, ord.placed_at), ${plain}) END`;
};

/** SQL: of orders whose deliveries differ in that, which lines were accepted by time alone. */
const EACH = `
  SELECT a.id, h.automatic::int AS automatic FROM recount_orders mixed JOIN acceptance_lines a ON a.order_id = mixed.id
  JOIN acceptances h ON h.id = a.acceptance_id WHERE mixed.automatic = 2`;

/** Order lines whose invoices match, as they stand. */
export const INVOICED = `CREATE UNLOGGED TABLE recount_invoiced AS ${MATCHED_LINES}`;

/** SQL: of a settled line, that some rule asked for a matched invoice by its day. */
const TO_BE_INVOICED = `ord.settlement_id IS NOT NULL AND ord.day >= (SELECT coalesce(min(valid_from), 'infinity')
  FROM rule_facts WHERE key = 'INVOICE_REQUIRED_TO_COUNT' AND value = '1')`;

/** Accepted by time alone, and its invoice missing. */
const HOW: Weighed = [
  [
    `CASE ordered.automatic WHEN 2 THEN each.automatic ELSE ordered.automatic END
      + CASE WHEN to_be_invoiced AND invoiced.order_line_id IS NULL THEN 4 ELSE 0 END`,
    'integer',
  ],
];

/** Lines of all orders, or of those `of` the SQL of whose id holds. */
export interface LinesOf {
  readonly seed: number;
  /** SQL: see `categoryClass`. */
  readonly category: string;
  readonly of?: (id: string) => string;
}

/** SQL: lines of orders with all a judgement asks of them. What nobody asks for is left out of what is joined. */
const ordered = ({ seed, category }: LinesOf, where: string) => `
  SELECT line.id AS line_id, line.order_id, line.origin_county_code AS county, line.category_code AS category, ord.settlement_id,
      CASE WHEN ord.settlement_id IS NULL THEN line.goods_fen END AS goods_fen, ord.automatic, ${TO_BE_INVOICED} AS to_be_invoiced, ord.day, ord.bought_for, ord.counts_for,
      ord.supplier_id, ord.buyer_id, greatest(ord.bought_since, lot.since[width_bucket(ord.day, lot.since)]) AS bought_on,
      greatest(ord.counts_since, lot.since[width_bucket(ord.day, lot.since)]) AS counts_on,
      CASE WHEN ord.bought_class IS NOT NULL THEN ${keyOf('bought', category)} END AS bought_key, ${keyOf('counts', category)} AS counts_key,
      CASE WHEN ord.bought_class IS NULL THEN ${keyOf('counts', category)} ELSE hashint8extended(${keyOf('bought', category)}, ${keyOf('counts', category)}) END AS alike,
      ${hashOf('ord.told', [
        ['line.origin_county_code', 'text'],
        ['line.category_code', 'text'],
      ])} # ${hashOf(`${seed}::bigint`, [['ord.settlement_id', 'uuid']])} AS told
    FROM order_lines line JOIN recount_orders ord ON ord.id = line.order_id JOIN recount_lots lot ON lot.id = line.lot_id
    WHERE ${where} ${COMPUTED_ONCE}`;

/**
 * SQL: every line of which something is left by the raw records alone: settled less refunded, or ordered where nothing is
 * settled; nothing is left of a line whose lot is recalled. `told`: what its amount is told by, and of a settled line
 * that its settlement is the order's, which makes another of it where it is not.
 */
export const lines = (which: LinesOf, of = which.of ?? (() => 'true')) => `
  SELECT coalesce(s.id, ordered.line_id) AS portion_id, s.id IS NOT NULL AS settled, ordered.order_id, bought_for, counts_for, supplier_id,
    buyer_id, county, category, day, bought_on, counts_on,
    told # ${hashOf(`${which.seed}::bigint`, [['s.settlement_id', 'uuid']])} AS told, ordered.settlement_id IS NOT DISTINCT FROM s.settlement_id AS of_its_order,
    CASE WHEN s.id IS NULL THEN ordered.goods_fen ELSE s.goods_fen - coalesce(refunded.fen, 0) END AS fen,
    ${hashOf('ordered.counts_key', HOW)} AS counts_key, ${hashOf('ordered.bought_key', HOW)} AS moved_key,
    ${hashOf('ordered.alike', HOW)} AS alike
  FROM (${ordered(which, of('line.order_id'))}) ordered
  LEFT JOIN settlement_lines s ON s.order_line_id = ordered.line_id AND ${of('s.order_id')}
  LEFT JOIN (SELECT settlement_line_id AS id, sum(fen)::bigint AS fen FROM settled_line_refunds GROUP BY 1) refunded ON refunded.id = s.id
  LEFT JOIN (${EACH}) each ON each.id = CASE ordered.automatic WHEN 2 THEN s.acceptance_line_id END
  LEFT JOIN recount_invoiced invoiced ON invoiced.order_line_id = CASE WHEN to_be_invoiced THEN ordered.line_id END
  WHERE (s.id IS NULL) = (ordered.goods_fen IS NOT NULL)
    AND CASE WHEN s.id IS NULL THEN ordered.goods_fen ELSE s.goods_fen - coalesce(refunded.fen, 0) END <> 0`;
