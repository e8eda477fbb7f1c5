import { Injectable } from '@nestjs/common';
import { Admissions } from '../../organizations/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions } from '../../regions/index';
import { ceilingOf } from '../data/goods-catalogue';
import { countObstacle, type CountObstacle, type CountObstacleCode } from '../domain/count-obstacles';
import { recognisedOn } from './recognition-rows';

interface LotRow {
  product_id: string;
  supplier_id: string;
  state: string;
}

interface RootRow {
  verified_area_si: bigint | null;
  crop_code: string | null;
  county_code: string | null;
  season: number | null;
}

/** Whether a lot's goods can count toward a target on a day, as far as product and producer decide it (I9, I10). */
@Injectable()
export class Countability {
  constructor(
    private readonly admissions: Admissions,
    private readonly regions: Regions,
  ) {}

  /** Empty: nothing on the product's side stands against it. */
  async whyNot(reader: Reader, { lotId, on }: { lotId: string; on: BusinessDate }): Promise<CountObstacle[]> {
    const [lot] = await reader.query<LotRow>(
      'SELECT product_id, supplier_id, state FROM lots WHERE id = $1',
      [lotId],
    );
    if (!lot) return [countObstacle('LOT_UNKNOWN')];
    const codes: (CountObstacleCode | null)[] = [
      (await recognisedOn(reader, lot.product_id, on)) ? null : 'PRODUCT_NOT_RECOGNISED',
      (await this.admissions.admittedOn(reader, lot.supplier_id, on)) ? null : 'SUPPLIER_NOT_ADMITTED',
      (await this.allDesignated(reader, lotId, on)) ? null : 'ORIGIN_NOT_DESIGNATED',
      ...(await this.capacityObstacles(reader, lotId)),
      lot.state === 'RECALLED' ? 'LOT_RECALLED' : null,
    ];
    return [...new Set(codes)].filter((code) => code !== null).map(countObstacle);
  }

  /** Mixed goods count only where every county in the mix is designated (I10). */
  private async allDesignated(reader: Reader, lotId: string, on: BusinessDate): Promise<boolean> {
    const shares = await reader.query<{ county_code: string }>(
      'SELECT county_code FROM lot_origin_shares WHERE lot_id = $1',
      [lotId],
    );
    const lists = await Promise.all(
      shares.map((share) => this.regions.designationsOn(share.county_code, on, reader)),
    );
    return lists.every((designations) => designations.length > 0);
  }

  /** Every lot the goods came from must stand on verified land with a known ceiling. */
  private async capacityObstacles(reader: Reader, lotId: string): Promise<(CountObstacleCode | null)[]> {
    const roots = await reader.query<RootRow>(ROOTS, [lotId]);
    return roots.map(({ verified_area_si, crop_code, county_code, season }) => {
      if (!verified_area_si || !crop_code || !county_code || !season) return 'CAPACITY_NOT_VERIFIED';
      return ceilingOf(crop_code, county_code, season) ? null : 'YIELD_CEILING_UNKNOWN';
    });
  }
}

/** The lots at the beginning of a chain of merges and splits, with their capacity. */
const ROOTS = `
  WITH RECURSIVE tree (lot_id) AS (
    SELECT $1::uuid
    UNION
    SELECT source.lot_id FROM tree
      JOIN lot_transformation_parts child ON child.lot_id = tree.lot_id AND child.side = 'CHILD'
      JOIN lot_transformation_parts source
        ON source.transformation_id = child.transformation_id AND source.side = 'SOURCE')
  SELECT c.verified_area_si, c.crop_code, c.county_code, c.season
  FROM tree JOIN lots l ON l.id = tree.lot_id LEFT JOIN capacities c ON c.id = l.capacity_id
  WHERE NOT EXISTS (SELECT 1 FROM lot_transformation_parts p WHERE p.lot_id = l.id AND p.side = 'CHILD')`;
