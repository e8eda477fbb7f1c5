import { Injectable } from '@nestjs/common';
import { ReadReplica, counted } from '../../../platform/index';
import { industryScheme } from '../../data/industry';
import type { PortionScope } from '../../domain/office-scope';
import { patterns, type ProgressScope } from '../progress-figures';

export interface IndicatorEntryRow {
  readonly position: bigint;
  readonly entryId: string;
  readonly kind: string;
  readonly unit: string;
  readonly amount: bigint;
  readonly countedOn: string;
  readonly period: string;
  readonly originalPeriod: string | null;
  readonly originalId: string | null;
  readonly reasonCode: string | null;
  readonly countyCode: string;
  readonly ruleVersion: string;
  readonly recordedAt: Date;
  readonly projectId: string | null;
  readonly capitalRecordId: string | null;
  readonly operatingRecordId: string | null;
  readonly parkId: string | null;
}

export interface IndicatorEntryFilter {
  readonly countyCode: string | null;
  /** First day of the month it is booked in. */
  readonly month: string | null;
}

const FROM = `FROM counting_entries e WHERE e.scheme = $1 AND e.year = $2 AND e.west_region_code LIKE $3 AND e.east_region_code LIKE $4
  AND e.unit_region_code LIKE $5 AND e.county_code LIKE $6 AND ($7::text IS NULL OR e.county_code = $7) AND ($8::date IS NULL OR e.period = $8)`;

/** Of a correction the record that corrects, otherwise what the entry stands on. */
const COLUMNS = `e.position, e.id AS "entryId", e.kind, e.unit, e.amount_fen AS amount, e.counted_on AS "countedOn", e.period,
  e.original_period AS "originalPeriod", e.original_id AS "originalId", e.reason AS "reasonCode", e.county_code AS "countyCode",
  e.rule_version AS "ruleVersion", e.recorded_at AS "recordedAt", e.project_id AS "projectId", e.park_id AS "parkId",
  e.operating_record_id AS "operatingRecordId",
  CASE WHEN e.cause LIKE 'capital:%' THEN substr(e.cause, 9)::uuid ELSE e.capital_record_id END AS "capitalRecordId"`;

/** The entries a figure of an indicator is the sum of, as far as they lie in the reader's own region. Newest first. */
@Injectable()
export class IndicatorEntryRows {
  constructor(private readonly database: ReadReplica) {}

  page(
    { progress, indicator, scope, filter }: AskedEntries,
    { after, fetch }: { after: unknown; fetch: number },
  ): Promise<IndicatorEntryRow[]> {
    return this.database.query<IndicatorEntryRow>(
      `SELECT ${COLUMNS} ${FROM} AND ($9::bigint IS NULL OR e.position < $9) ORDER BY e.position DESC LIMIT $10`,
      [...parameters({ progress, indicator, scope, filter }), after ?? null, fetch],
    );
  }

  count(asked: AskedEntries): Promise<number> {
    return counted(this.database, FROM, parameters(asked));
  }
}

export interface AskedEntries {
  readonly progress: ProgressScope;
  readonly indicator: string;
  readonly scope: PortionScope;
  readonly filter: IndicatorEntryFilter;
}

const parameters = ({ progress, indicator, scope, filter }: AskedEntries): unknown[] => [
  industryScheme(indicator),
  ...patterns(progress),
  scope.unitPattern,
  scope.countyPattern,
  filter.countyCode,
  filter.month,
];
