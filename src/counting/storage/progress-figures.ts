import { Injectable } from '@nestjs/common';
import { CONSUMPTION_INDICATOR, codePrefix } from '../../pairing/index';
import { ReadReplica } from '../../platform/index';
import type { PeriodState } from '../domain/counting-period.states';
import { PENDING, PENDING_VALUES } from './pending-events';

/** The regions and year an agreement covers: entries of lower pairings roll up by them, parents hold none (I8). */
export interface ProgressScope {
  readonly agreementId: string;
  readonly year: number;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
}

export interface FigureRow {
  readonly key: string;
  /** The regions an agreement or a pairing joins; null in the other groupings. */
  readonly between: { readonly eastRegionCode: string; readonly westRegionCode: string } | null;
  readonly grossFen: bigint;
  readonly reversalsFen: bigint;
  readonly provisionalFen: bigint;
}

export interface PendingRow {
  readonly orders: number;
  readonly reversalsFen: bigint;
  readonly since: Date | null;
}

/** What progress is: one statement, one snapshot. */
export interface ProgressNow {
  readonly rows: readonly FigureRow[];
  readonly committedFen: bigint;
  readonly pending: PendingRow;
  readonly demonstration: boolean;
}

type Group = 'AGREEMENT' | 'PAIRING' | 'COUNTY' | 'MONTH' | 'CATEGORY';

/** The totals a grouping is read from, its key, and the regions a row stands between where its name is made of them. */
const GROUPS: Readonly<Record<Group, readonly [table: string, key: string, east: string, west: string]>> = {
  AGREEMENT: [
    'counting_months',
    'agreement_id::text',
    '(SELECT a.east_region_code FROM annual_agreements a WHERE a.id = totals.agreement_id)',
    '(SELECT a.west_region_code FROM annual_agreements a WHERE a.id = totals.agreement_id)',
  ],
  PAIRING: ['counting_months', 'pairing_id::text', 'min(east_region_code)', 'min(west_region_code)'],
  MONTH: ['counting_months', `to_char(period, 'YYYY-MM')`, 'NULL', 'NULL'],
  COUNTY: ['counting_month_goods', 'county_code', 'NULL', 'NULL'],
  CATEGORY: ['counting_month_goods', 'category_code', 'NULL', 'NULL'],
};

const IN_SCOPE = `scheme = 'EAST_WEST' AND year = $1 AND west_region_code LIKE $2 AND east_region_code LIKE $3`;

function statementFor(group: Group): string {
  const [table, key, east, west] = GROUPS[group];
  const by = group === 'AGREEMENT' ? 'agreement_id' : key;
  return `WITH figures AS (
      SELECT ${key} AS key, ${east} AS east, ${west} AS west, sum(gross_fen) AS gross, sum(reversals_fen) AS reversals,
        sum(provisional_fen) AS provisional
      FROM ${table} totals WHERE ${IN_SCOPE} GROUP BY ${by})
    SELECT pending.*, ${COMMITTED} AS "committedFen", EXISTS (SELECT FROM installation WHERE demonstration) AS demonstration,
      (SELECT coalesce(json_agg(json_build_object('key', key, 'east', east, 'west', west, 'gross', gross::text,
         'reversals', reversals::text, 'provisional', provisional::text) ORDER BY key), '[]') FROM figures) AS figures
    FROM (${PENDING}) pending`;
}

const COMMITTED = `(SELECT coalesce(sum(target.target), 0)::text FROM annual_agreements a
  JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = a.in_force_draft
  JOIN commitments leaf ON leaf.id = target.commitment_id AND leaf.indicator = $12 WHERE a.id = $11)`;

/** Sums travel in JSON as text, whole and however large. */
interface Figures {
  key: string;
  east: string | null;
  west: string | null;
  gross: string;
  reversals: string;
  provisional: string;
}

interface Read extends Told<PendingRow> {
  readonly figures: Figures[];
  readonly committedFen: string;
  readonly demonstration: boolean;
}

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

/** Reads the leaves' totals, which the database keeps in the statement that adds an entry: they cannot lag behind. */
@Injectable()
export class ProgressReader {
  constructor(private readonly database: ReadReplica) {}

  /** Pending are the events of orders and lots between the two regions that counting has not handled (I12). */
  async now(scope: ProgressScope, groupBy: Group): Promise<ProgressNow> {
    const row = await this.database.one<Read>(statementFor(groupBy), [
      ...patterns(scope),
      ...PENDING_VALUES,
      scope.agreementId,
      CONSUMPTION_INDICATOR,
    ]);
    if (!row) throw new Error('a statement without a FROM of its own has one row');
    const { figures, committedFen, demonstration, ...pending } = row;
    return {
      rows: figures.map(figureRow),
      committedFen: BigInt(committedFen),
      demonstration,
      pending: exactly<PendingRow>(pending, 'reversalsFen'),
    };
  }

  /** Of the months (YYYY-MM) that are closed. */
  async monthStates({ agreementId }: ProgressScope): Promise<Map<string, PeriodState>> {
    const rows = await this.database.query<{ month: string; state: PeriodState }>(
      `SELECT to_char(month, 'YYYY-MM') AS month, state FROM counting_periods WHERE agreement_id = $1`,
      [agreementId],
    );
    return new Map(rows.map(({ month, state }) => [month, state]));
  }
}

function figureRow({ key, east, west, gross, reversals, provisional }: Figures): FigureRow {
  return {
    key,
    between: east !== null && west !== null ? { eastRegionCode: east, westRegionCode: west } : null,
    grossFen: BigInt(gross),
    reversalsFen: BigInt(reversals),
    provisionalFen: BigInt(provisional),
  };
}

export function patterns(scope: ProgressScope): [number, string, string] {
  return [scope.year, `${codePrefix(scope.westRegionCode)}%`, `${codePrefix(scope.eastRegionCode)}%`];
}
