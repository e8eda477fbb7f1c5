import { Injectable } from '@nestjs/common';
import type { PlanSupply, Supply } from '../../../libs/matching/src/index';
import { Countability } from '../../catalog/index';
import { codePrefix } from '../../pairing/index';
import { Admissions } from '../../organizations/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions } from '../../regions/index';
import { monthsOfSupply } from '../domain/plan-months';
import { HarvestOffers, type OfferedWhere } from './harvest-offers';
import { RunStock } from './run-stock';

/** Goods that would count, from the western region of an agreement: on sale, announced, or to be harvested by the calendar. */
@Injectable()
export class PlanOffers {
  constructor(
    private readonly stock: RunStock,
    private readonly harvests: HarvestOffers,
    private readonly countability: Countability,
    private readonly admissions: Admissions,
    private readonly regions: Regions,
  ) {}

  async in(reader: Reader, where: OfferedWhere): Promise<PlanSupply[]> {
    const { westRegionCode, supplierId, months, today } = where;
    const prefix = westRegionCode === null ? '' : codePrefix(westRegionCode);
    const near = (await this.stock.supplies(reader, today)).flatMap((supply) => {
      const planned = plannedSupply(supply, months, today);
      // A mixed lot counts where all of it grew; toward one leaf only where it is one county's.
      const fits = supplierId === null || supplierId === supply.supplierId;
      return planned && fits && planned.countyCode.startsWith(prefix) && supply.origins.length === 1
        ? [planned]
        : [];
    });
    const all = [...near, ...(await this.harvests.in(reader, where))].filter(
      ({ months: some }) => some.length > 0,
    );
    const counting = await this.counting(reader, all, today);
    return all.filter(({ id }) => counting.has(id));
  }

  /** What would not count closes no gap. */
  private async counting(reader: Reader, all: readonly PlanSupply[], on: BusinessDate): Promise<Set<string>> {
    const lotIds = all.filter(({ kind }) => kind === 'LOT').map(({ id }) => id);
    const obstacles = await this.countability.whyNotAll(reader, { lotIds, on });
    const products = all.map(({ productId }) => productId);
    const recognised = await this.countability.recognisedAmong(reader, products, on);
    const suppliers = [...new Set(all.map(({ supplierId }) => supplierId))];
    const admitted = await this.admissions.admittedAmong(reader, suppliers, on);
    const { designations } = await this.regions.facts(reader);
    const counts = ({ id, kind, productId, supplierId, countyCode }: PlanSupply) =>
      kind === 'LOT'
        ? obstacles.get(id)?.length === 0
        : recognised.has(productId) &&
          admitted.has(supplierId) &&
          designations.designationsOf(countyCode, on).length > 0;
    return new Set(all.filter(counts).map(({ id }) => id));
  }
}

function plannedSupply(supply: Supply, months: readonly string[], today: BusinessDate): PlanSupply | null {
  const [origin] = supply.origins;
  if (!origin) return null;
  return {
    id: supply.id,
    kind: supply.kind,
    supplierId: supply.supplierId,
    productId: supply.productId,
    countyCode: origin.countyCode,
    categoryCode: supply.categoryCode,
    baseUnit: supply.baseUnit,
    gramsPerThousandBase: supply.gramsPerThousandBase,
    availableBase: supply.availableBase,
    moqBase: supply.moqBase,
    packBase: supply.packBase,
    ladder: supply.ladder,
    priceUnit: supply.priceUnit,
    freight: supply.freight,
    months: monthsOfSupply(supply, months, today),
    confidenceBasisPoints: supply.confidenceBasisPoints,
  };
}
