import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { Judgement, Portion } from '../domain/portion';
import { orderReached, type AgreementReach } from './agreement-reach';
import type { LiveEntry } from './counting-entries';
import type { OrderSlice } from './order-slices';
import { portionColumns } from './portion-columns';

export const recallCause = (lotId: string) => `recall:${lotId}`;

export const invoiceCause = (eventId: bigint) => `invoice:${eventId}`;

/** SQL: the exclusion called so tells of a portion that never counted in its scheme, or no longer does since its lot was recalled or its invoice taken back. */
export const tellsStill = (alias: string) =>
  `(${alias}.cause LIKE 'recall:%' OR NOT EXISTS (SELECT FROM counting_entries c WHERE c.scheme = ${alias}.scheme AND c.portion_id = ${alias}.portion_id)
      OR (${alias}.cause LIKE 'invoice:%' AND (SELECT sum(c.amount_fen) FROM counting_entries c
        WHERE c.scheme = ${alias}.scheme AND c.portion_id = ${alias}.portion_id) = 0))
    AND NOT EXISTS (SELECT FROM counting_exclusions later WHERE later.scheme = ${alias}.scheme AND later.portion_id = ${alias}.portion_id AND later.position > ${alias}.position)`;

/** SQL: the exclusion `x` is of that scheme, year and regions, and only an agreement in force was missing. */
export const waitsForAgreement = (scheme: string, year: string, eastPattern: string, westPattern: string) =>
  `x.scheme = ${scheme} AND x.reasons = ARRAY['NO_AGREEMENT_IN_FORCE'] AND extract(year FROM x.decided_for) = ${year}
    AND x.unit_region_code LIKE ${eastPattern} AND x.county_code LIKE ${westPattern}
    AND NOT EXISTS (SELECT FROM counting_entries e WHERE e.scheme = x.scheme AND e.portion_id = x.portion_id)`;

/** SQL: the exclusion is of one of the units that count, where they are named. */
export const oneOf = (alias: string, units: string) =>
  `(${units}::uuid[] IS NULL OR coalesce(${alias}.helper_id, ${alias}.unit_id) = ANY(${units}::uuid[]))`;

/** SQL: the scheme has said nothing of these portions. */
export const unheard = (which: string, scheme: string) =>
  `NOT EXISTS (SELECT FROM counting_entries WHERE scheme = ${scheme} AND ${which})
    AND NOT EXISTS (SELECT FROM counting_exclusions WHERE scheme = ${scheme} AND ${which})`;

const COLUMNS = `scheme, mode, helper_id, unit, portion_id, order_id, order_line_id, settlement_line_id, claim_line_id, unit_id,
  buyer_id, supplier_id, unit_region_code, county_code, category_code, rule_version,
  id, cause, amount_fen, decided_for, reasons, explain, recorded_at`;

/** A portion that a scheme has a say over and does not count. */
export interface LeftOut {
  readonly portion: Portion;
  readonly judgement: Judgement;
  readonly cause: string;
}

/** What does not count, with every reason; kept as it was judged, once per cause. */
@Injectable()
export class CountingExclusions {
  /** All in one statement, in this order. */
  async add(tx: Tx, left: readonly LeftOut[]): Promise<void> {
    if (left.length === 0) return;
    const rows = left.map(({ portion, judgement, cause }) => ({
      ...portionColumns(portion, judgement),
      id: randomUUID(),
      cause,
      decided_for: portion.on,
      reasons: judgement.reasons,
      recorded_at: tx.at,
    }));
    await tx.query(
      `INSERT INTO counting_exclusions (${COLUMNS})
       SELECT ${COLUMNS.replaceAll(/\w+/g, 'left_out.$&')} FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS asked (columns, place)
       CROSS JOIN LATERAL jsonb_populate_record(NULL::counting_exclusions, asked.columns) left_out
       ORDER BY asked.place
       ON CONFLICT (scheme, portion_id, cause) DO NOTHING`,
      [JSON.stringify(rows)],
    );
  }

  /** What counted until its lot was recalled. A recall is for good: nothing judges the portion after it. */
  async addRecalled(tx: Tx, entry: LiveEntry, fen: bigint, cause: string): Promise<void> {
    await tx.query(
      `INSERT INTO counting_exclusions (${COLUMNS})
       SELECT scheme, mode, helper_id, unit, portion_id, order_id, order_line_id, settlement_line_id, claim_line_id, unit_id,
         buyer_id, supplier_id, unit_region_code, county_code, category_code, rule_version,
         $1, $3, $4, counted_on, $5, explain || jsonb_build_object('reasons', to_jsonb($5::text[])), $6
       FROM counting_entries WHERE id = $2
       ON CONFLICT (scheme, portion_id, cause) DO NOTHING`,
      [randomUUID(), entry.id, cause, fen, ['LOT_RECALLED'], tx.at],
    );
  }

  /** Why each portion of an order was left out last, by scheme and portion. */
  async lastOf(tx: Tx, orderId: string): Promise<Map<string, string[]>> {
    const rows = await tx.query<{ scheme: string; portionId: string; reasons: string[] }>(
      `SELECT DISTINCT ON (scheme, portion_id) scheme, portion_id AS "portionId", reasons FROM counting_exclusions
       WHERE order_id = $1 ORDER BY scheme, portion_id, position DESC`,
      [orderId],
    );
    return new Map(rows.map(({ scheme, portionId, reasons }) => [`${scheme} ${portionId}`, reasons]));
  }

  /** Which of the orders have something that was left out. */
  async knownAmong(tx: Tx, orderIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      'SELECT DISTINCT order_id AS id FROM counting_exclusions WHERE order_id = ANY($1::uuid[])',
      [orderIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The next orders of a year that were left out only because no agreement was in force, or of which the scheme said nothing. */
  async waitingForAgreement(
    tx: Tx,
    { scheme, year, eastPattern, westPattern, units, told }: AgreementReach,
    { after, atMost }: OrderSlice,
  ): Promise<string[]> {
    const rows = await tx.query<{ order: string }>(
      `SELECT x.order_id AS "order" FROM counting_exclusions x
       WHERE ${waitsForAgreement('$1', '$2::int', '$3', '$4')} AND x.order_id IS NOT NULL AND ${oneOf('x', '$7')}
         AND ($5::uuid IS NULL OR x.order_id > $5)
       UNION
       SELECT o.id FROM orders o
       WHERE NOT $8 AND o.placed_on BETWEEN make_date($2::int - 1, 1, 1) AND make_date($2::int, 12, 31) AND ($5::uuid IS NULL OR o.id > $5)
         AND ${orderReached('$3', '$4', '$7')} AND ${unheard('order_id = o.id', '$1')}
       ORDER BY 1 LIMIT $6`,
      [scheme, year, eastPattern, westPattern, after, atMost, units, told],
    );
    return rows.map((row) => row.order);
  }
}
