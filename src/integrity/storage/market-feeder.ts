import { Injectable } from '@nestjs/common';
import { Capacities } from '../../catalog/index';
import { harvestSeasonOf, harvestSeasons } from '../../forecasting/index';
import type { BusinessDate, Reader } from '../../platform/index';
import type {
  HarvestSeason,
  MarketCapacity,
  MarketLot,
  MarketOrder,
  MarketOrganization,
  MarketYear,
  SettledGoods,
  ClaimedInvoice,
} from '../domain/market-year';
import {
  CAPACITIES,
  INVOICES,
  LOTS,
  ORDERS,
  ORGANIZATIONS,
  SEASONED_CROPS,
  SETTLED_GOODS,
} from './market-sql';

type CapacityRow = Omit<MarketCapacity, 'harvestableBase'> & { readonly verifiedAreaSi: bigint };
interface SeasonedCrop {
  readonly cropCode: string;
  readonly categoryCode: string;
  readonly countyCode: string;
}

/**
 * A year of the database as the rules see it, each kind of row in one statement. Phones and accounts leave as the keyed
 * hashes they are kept as, and go no further than the rules.
 */
@Injectable()
export class MarketFeeder {
  constructor(private readonly capacities: Capacities) {}

  async read(reader: Reader, from: BusinessDate, to: BusinessDate): Promise<MarketYear> {
    const span = [from, to];
    return {
      organizations: await reader.query<MarketOrganization>(ORGANIZATIONS, [to]),
      orders: await reader.query<MarketOrder>(ORDERS, span),
      settledGoods: await reader.query<SettledGoods>(SETTLED_GOODS, span),
      lots: await reader.query<MarketLot>(LOTS, span),
      capacities: await this.harvestable(await reader.query<CapacityRow>(CAPACITIES, span)),
      seasons: seasonsOf(await reader.query<SeasonedCrop>(SEASONED_CROPS, span), to),
      invoices: await reader.query<ClaimedInvoice>(INVOICES, span),
    };
  }

  /** What verified land can yield; land whose crop has no known ceiling proves nothing. */
  private async harvestable(rows: readonly CapacityRow[]): Promise<MarketCapacity[]> {
    const known: MarketCapacity[] = [];
    for (const row of rows) {
      const harvestableBase = await this.capacities.limitOf(row);
      const { verifiedAreaSi: _area, ...land } = row;
      if (harvestableBase !== null) known.push({ ...land, harvestableBase });
    }
    return known;
  }
}

function seasonsOf(crops: readonly SeasonedCrop[], on: BusinessDate): HarvestSeason[] {
  return crops.flatMap(({ cropCode, categoryCode, countyCode }) => {
    const season = harvestSeasonOf(harvestSeasons, { cropCode, categoryCode, countyCode, on });
    return season ? [{ cropCode, countyCode, months: season.months }] : [];
  });
}
