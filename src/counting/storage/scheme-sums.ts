import { Injectable } from '@nestjs/common';
import { codePrefix } from '../../pairing/index';
import type { Reader } from '../../platform/index';
import { exactly, type Told } from './exact-sums';
import { ALL_SCHEMES, type Figure } from './totals';
import { SUMS, totalsRows, type AsOf } from './totals-rows';

/** Of one scheme, or once of all. */
export type SchemeSum = Omit<Figure, 'key' | 'unit'> & { readonly scheme: string };

export interface SoldFrom {
  readonly year: number;
  /** Null: from all western counties. */
  readonly regionCode: string | null;
}

/** What was sold from western counties, in each scheme and, as ALL_SCHEMES, every yuan once: of one snapshot. */
@Injectable()
export class SchemeSums {
  async of(
    reader: Reader,
    schemes: readonly string[],
    { year, regionCode }: SoldFrom,
    day: AsOf,
  ): Promise<SchemeSum[]> {
    const where = 'scheme = ANY($1) AND year = $2 AND county_code LIKE $3';
    const rows = await reader.query<Told<SchemeSum>>(
      `SELECT scheme, ${SUMS} FROM ${totalsRows('COUNTY', where, day && '$4')} totals WHERE unit = 'YUAN' GROUP BY 1`,
      [
        [...schemes, ALL_SCHEMES],
        year,
        regionCode === null ? '%' : `${codePrefix(regionCode)}%`,
        ...(day ? [day] : []),
      ],
    );
    return rows.map((row) => exactly<SchemeSum>(row, 'grossFen', 'reversalsFen', 'provisionalFen'));
  }
}
