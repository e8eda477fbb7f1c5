import type { BusinessDate } from '../../platform/index';

/** What the totals are kept by: RELATION knows no county and no category, COUNTY no category and no month of booking. */
export type Cut = 'RELATION' | 'COUNTY' | 'GOODS';

const COLUMNS: Readonly<Record<Cut, string>> = {
  RELATION: 'period',
  COUNTY: 'county_code',
  GOODS: 'county_code, category_code, period',
};
const EVERY = `scheme, mode, unit, year, agreement_id, commitment_id, pairing_id, west_region_code, east_region_code,
  gross_fen, reversals_fen, provisional_fen`;

/**
 * SQL: the rows of a cut that meet the condition, folded or not, as they are now, or as they had been recorded by the
 * end of the day that the parameter `day` names. One statement that reads them once reads them exactly.
 */
export function totalsRows(cut: Cut, where: string, day: string | null): string {
  const columns = `${EVERY}, ${COLUMNS[cut]}`;
  const months = `SELECT ${columns} FROM counting_ledger_months WHERE cut = '${cut}' AND ${where}`;
  const deltas = `SELECT ${columns} FROM counting_deltas WHERE ${where}`;
  if (day === null) return `(${months} UNION ALL ${deltas})`;
  const month = `date_trunc('month', ${day}::date)::date`;
  return `(${months} AND recorded_month < ${month}
    UNION ALL SELECT ${columns} FROM counting_ledger_days
      WHERE cut = '${cut}' AND ${where} AND recorded_month = ${month} AND recorded_on <= ${day}::date
    UNION ALL ${deltas} AND recorded_on <= ${day}::date)`;
}

/** SQL: the sums of such rows. A sum may outgrow bigint, so it travels as text: see `exactly`. */
export const SUMS = `sum(gross_fen)::text AS "grossFen", sum(reversals_fen)::text AS "reversalsFen",
  sum(provisional_fen)::text AS "provisionalFen"`;

/** Null: as it is now. */
export type AsOf = BusinessDate | null;
