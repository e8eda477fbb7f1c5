import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import type { Canteen } from '../domain/filing';

/** A unit's confirmed filing of a year. */
export interface ConfirmedFiling {
  readonly unitId: string;
  readonly year: number;
  readonly canteen: Canteen;
  readonly representativeUnitId: string | null;
  /** Trade unions among its units: whatever they buy counts in its year. */
  readonly unionUnitIds: readonly string[];
}

/** What units reserve, for who judges their purchases. */
@Injectable()
export class Filings {
  /** By unit; a unit without a confirmed filing of the year is absent. */
  async confirmed(
    reader: Reader,
    unitIds: readonly string[],
    year: number,
  ): Promise<Map<string, ConfirmedFiling>> {
    const rows = await reader.query<ConfirmedFiling>(
      `SELECT f.unit_id AS "unitId", f.year, f.canteen, f.representative_unit_id AS "representativeUnitId",
         ARRAY(SELECT u.unit_id FROM reserve_filing_unions u WHERE u.filing_id = f.id ORDER BY u.unit_id) AS "unionUnitIds"
       FROM reserve_filings f WHERE f.unit_id = ANY($1::uuid[]) AND f.year = $2 AND f.state = 'CONFIRMED'`,
      [unitIds, year],
    );
    return new Map(rows.map((row) => [row.unitId, row]));
  }
}
