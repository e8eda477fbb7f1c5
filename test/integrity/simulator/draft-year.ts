import type {
  ClaimedInvoice,
  Day,
  MarketCapacity,
  MarketLot,
  MarketOrder,
  MarketOrganization,
  MarketYear,
  SettledGoods,
} from '../../../src/integrity/domain/market-year';
import { firstOf, lastOf, later, NEW_YEAR, YEAR, YEAR_END } from './calendar';
import type { Chance } from './chance';
import { GOODS, RARE, type Good } from './goods';

type Changing<Row> = { -readonly [Key in keyof Row]: Row[Key] };

export interface Land {
  readonly id: string;
  /** The same land a year before. */
  readonly beforeId: string;
  readonly supplier: string;
  readonly county: string;
  readonly good: Good;
  readonly certified: boolean;
  readonly kg: number;
  /** This seller's own price against the market's. */
  readonly priceFactor: number;
}

export interface Bought {
  readonly land: Land;
  readonly lot: string;
  readonly kg: number;
  readonly fen: number;
}

export interface Deal {
  readonly buyer: string;
  readonly placedOn: Day;
  readonly bought: readonly Bought[];
  readonly agreed?: boolean;
  readonly underway?: number;
  readonly settledAfter?: number;
}

const GRAMS_IN_KILOGRAM = BigInt('1000');
const perKilogram = (kg: number) => BigInt(Math.round(kg)) * GRAMS_IN_KILOGRAM;

/** A year being written: who trades, on what land, what was sold. */
export class DraftYear {
  private readonly people = new Map<string, Changing<MarketOrganization>>();
  private readonly products = new Map<string, string>();
  private readonly orders: MarketOrder[] = [];
  private readonly goods: SettledGoods[] = [];
  private readonly lots: MarketLot[] = [];
  private readonly land: MarketCapacity[] = [];
  private readonly invoices: ClaimedInvoice[] = [];
  readonly lands: Land[] = [];

  constructor(
    readonly chance: Chance,
    private readonly counties: readonly string[],
  ) {}

  organization(traits: Partial<Omit<MarketOrganization, 'id'>> = {}): string {
    const id = this.chance.id();
    const known = {
      rootId: id,
      phoneHashes: [this.number()],
      accountHashes: [this.number()],
      principalIds: [],
      approvalLimitFen: null,
    };
    this.people.set(id, { ...known, ...traits, id });
    return id;
  }

  change(id: string, traits: Partial<Omit<MarketOrganization, 'id'>>): void {
    Object.assign(this.of(id), traits);
  }

  of(id: string): MarketOrganization {
    const known = this.people.get(id);
    if (!known) throw new Error(`nobody is ${id}`);
    return known;
  }

  /** A phone or an account, as it is kept: told apart, never read. */
  number(): string {
    return `示例-${this.chance.id()}`;
  }

  plant(supplier: string, county: string, good: Good, kg: number, certified = false): Land {
    const [id, beforeId] = [this.chance.id(), this.chance.id()];
    const sides = { supplierId: supplier, countyCode: county, cropCode: good.crop };
    const harvestableBase = perKilogram(kg);
    this.land.push({ id, ...sides, season: Number(YEAR), harvestableBase });
    this.land.push({ id: beforeId, ...sides, season: Number(YEAR) - 1, harvestableBase });
    const priceFactor = this.chance.around(1, good.spread);
    const land = { id, beforeId, supplier, county, good, certified, kg, priceFactor };
    this.lands.push(land);
    return land;
  }

  harvest(land: Land, harvestedOn: Day): string {
    const id = this.chance.id();
    this.lots.push({
      id,
      supplierId: land.supplier,
      capacityId: harvestedOn < NEW_YEAR ? land.beforeId : land.id,
      cropCode: land.good.crop,
      countyCode: land.county,
      harvestedOn,
    });
    return id;
  }

  /** A lot of the store, from the last harvest that was all in by that day. */
  stored(land: Land, on: Day): string {
    const [first = 1] = land.good.months;
    const ripe = later(firstOf(first), this.chance.between(1.3, 22.6));
    const allIn = lastOf(Math.max(...land.good.months)) < on;
    return this.harvest(land, allIn ? ripe : ripe.replace(YEAR, String(Number(YEAR) - 1)));
  }

  deal({ buyer, placedOn, bought, agreed = false, ...times }: Deal): string {
    const id = this.chance.id();
    const [first] = bought;
    if (!first) throw new Error('a deal is about something');
    if (placedOn > YEAR_END) return id;
    this.orders.push({
      id,
      buyerId: buyer,
      unitId: buyer,
      supplierId: first.land.supplier,
      placedOn,
      goodsFen: bought.reduce((sum, { fen }) => sum + BigInt(Math.round(fen)), 0n),
      productIds: bought.map(({ land }) => this.productOf(land)),
      agreed,
    });
    const underway = Math.round(times.underway ?? this.chance.between(1.6, 9.4));
    const settledOn = later(placedOn, underway + (times.settledAfter ?? this.chance.between(3.7, 34.2)));
    // The books are closed on the last day: what has arrived by then is settled by then.
    const closed = settledOn > YEAR_END && later(placedOn, underway) <= YEAR_END ? YEAR_END : settledOn;
    if (closed <= YEAR_END) for (const line of bought) this.settle(id, line, closed, underway);
    return id;
  }

  private settle(orderId: string, { land, lot, kg, fen }: Bought, settledOn: Day, underway: number): void {
    this.goods.push({
      id: this.chance.id(),
      orderId,
      lotId: lot,
      goodsCode: `${land.good.crop} g`,
      certified: land.certified,
      settledOn,
      daysUnderway: underway,
      quantityBase: perKilogram(kg),
      goodsFen: BigInt(Math.round(fen)),
    });
  }

  productOf(land: Land): string {
    const known = this.products.get(land.id) ?? this.chance.id();
    this.products.set(land.id, known);
    return known;
  }

  invoice(invoice: Omit<ClaimedInvoice, 'claimId' | 'portionIds'>): string {
    const claimId = this.chance.id();
    this.invoices.push({ ...invoice, claimId, portionIds: [this.chance.id()] });
    return claimId;
  }

  finished(): MarketYear {
    return {
      organizations: [...this.people.values()],
      orders: this.orders,
      settledGoods: this.goods,
      lots: this.lots,
      capacities: this.land,
      seasons: [...GOODS, ...RARE].flatMap(({ crop, months }) =>
        this.counties.map((countyCode) => ({ cropCode: crop, countyCode, months })),
      ),
      invoices: this.invoices,
    };
  }
}
