import { Injectable } from '@nestjs/common';
import { Admissions } from '../../organizations/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions } from '../../regions/index';
import { ceilingOf } from '../data/goods-catalogue';
import { countObstacle, type CountObstacle, type CountObstacleCode } from '../domain/count-obstacles';
import { recognised } from './recognition-rows';

export interface LotOnDay {
  readonly lotId: string;
  readonly on: BusinessDate;
}

interface LotRow {
  pair: number;
  on: BusinessDate;
  supplier_id: string;
  state: string;
  recognised: boolean;
  counties: string[];
}

interface RootRow {
  of_lot: string;
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
  async whyNot(reader: Reader, { lotId, on }: LotOnDay): Promise<CountObstacle[]> {
    return (await this.whyNotOnDays(reader, [{ lotId, on }]))[0] ?? [];
  }

  /** The same for many lots on one day. */
  async whyNotAll(
    reader: Reader,
    { lotIds, on }: { lotIds: readonly string[]; on: BusinessDate },
  ): Promise<Map<string, CountObstacle[]>> {
    const found = await this.whyNotOnDays(
      reader,
      lotIds.map((lotId) => ({ lotId, on })),
    );
    return new Map(lotIds.map((lotId, index) => [lotId, found[index] ?? []]));
  }

  /** The same of each lot and day in its order, in as many statements as for one. */
  async whyNotOnDays(reader: Reader, asked: readonly LotOnDay[]): Promise<CountObstacle[][]> {
    const [lots, roots, { designations }] = await Promise.all([
      this.lots(reader, asked),
      rootsOf(reader, [...new Set(asked.map(({ lotId }) => lotId))]),
      this.regions.facts(reader),
    ]);
    const admitted = await this.admissions.admittedOnDays(
      reader,
      lots.map(({ supplier_id, on }) => ({ supplierId: supplier_id, on })),
    );
    const known = new Map(
      lots.map((lot, index) => [lot.pair, { ...lot, admitted: admitted[index] ?? false }]),
    );
    return asked.map(({ lotId, on }, index) => {
      const lot = known.get(index + 1);
      if (!lot) return [countObstacle('LOT_UNKNOWN')];
      // Mixed goods count only where every county in the mix is designated (I10).
      const designated = lot.counties.every((county) => designations.designationsOf(county, on).length > 0);
      const codes: (CountObstacleCode | null)[] = [
        lot.recognised ? null : 'PRODUCT_NOT_RECOGNISED',
        lot.admitted ? null : 'SUPPLIER_NOT_ADMITTED',
        designated ? null : 'ORIGIN_NOT_DESIGNATED',
        ...(roots.get(lotId) ?? []).map(capacityObstacle),
        lot.state === 'RECALLED' ? 'LOT_RECALLED' : null,
      ];
      return [...new Set(codes)].filter((code) => code !== null).map(countObstacle);
    });
  }

  private lots(reader: Reader, asked: readonly LotOnDay[]): Promise<LotRow[]> {
    return reader.query<LotRow>(
      `SELECT asked.pair::int, asked.day AS on, l.supplier_id, l.state, ${recognised('l.product_id', 'asked.day')} AS recognised,
         (SELECT array_agg(share.county_code) FROM lot_origin_shares share WHERE share.lot_id = l.id) AS counties
       FROM unnest($1::uuid[], $2::date[]) WITH ORDINALITY asked (lot, day, pair) JOIN lots l ON l.id = asked.lot`,
      [asked.map(({ lotId }) => lotId), asked.map(({ on }) => on)],
    );
  }

  /** Which products were recognised on the day: of goods to come there is no lot yet to be asked about. */
  async recognisedAmong(
    reader: Reader,
    productIds: readonly string[],
    on: BusinessDate,
  ): Promise<Set<string>> {
    const rows = await reader.query<{ id: string }>(
      `SELECT id FROM products WHERE id = ANY($1::uuid[]) AND ${recognised('products.id', '$2')}`,
      [productIds, on],
    );
    return new Set(rows.map(({ id }) => id));
  }
}

async function rootsOf(reader: Reader, lotIds: readonly string[]): Promise<Map<string, RootRow[]>> {
  const roots = new Map<string, RootRow[]>();
  for (const root of await reader.query<RootRow>(ROOTS, [lotIds]))
    roots.set(root.of_lot, [...(roots.get(root.of_lot) ?? []), root]);
  return roots;
}

/** Every lot the goods came from must stand on verified land with a known ceiling. */
function capacityObstacle(root: RootRow): CountObstacleCode | null {
  const { verified_area_si, crop_code, county_code, season } = root;
  if (!verified_area_si || !crop_code || !county_code || !season) return 'CAPACITY_NOT_VERIFIED';
  return ceilingOf(crop_code, county_code, season) ? null : 'YIELD_CEILING_UNKNOWN';
}

/** The lots at the beginning of a chain of merges and splits, with their capacity. */
const ROOTS = `
  WITH RECURSIVE tree (of_lot, lot_id) AS (
    SELECT id, id FROM unnest($1::uuid[]) AS asked (id)
    UNION
    SELECT tree.of_lot, source.lot_id FROM tree
      JOIN lot_transformation_parts child ON child.lot_id = tree.lot_id AND child.side = 'CHILD'
      JOIN lot_transformation_parts source
        ON source.transformation_id = child.transformation_id AND source.side = 'SOURCE')
  SELECT tree.of_lot, c.verified_area_si, c.crop_code, c.county_code, c.season
  FROM tree JOIN lots l ON l.id = tree.lot_id LEFT JOIN capacities c ON c.id = l.capacity_id
  WHERE NOT EXISTS (SELECT 1 FROM lot_transformation_parts p WHERE p.lot_id = l.id AND p.side = 'CHILD')`;
