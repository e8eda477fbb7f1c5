import { Injectable } from '@nestjs/common';
import { counted, ReadReplica, type BusinessDate } from '../../platform/index';

/** LIKE patterns of what the reader may open; of the agreement, where one is asked for. */
export interface EntrySight {
  readonly scheme: string;
  /** Of an organization’s own agreement alone. */
  readonly agreementId: string | null;
  readonly units: string;
  readonly counties: string;
  readonly west: string;
  readonly east: string;
  readonly year: number;
}

export interface EntryFilter {
  readonly countyCode: string | null;
  /** First day of the month it is booked in. */
  readonly month: string | null;
  readonly categoryCode: string | null;
  /** Who counts: the unit that bought, or the helper. */
  readonly unitId: string | null;
}

export interface EntryRow {
  readonly position: bigint;
  readonly kind: string;
  readonly mode: string;
  readonly portionId: string;
  readonly orderNumber: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly countyCode: string;
  readonly categoryCode: string;
  readonly period: string;
  readonly countedOn: string;
  readonly recordedOn: string;
  readonly amountFen: bigint;
  readonly reason: string | null;
  readonly ruleVersion: string;
}

const RECORDED_ON = `(e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date`;
const FROM = `FROM counting_entries e
  WHERE e.scheme = $11 AND ($12::uuid IS NULL OR e.agreement_id = $12) AND e.unit = 'YUAN' AND e.year = $1 AND e.west_region_code LIKE $2
    AND e.east_region_code LIKE $3 AND e.unit_region_code LIKE $4 AND e.county_code LIKE $5
    AND ($6::text IS NULL OR e.county_code = $6) AND ($7::date IS NULL OR e.period = $7)
    AND ($8::text IS NULL OR e.category_code = $8) AND ($9::uuid IS NULL OR coalesce(e.helper_id, e.unit_id) = $9)
    AND ($10::date IS NULL OR ${RECORDED_ON} <= $10)`;

/** The entries a figure is the sum of, as they had been recorded by the end of a day. Newest first. */
@Injectable()
export class EntryRows {
  constructor(private readonly database: ReadReplica) {}

  page(
    sight: EntrySight,
    filter: EntryFilter,
    asOf: BusinessDate | null,
    { after, fetch }: { after: unknown; fetch: number },
  ): Promise<EntryRow[]> {
    return this.database.query<EntryRow>(
      `SELECT e.position, e.kind, e.mode, e.portion_id AS "portionId", o.number AS "orderNumber", e.unit_id AS "unitId",
         unit.name AS "unitName", e.supplier_id AS "supplierId", supplier.name AS "supplierName",
         e.county_code AS "countyCode", e.category_code AS "categoryCode", to_char(e.period, 'YYYY-MM') AS period,
         e.counted_on AS "countedOn", ${RECORDED_ON} AS "recordedOn", e.amount_fen AS "amountFen", e.reason,
         e.rule_version AS "ruleVersion"
       FROM (SELECT * ${FROM} AND ($13::bigint IS NULL OR e.position < $13) ORDER BY e.position DESC LIMIT $14) e
         JOIN organizations unit ON unit.id = e.unit_id JOIN organizations supplier ON supplier.id = e.supplier_id
         LEFT JOIN orders o ON o.id = e.order_id ORDER BY e.position DESC`,
      [...parameters(sight, filter, asOf), after ?? null, fetch],
    );
  }

  count(sight: EntrySight, filter: EntryFilter, asOf: BusinessDate | null): Promise<number> {
    return counted(this.database, FROM, parameters(sight, filter, asOf));
  }
}

const parameters = (
  { scheme, agreementId, year, west, east, units, counties }: EntrySight,
  { countyCode, month, categoryCode, unitId }: EntryFilter,
  asOf: BusinessDate | null,
): unknown[] => [
  year,
  west,
  east,
  units,
  counties,
  countyCode,
  month,
  categoryCode,
  unitId,
  asOf,
  scheme,
  agreementId,
];
