import { Injectable } from '@nestjs/common';
import { ReadReplica } from '../../platform/index';
import type { MeasureSums } from '../domain/measures';
import { codePrefix } from '../../pairing/index';
import type { ForetoldAgreement } from './foretold-agreements';

/** A corrected attribution moves an amount: it neither buys more nor takes anything back. */
const MOVED = `(kind = 'REVERSAL' AND reason IS NOT DISTINCT FROM 'REATTRIBUTION')`;
const GROSS = `sum(amount_fen) FILTER (WHERE kind = 'CONFIRMED' OR ${MOVED})`;
/** Days at the end of a month in which what was left undone is booked. */
const MONTH_END_DAYS = 10;
/** Orders of one buyer and supplier so many days apart are trade that lasts. */
const APART_DAYS = 30;

// A price is compared with the median of what the whole platform settled in that month: category and base unit alike.
const sums = (where: string) => `
  WITH RECURSIVE entries AS MATERIALIZED (
    SELECT kind, reason, amount_fen, counted_on, year, buyer_id, supplier_id, order_id, settlement_line_id, category_code
    FROM counting_entries WHERE scheme = $1 AND year BETWEEN $2 - 1 AND $2 AND ${where} AND kind IN ('CONFIRMED', 'REVERSAL')),
  upward AS (
    SELECT DISTINCT buyer_id AS id, buyer_id AS above FROM entries
    UNION ALL SELECT upward.id, organizations.parent_id FROM upward JOIN organizations ON organizations.id = upward.above
      WHERE organizations.parent_id IS NOT NULL),
  roots AS (SELECT upward.id, upward.above AS root FROM upward JOIN organizations ON organizations.id = upward.above
    WHERE organizations.parent_id IS NULL),
  again AS (
    SELECT root, supplier_id FROM entries JOIN roots ON roots.id = entries.buyer_id WHERE kind = 'CONFIRMED'
    GROUP BY root, supplier_id
    HAVING count(DISTINCT order_id) >= 2 AND max(counted_on) - min(counted_on) >= ${APART_DAYS}),
  lines AS (
    SELECT DISTINCT settled.id, settled.goods_fen, settled.accepted_base, entries.category_code, product.base_unit,
      date_trunc('month', entries.counted_on) AS month
    FROM entries JOIN settlement_lines settled ON settled.id = entries.settlement_line_id
      JOIN order_lines line ON line.id = settled.order_line_id JOIN products product ON product.id = line.product_id
    WHERE entries.year = $2 AND entries.kind = 'CONFIRMED'),
  reference AS (
    SELECT line.category_code, product.base_unit, date_trunc('month', settlement.settled_on) AS month,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY settled.goods_fen::numeric / settled.accepted_base) AS price
    FROM settlements settlement JOIN settlement_lines settled ON settled.settlement_id = settlement.id
      JOIN order_lines line ON line.id = settled.order_line_id JOIN products product ON product.id = line.product_id
    WHERE settlement.settled_on BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31)
      AND line.category_code IN (SELECT category_code FROM lines)
    GROUP BY 1, 2, 3),
  priced AS (
    SELECT sum(lines.goods_fen) AS paid, sum(lines.accepted_base * reference.price) AS at_reference
    FROM lines JOIN reference USING (category_code, base_unit, month))
  SELECT coalesce(${GROSS}, 0)::text AS gross, coalesce(-sum(amount_fen) FILTER (WHERE kind = 'REVERSAL' AND NOT ${MOVED}), 0)::text AS reversals,
    coalesce(sum(amount_fen) FILTER (WHERE (kind = 'CONFIRMED' OR ${MOVED}) AND extract(month FROM counted_on) = 12), 0)::text AS december,
    coalesce(sum(amount_fen) FILTER (WHERE (kind = 'CONFIRMED' OR ${MOVED})
      AND extract(day FROM counted_on + ${MONTH_END_DAYS}) <= ${MONTH_END_DAYS}), 0)::text AS "monthEnds",
    coalesce(sum(amount_fen) FILTER (WHERE (kind = 'CONFIRMED' OR ${MOVED}) AND again.root IS NOT NULL), 0)::text AS repeated,
    coalesce((SELECT trunc(paid) FROM priced), 0)::text AS paid, coalesce((SELECT trunc(at_reference) FROM priced), 0)::text AS "atReference"
  FROM entries LEFT JOIN roots ON roots.id = entries.buyer_id
    LEFT JOIN again ON again.root = roots.root AND again.supplier_id = entries.supplier_id
  WHERE entries.year = $2`;

/** Between two regions all that lies in them; where a side is no region, what counts on the relation itself. */
function entriesOf({ eastRegionCode, westRegionCode, pairingId }: ForetoldAgreement): {
  where: string;
  values: string[];
} {
  if (eastRegionCode === null || westRegionCode === null)
    return { where: 'pairing_id = $3', values: [pairingId] };
  return {
    where: 'west_region_code LIKE $3 AND east_region_code LIKE $4',
    values: [`${codePrefix(westRegionCode)}%`, `${codePrefix(eastRegionCode)}%`],
  };
}

/** Sums may outgrow bigint, so they arrive as text. */
type Told = { readonly [Name in keyof MeasureSums]: string };

/** Reads what measures are reckoned from, between the regions of an agreement in its year. */
@Injectable()
export class MeasureSumsReader {
  constructor(private readonly database: ReadReplica) {}

  async of(agreement: ForetoldAgreement): Promise<MeasureSums> {
    const { where, values } = entriesOf(agreement);
    const told = await this.database.one<Told>(sums(where), [agreement.scheme, agreement.year, ...values]);
    if (!told) throw new Error('a sum without a GROUP BY has one row');
    return {
      gross: BigInt(told.gross),
      reversals: BigInt(told.reversals),
      december: BigInt(told.december),
      monthEnds: BigInt(told.monthEnds),
      repeated: BigInt(told.repeated),
      paid: BigInt(told.paid),
      atReference: BigInt(told.atReference),
    };
  }
}
