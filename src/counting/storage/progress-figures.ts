import { Injectable } from '@nestjs/common';
import { LOT_RECALLED } from '../../catalog/index';
import { CONSUMPTION_INDICATOR, codePrefix } from '../../pairing/index';
import { ReadReplica } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import type { PeriodState } from '../domain/counting-period.states';
import { COUNT_ORDER_EVENTS, REVERSE_RECALLED_LOTS } from '../domain/reaction-names';

/** The regions and year an agreement covers: entries of lower pairings roll up by them, parents hold none (I8). */
export interface ProgressScope {
  readonly agreementId: string;
  readonly year: number;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
}

export interface FigureRow {
  readonly key: string;
  readonly grossFen: bigint;
  readonly reversalsFen: bigint;
  readonly provisionalFen: bigint;
}

export interface PendingRow {
  readonly orders: number;
  readonly reversalsFen: bigint;
  readonly since: Date | null;
}

const KEYS = {
  AGREEMENT: 'agreement_id::text',
  PAIRING: 'pairing_id::text',
  COUNTY: 'county_code',
  MONTH: `to_char(period, 'YYYY-MM')`,
  CATEGORY: 'category_code',
} as const;

// A recall will take back what is left of its lot's lines; a line whose refund waits too may be told twice until then.
const PENDING = `
  SELECT count(DISTINCT waiting.order_id)::int AS orders, min(waiting.at) AS since, coalesce(sum(waiting.fen), 0)::text AS "reversalsFen"
  FROM (
    SELECT substr(event.stream, 7)::uuid AS order_id, NULL::uuid AS lot_id, event.at,
      CASE event.kind WHEN $5 THEN (event.payload->>'goodsFen')::bigint ELSE 0 END AS fen
    FROM domain_events event LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $6
    WHERE event.kind = ANY($4) AND event.sequence > coalesce(done.last_sequence, 0)
    UNION ALL
    SELECT standing.order_id, line.lot_id, event.at, coalesce(sum(standing.amount_fen) FILTER (WHERE standing.settlement_line_id IS NOT NULL), 0)
    FROM domain_events event LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $8
    JOIN order_lines line ON line.lot_id = substr(event.stream, 5)::uuid
    JOIN counting_entries standing ON standing.order_id = line.order_id AND standing.order_line_id = line.id
    WHERE event.kind = $7 AND event.sequence > coalesce(done.last_sequence, 0)
    GROUP BY standing.order_id, line.lot_id, event.at HAVING sum(standing.amount_fen) > 0) waiting
  JOIN orders o ON o.id = waiting.order_id JOIN organizations unit ON unit.id = o.unit_id
  WHERE extract(year FROM waiting.at AT TIME ZONE 'Asia/Shanghai') >= $1 AND unit.region_code LIKE $3
    AND EXISTS (SELECT FROM order_lines line WHERE line.order_id = o.id AND line.origin_county_code LIKE $2
      AND line.lot_id = coalesce(waiting.lot_id, line.lot_id))`;

/** A corrected attribution moves an amount from one unit to another: it neither buys more nor takes anything back. */
const MOVED = `(kind = 'REVERSAL' AND reason IS NOT DISTINCT FROM 'REATTRIBUTION')`;

/**
 * SQL: fen of counting_entries as people read them, in progress and in a month's report. A sum may outgrow bigint, so
 * it arrives as text: see `exactly`.
 */
export const GROSS = `coalesce(sum(amount_fen) FILTER (WHERE kind = 'CONFIRMED' OR ${MOVED}), 0)::text`;
export const REVERSALS = `coalesce(-sum(amount_fen) FILTER (WHERE kind = 'REVERSAL' AND NOT ${MOVED}), 0)::text`;

export type Told<Row> = { readonly [Name in keyof Row]: Row[Name] extends bigint ? string : Row[Name] };

/** Sums as they arrived, whole and however large. */
export function exactly<Row extends object>(row: Told<Row>, ...sums: (keyof Row & string)[]): Row {
  const whole = sums.map((name) => [name, BigInt(row[name] as string)]);
  return { ...row, ...Object.fromEntries(whole) };
}

/** Sums the leaves' entries as they stand now: no running total that could lag behind. */
@Injectable()
export class ProgressReader {
  constructor(private readonly database: ReadReplica) {}

  async figures(scope: ProgressScope, groupBy: keyof typeof KEYS): Promise<FigureRow[]> {
    const rows = await this.database.query<Told<FigureRow>>(
      `SELECT ${KEYS[groupBy]} AS key,
         ${GROSS} AS "grossFen", ${REVERSALS} AS "reversalsFen",
         coalesce(sum(amount_fen) FILTER (WHERE kind IN ('PROVISIONAL', 'VOID')), 0)::text AS "provisionalFen"
       FROM counting_entries WHERE scheme = 'EAST_WEST' AND year = $1 AND west_region_code LIKE $2 AND east_region_code LIKE $3
       GROUP BY 1 ORDER BY 1`,
      patterns(scope),
    );
    return rows.map((row) => exactly<FigureRow>(row, 'grossFen', 'reversalsFen', 'provisionalFen'));
  }

  /** Of the months (YYYY-MM) that are closed. */
  async monthStates({ agreementId }: ProgressScope): Promise<Map<string, PeriodState>> {
    const rows = await this.database.query<{ month: string; state: PeriodState }>(
      `SELECT to_char(month, 'YYYY-MM') AS month, state FROM counting_periods WHERE agreement_id = $1`,
      [agreementId],
    );
    return new Map(rows.map(({ month, state }) => [month, state]));
  }

  async committedFen({ agreementId }: ProgressScope): Promise<bigint> {
    const row = await this.database.one<{ fen: string }>(
      `SELECT coalesce(sum(target.target), 0)::text AS fen FROM annual_agreements a
       JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = a.in_force_draft
       JOIN commitments leaf ON leaf.id = target.commitment_id AND leaf.indicator = $2 WHERE a.id = $1`,
      [agreementId, CONSUMPTION_INDICATOR],
    );
    return BigInt(row?.fen ?? 0);
  }

  regionsOf(agreementId: string): Promise<{ eastRegionCode: string; westRegionCode: string } | null> {
    return this.database.one(
      `SELECT east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode" FROM annual_agreements WHERE id = $1`,
      [agreementId],
    );
  }

  /** Events of orders and lots between the two regions that counting has not handled (I12: shown as pending until posted). */
  async pending(scope: ProgressScope): Promise<PendingRow> {
    const row = await this.database.one<Told<PendingRow>>(PENDING, [
      ...patterns(scope),
      COUNTED_KINDS,
      orderEvents.settledLineRefunded,
      COUNT_ORDER_EVENTS,
      LOT_RECALLED,
      REVERSE_RECALLED_LOTS,
    ]);
    return row ? exactly<PendingRow>(row, 'reversalsFen') : { orders: 0, reversalsFen: 0n, since: null };
  }
}

const COUNTED_KINDS = [
  orderEvents.paid,
  orderEvents.settled,
  orderEvents.settledLineRefunded,
  orderEvents.cancelled,
];

export function patterns(scope: ProgressScope): [number, string, string] {
  return [scope.year, `${codePrefix(scope.westRegionCode)}%`, `${codePrefix(scope.eastRegionCode)}%`];
}
