import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { CONSUMPTION_INDICATOR, codePrefix } from '../../pairing/index';
import { ReadReplica } from '../../platform/index';
import type { PeriodState } from '../domain/counting-period.states';
import { exactly, type Told } from './exact-sums';
import { MAY_BE_PENDING, PENDING, PENDING_VALUES } from './pending-events';
import { totalsRows, type AsOf, type Cut } from './totals-rows';

export { exactly, type Told } from './exact-sums';

/** The regions and year an agreement covers: entries of lower pairings roll up by them, parents hold none (I8). */
export interface ProgressScope {
  readonly agreementId: string;
  readonly scheme: string;
  /** An organization’s own: nothing of another agreement rolls up into it. */
  readonly alone: boolean;
  /** Whose units count; null: those of the eastern region. */
  readonly helperId: string | null;
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
  readonly claims: number;
  readonly reversalsFen: bigint;
  readonly since: Date | null;
}

/** What progress is: one statement, one snapshot. */
export interface ProgressAt {
  readonly rows: readonly FigureRow[];
  readonly committedFen: bigint;
  readonly pending: PendingRow;
  readonly demonstration: boolean;
}

export type Group = 'AGREEMENT' | 'PAIRING' | 'COUNTY' | 'MONTH' | 'CATEGORY';

/** The cut of the totals a grouping is read from, its key, and the regions a row stands between where its name is made of them. */
const GROUPS: Readonly<Record<Group, readonly [cut: Cut, key: string, east: string, west: string]>> = {
  AGREEMENT: [
    'RELATION',
    'agreement_id::text',
    '(SELECT a.east_region_code FROM annual_agreements a WHERE a.id = totals.agreement_id)',
    '(SELECT a.west_region_code FROM annual_agreements a WHERE a.id = totals.agreement_id)',
  ],
  PAIRING: ['RELATION', 'pairing_id::text', 'min(east_region_code)', 'min(west_region_code)'],
  MONTH: ['RELATION', `to_char(period, 'YYYY-MM')`, 'NULL', 'NULL'],
  COUNTY: ['COUNTY', 'county_code', 'NULL', 'NULL'],
  CATEGORY: ['GOODS', 'category_code', 'NULL', 'NULL'],
};

/**
 * The west as a range, by which the totals lie: a pattern that is a parameter finds no range in a plan that is kept, and
 * planning anew took longer than reading.
 */
const IN_SCOPE = `scheme = $6 AND year = $1 AND west_region_code ~>=~ rtrim($2, '%')
  AND west_region_code ~<~ (rtrim($2, '%') || '~') AND east_region_code LIKE $3`;

/** Columns that tell of what is pending, and what they are read from. */
type Pending = readonly [columns: string, from: string];
const MAYBE: Pending = [`${MAY_BE_PENDING} AS "mayBePending"`, ''];
const ALL: Pending = ['pending.*', `FROM (${PENDING}) pending`];

/** SQL of a progress: $1 to $3 as `patterns`, $4 the agreement, $5 the indicator, $6 the scheme. */
export function statementFor(
  group: Group,
  { alone }: ProgressScope,
  day: string | null,
  [pending, from]: Pending,
): string {
  const [cut, key, east, west] = GROUPS[group];
  const inScope = alone ? `${IN_SCOPE} AND agreement_id = $4` : IN_SCOPE;
  const by = group === 'AGREEMENT' ? 'agreement_id' : key;
  return `WITH figures AS (
      SELECT ${key} AS key, ${east} AS east, ${west} AS west, sum(gross_fen) AS gross, sum(reversals_fen) AS reversals,
        sum(provisional_fen) AS provisional
      FROM ${totalsRows(cut, inScope, day)} totals GROUP BY ${by})
    SELECT ${pending}, ${committed(day)} AS "committedFen", EXISTS (SELECT FROM installation WHERE demonstration) AS demonstration,
      (SELECT coalesce(json_agg(json_build_object('key', key, 'east', east, 'west', west, 'gross', gross::text,
         'reversals', reversals::text, 'provisional', provisional::text) ORDER BY key), '[]') FROM figures) AS figures ${from}`;
}

/** SQL: the draft of the agreement `a` that both sides had signed: now, or by the end of a day. */
export const signedDraft = (day: string | null) =>
  day === null
    ? 'a.in_force_draft'
    : `CASE WHEN a.in_force_since < ${endOf(day)} THEN a.in_force_draft ELSE (
        SELECT max(draft_number) FROM (SELECT s.draft_number FROM agreement_signatures s
          WHERE s.agreement_id = a.id AND s.signed_at < ${endOf(day)} GROUP BY 1 HAVING count(*) = 2) signed) END`;
const endOf = (day: string) => `((${day}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`;

const committed = (
  day: string | null,
) => `(SELECT coalesce(sum(target.target), 0)::text FROM annual_agreements a
  JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = ${signedDraft(day)}
  JOIN commitments leaf ON leaf.id = target.commitment_id AND leaf.leaf IS NOT NULL AND leaf.indicator = $5 WHERE a.id = $4)`;

/** Sums travel in JSON as text, whole and however large. */
export interface Figures {
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
export const MOVED = `(kind = 'REVERSAL' AND reason IS NOT DISTINCT FROM 'REATTRIBUTION')`;

/**
 * SQL: fen of counting_entries as people read them, in progress and in a month's report. A sum may outgrow bigint, so
 * it arrives as text: see `exactly`.
 */
export const GROSS = `coalesce(sum(amount_fen) FILTER (WHERE kind = 'CONFIRMED' OR ${MOVED}), 0)::text`;
export const REVERSALS = `coalesce(-sum(amount_fen) FILTER (WHERE kind = 'REVERSAL' AND NOT ${MOVED}), 0)::text`;

/** Reads the leaves' totals, which the database keeps from the statement on that adds an entry: they cannot lag behind. */
@Injectable()
export class ProgressReader {
  constructor(
    private readonly database: ReadReplica,
    private readonly organizations: Organizations,
  ) {}

  /**
   * Now, or as it had been recorded and committed by the end of a day. Pending are the events of orders, claims and
   * lots the agreement may count and counting has not handled (I12), always those of now.
   */
  async figures(scope: ProgressScope, groupBy: Group, asOf: AsOf): Promise<ProgressAt> {
    const asked = [...patterns(scope), scope.agreementId, CONSUMPTION_INDICATOR, scope.scheme];
    const row =
      (await this.withoutPending(scope, groupBy, asOf, asked)) ??
      (await this.database.one<Read>(statementFor(groupBy, scope, asOf && '$19', ALL), [
        ...asked,
        ...PENDING_VALUES,
        scope.helperId ? await this.organizations.unitsUnder(this.database, scope.helperId) : null,
        ...(asOf ? [asOf] : []),
      ]));
    if (!row) throw new Error('a statement without a FROM of its own has one row');
    const { figures, committedFen, demonstration, ...pending } = row;
    return {
      rows: figures.map(figureRow),
      committedFen: BigInt(committedFen),
      demonstration,
      pending: exactly<PendingRow>(pending, 'reversalsFen'),
    };
  }

  /** Null where something may be pending in the snapshot: planning to read it would take longer than everything else. */
  private async withoutPending(
    scope: ProgressScope,
    groupBy: Group,
    asOf: AsOf,
    asked: unknown[],
  ): Promise<Read | null> {
    const row = await this.database.one<Read & { mayBePending: boolean }>(
      statementFor(groupBy, scope, asOf && '$7', MAYBE),
      [...asked, ...(asOf ? [asOf] : [])],
    );
    return row && !row.mayBePending ? { ...row, orders: 0, claims: 0, reversalsFen: '0', since: null } : null;
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

export function figureRow({ key, east, west, gross, reversals, provisional }: Figures): FigureRow {
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
