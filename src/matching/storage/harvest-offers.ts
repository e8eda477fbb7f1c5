import { Injectable } from '@nestjs/common';
import type { PlanSupply } from '../../../libs/matching/src/index';
import { Capacities, Offers } from '../../catalog/index';
import { harvestSeasonOf, harvestSeasons } from '../../forecasting/index';
import { codePrefix } from '../../pairing/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { monthsOfHarvest } from '../domain/plan-months';

/** Where and when goods are looked for. */
export interface OfferedWhere {
  /** Null: wherever. */
  readonly westRegionCode: string | null;
  /** Null: whoever offers. */
  readonly supplierId: string | null;
  readonly months: readonly string[];
  readonly today: BusinessDate;
}

/** Nobody has announced it: it is half as sure as what lies there, and half of it is planned with. */
const CONFIDENCE_BASIS_POINTS = 5_000;
const PLANNED_PART = 2n;

interface CapacityRow {
  readonly capacityId: string;
  readonly supplierId: string;
  readonly countyCode: string;
  readonly cropCode: string;
  readonly season: number;
  readonly verifiedAreaSi: bigint;
  readonly drawnBase: bigint;
  readonly productId: string;
  readonly categoryCode: string;
}

// Of several products of one crop and place the first: their land is the same.
const CAPACITIES = `
  SELECT DISTINCT ON (c.id) c.id AS "capacityId", c.supplier_id AS "supplierId", c.county_code AS "countyCode", c.crop_code AS "cropCode",
    c.season, c.verified_area_si AS "verifiedAreaSi", c.registered_base + c.announced_base AS "drawnBase", p.id AS "productId",
    p.category_code AS "categoryCode"
  FROM capacities c JOIN products p ON p.supplier_id = c.supplier_id AND p.crop_code = c.crop_code AND p.origin_county_code = c.county_code
    JOIN listings l ON l.product_id = p.id AND l.state = 'LISTED'
  WHERE c.season = $1 AND c.verified_area_si > 0 AND c.county_code LIKE $2 AND ($3::uuid IS NULL OR c.supplier_id = $3) ORDER BY c.id, p.id`;

/** What verified land can still yield this year, in the months the harvest calendar says, at the price it is listed at. */
@Injectable()
export class HarvestOffers {
  constructor(
    private readonly capacities: Capacities,
    private readonly offers: Offers,
  ) {}

  async in(
    reader: Reader,
    { westRegionCode, supplierId, months, today }: OfferedWhere,
  ): Promise<PlanSupply[]> {
    const rows = await reader.query<CapacityRow>(CAPACITIES, [
      Number(today.slice(0, 4)),
      `${westRegionCode === null ? '' : codePrefix(westRegionCode)}%`,
      supplierId,
    ]);
    const terms = await this.offers.terms(
      reader,
      today,
      rows.map(({ productId }) => productId),
    );
    const supplies: PlanSupply[] = [];
    for (const row of rows) {
      const listed = terms.get(row.productId);
      const harvest = harvestSeasonOf(harvestSeasons, { ...row, on: today });
      const limit = await this.capacities.limitOf(row);
      if (!listed || !harvest || limit === null || limit <= row.drawnBase) continue;
      supplies.push({
        id: row.capacityId,
        kind: 'HARVEST',
        supplierId: row.supplierId,
        productId: row.productId,
        countyCode: row.countyCode,
        categoryCode: row.categoryCode,
        baseUnit: listed.baseUnit,
        gramsPerThousandBase: listed.baseUnit === 'piece' ? 0n : 1_000n,
        availableBase: (limit - row.drawnBase) / PLANNED_PART,
        moqBase: listed.moqBase,
        packBase: listed.packSizeBase,
        ladder: listed.ladder,
        priceUnit: listed.priceUnit,
        freight: listed.freight,
        months: monthsOfHarvest(harvest, row.season, months, today),
        confidenceBasisPoints: CONFIDENCE_BASIS_POINTS,
      });
    }
    return supplies;
  }
}
