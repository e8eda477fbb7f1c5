import type { CommitmentUnit } from '../../pairing/index';

const FIGURES = 'gross_fen, reversals_fen, provisional_fen';

/** SQL: everything that stood on a region by the end of a day. */
const stoodOn = (day: string) => `
  CROSS JOIN LATERAL (SELECT ${FIGURES} FROM counting_region_days stood
    WHERE stood.region_id = region.id AND stood.recorded_on <= ${day}::date ORDER BY stood.recorded_on DESC LIMIT 1) figures`;

/**
 * SQL: what stands on regions, in the unit, of the scheme $1, the year $2, the side $3 and regions like $4; folded or not,
 * as it is now, or as it had been recorded by the end of the day that the parameter `day` names.
 */
export function regionRows(side: 'EAST' | 'WEST', day: string | null, unit: CommitmentUnit): string {
  const [figures, join] = day === null ? ['region', ''] : ['figures', stoodOn(day)];
  const code = side === 'WEST' ? 'county_code' : 'east_region_code';
  return `(SELECT region.region_code AS "regionCode", ${FIGURES.replaceAll(/\w+/g, `${figures}.$&`)} FROM counting_regions region ${join}
      WHERE region.scheme = $1 AND region.year = $2 AND region.side = $3 AND region.unit = '${unit}' AND region.region_code LIKE $4
    UNION ALL SELECT ${code}, ${FIGURES} FROM counting_deltas
      WHERE scheme = $1 AND year = $2 AND unit = '${unit}' AND ${code} LIKE $4${day === null ? '' : ` AND recorded_on <= ${day}::date`})`;
}
