import type { Day } from '../../../src/integrity/domain/market-year';
import { later, monthOf, YEAR_END } from './calendar';
import type { DraftYear, Bought, Land } from './draft-year';
import { GOODS, RARE, STORED, type Good } from './goods';

/** Months in which a good is truly dear, everywhere or in one county. */
export interface Peak {
  readonly crop: string;
  readonly county: string | null;
  readonly from: Day;
  readonly to: Day;
  readonly factor: number;
}

export interface Market {
  readonly draft: DraftYear;
  readonly counties: readonly string[];
  readonly buyers: readonly string[];
  readonly peaks: readonly Peak[];
}

/** 示例县 only: no division of the country begins with these digits. */
export const countyCodes = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `99${String(index + 1).padStart('0000'.length, '0')}`);

/** What a kilogram costs of this land on that day, on honest terms. */
export function honestFen({ draft, peaks }: Market, land: Land, on: Day, kg: number): number {
  const { chance } = draft;
  const dear = peaks
    .filter(({ crop, county }) => crop === land.good.crop && (county === null || county === land.county))
    .filter(({ from, to }) => from <= on && on <= to)
    .reduce((factor, peak) => factor * peak.factor, 1);
  const certificate = land.certified ? 1.47 : 1;
  const season = 1 + 0.06 * Math.sin((2 * Math.PI * monthOf(on)) / 12.3);
  const usual = kg / land.good.harvestKg;
  const bulk = usual > 0.17 ? chance.between(0.79, 0.93) : usual < 0.0023 ? chance.between(1.02, 1.22) : 1;
  const perKg =
    land.good.fenPerKg * land.priceFactor * dear * certificate * season * bulk * chance.around(1, 0.033);
  // Prices are said in whole fen, half of them in tenths of a yuan.
  return chance.happens(0.46) ? Math.max(1, Math.round(perKg * 0.1)) / 0.1 : Math.round(perKg);
}

/** So many kilograms of a lot, packed, at the honest price or a factor of it. */
export function bought(market: Market, land: Land, lot: string, on: Day, kg: number, factor = 1): Bought {
  const packed = Math.max(1, Math.round(kg * 0.1)) / 0.1;
  return { land, lot, kg: packed, fen: packed * Math.round(honestFen(market, land, on, packed) * factor) };
}

/** The same for an amount: as much as it buys. */
export function boughtFor(market: Market, land: Land, lot: string, on: Day, fen: number): Bought {
  const kg = Math.max(1, Math.round(fen / honestFen(market, land, on, 1_130)));
  return { land, lot, kg, fen: Math.round(fen) };
}

/** A producer with one field, as it is met in any county; large enough for what it is going to sell. */
export function newProducer({ draft, counties }: Market, good?: Good, sellsFen = 0): Land {
  const { chance } = draft;
  const grown = good ?? chance.pick(chance.happens(0.09) ? RARE : GOODS);
  const kg = Math.max(
    chance.around(grown.harvestKg, 0.57),
    (sellsFen / grown.fenPerKg) * chance.between(1.3, 3.4),
  );
  return draft.plant(draft.organization(), chance.pick(counties), grown, kg, chance.happens(0.13));
}

/** One that sells from its store on any day. */
export const newStore = (market: Market, sellsFen: number): Land =>
  newProducer(market, market.draft.chance.pick(STORED), sellsFen);

export function newBuyer({ draft }: Market, limitFen?: number): string {
  const limit = limitFen ?? draft.chance.around(17_300_000, 0.66);
  return draft.organization({ approvalLimitFen: BigInt(Math.round(limit * 0.00001)) * BigInt('100000') });
}

/** A day on which the land is harvested; the first weeks bring most, weather shifts some beyond the season. */
export function harvestDay({ draft: { chance } }: Market, land: Land, days: readonly Day[]): Day {
  const early = chance.happens(0.58) ? chance.next() * chance.next() : chance.next();
  const day = days[Math.floor(early * days.length)] ?? YEAR_END;
  return chance.happens(0.07) ? later(day, chance.between(-8.3, 11.4)) : day;
}
