import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions } from '../../regions/index';
import { pairingRefusals } from '../domain/pairing.refusals';
import type { Side } from '../domain/pairing.states';

export interface RegionOnDay {
  readonly regionCode: string;
  readonly on: BusinessDate;
}

/** Which side of the collaboration a region stands on, told by the dated pairings of the provinces. */
@Injectable()
export class PairingSides {
  constructor(private readonly regions: Regions) {}

  /** Null: the province takes no part in the collaboration on that day. */
  async sideOn(reader: Reader, regionCode: string, on: BusinessDate): Promise<Side | null> {
    return (await this.sidesOn(reader, [{ regionCode, on }]))[0] ?? null;
  }

  /** The same of each region and day in its order. */
  async sidesOn(reader: Reader, asked: readonly RegionOnDay[]): Promise<(Side | null)[]> {
    const keyOf = ({ regionCode, on }: RegionOnDay) => `${regionCode.slice(0, 2)}0000 ${on}`;
    const keys = [...new Set(asked.map(keyOf))];
    const rows = await reader.query<{ key: string; side: Side }>(
      `SELECT key, pairing.side FROM unnest($1::text[]) key
         CROSS JOIN LATERAL (SELECT split_part(key, ' ', 1) AS province, split_part(key, ' ', 2)::date AS day) asked
         CROSS JOIN LATERAL (SELECT CASE WHEN east_region_code = province THEN 'EAST' ELSE 'WEST' END AS side FROM pairings
           WHERE kind = 'EAST_WEST' AND level = 'PROVINCE' AND (east_region_code = province OR west_region_code = province)
             AND state IN ('ACTIVE', 'ENDED') AND valid_from <= day AND (valid_to IS NULL OR valid_to >= day) LIMIT 1) pairing`,
      [keys],
    );
    const known = new Map(rows.map(({ key, side }) => [key, side]));
    return asked.map((one) => known.get(keyOf(one)) ?? null);
  }

  /** Both codes were valid on the first day (I27) and stand on the side they are named for. */
  async requireEastAndWest(
    reader: Reader,
    pair: { eastRegionCode: string; westRegionCode: string; validFrom: BusinessDate },
  ): Promise<void> {
    const named = [
      { code: pair.eastRegionCode, side: 'EAST', path: 'eastRegionCode' },
      { code: pair.westRegionCode, side: 'WEST', path: 'westRegionCode' },
    ];
    for (const { code, side, path } of named) {
      if (!(await this.regions.place(code, pair.validFrom, reader)))
        refuse(pairingRefusals.REGION_NOT_VALID([path]));
      const province = code.endsWith('0000');
      const stands = await this.sideOn(reader, code, pair.validFrom);
      if (stands ? stands !== side : !province) refuse(pairingRefusals.REGION_SIDE_WRONG([path]));
    }
  }
}
