import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/index';

export interface OriginShare {
  readonly countyCode: string;
  readonly partsPerMillion: number;
}

export interface CapacityView {
  readonly id: string;
  readonly cropCode: string;
  readonly countyCode: string;
  readonly season: number;
  readonly verifiedAreaSi: bigint;
  readonly registeredBase: bigint;
}

/** Where lots grew and the land behind them. */
@Injectable()
export class LotDetails {
  constructor(private readonly database: Database) {}

  async originShares(lotIds: readonly string[]): Promise<Map<string, OriginShare[]>> {
    const rows = await this.database.query<OriginShare & { lotId: string }>(
      `SELECT lot_id AS "lotId", county_code AS "countyCode", parts_per_million AS "partsPerMillion"
       FROM lot_origin_shares WHERE lot_id = ANY($1::uuid[]) ORDER BY lot_id, county_code`,
      [lotIds],
    );
    const shares = new Map<string, OriginShare[]>();
    for (const { lotId, countyCode, partsPerMillion } of rows)
      shares.set(lotId, [...(shares.get(lotId) ?? []), { countyCode, partsPerMillion }]);
    return shares;
  }

  async capacities(ids: readonly string[]): Promise<Map<string, CapacityView>> {
    const rows = await this.database.query<CapacityView>(
      `SELECT id, crop_code AS "cropCode", county_code AS "countyCode", season, verified_area_si AS "verifiedAreaSi",
         registered_base AS "registeredBase" FROM capacities WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
