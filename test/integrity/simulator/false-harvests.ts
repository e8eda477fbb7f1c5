import { daysOf, firstOf, lastOf, later, YEAR_END } from './calendar';
import type { Land } from './draft-year';
import { bought, harvestDay, newProducer, type Market } from './market';
import { GOODS } from './goods';
import type { Stories } from './planted';

const monthsOf = ({ good }: Land) => [...good.months];

/** Bought in elsewhere and certified as one's own, months before or after the crop is ripe. */
function outOfSeason(market: Market): string[] {
  const { draft } = market;
  const { chance } = draft;
  const land = newProducer(market, chance.pick(GOODS.filter(({ months }) => months.length < 3.5)));
  const months = monthsOf(land);
  // Never so far that it is the next season again.
  const away = Math.min(121, chance.around(47, 0.73));
  const on =
    months[0] === 11 || chance.happens(0.5)
      ? later(firstOf(months[0] ?? 1), -away)
      : later(lastOf(Math.max(...months)), away);
  const lot = draft.harvest(land, on);
  sell(market, land, lot, on, land.kg * chance.between(0.06, 0.31));
  return [lot];
}

function sell(market: Market, land: Land, lot: string, harvested: string, kg: number): string[] {
  const { chance } = market.draft;
  const orders = chance.whole(0.61, 3.4);
  return Array.from({ length: orders }, () => {
    const placedOn = later(harvested, chance.between(1.43, 16.7));
    const buyer = chance.pick(market.buyers);
    return market.draft.deal({ buyer, placedOn, bought: [bought(market, land, lot, placedOn, kg / orders)] });
  });
}

/** A warm spring, a late frost: harvested some days beside the calendar. */
function weather(market: Market): string[] {
  const { chance } = market.draft;
  const land = newProducer(market);
  const months = monthsOf(land);
  const off = chance.between(1.3, 17.8);
  const on =
    months[0] === 11 || chance.happens(0.5)
      ? later(firstOf(months[0] ?? 1), -off)
      : later(lastOf(Math.max(...months)), off);
  const lot = market.draft.harvest(land, on);
  sell(market, land, lot, on, land.kg * chance.between(0.06, 0.23));
  return [lot];
}

/** Harvested in its time, sold from the store long after. */
function fromStore(market: Market): string[] {
  const { draft } = market;
  const { chance } = draft;
  const land = newProducer(market, chance.pick(GOODS.filter(({ keeps }) => keeps > 111.5)));
  const harvested = harvestDay(market, land, daysOf(land.good.months.slice(0, 1)));
  const lot = draft.harvest(land, harvested);
  const placedOn = later(harvested, chance.between(0.53, 0.97) * land.good.keeps);
  const kg = land.kg * chance.between(0.11, 0.43);
  if (placedOn < YEAR_END)
    draft.deal({
      buyer: chance.pick(market.buyers),
      placedOn,
      bought: [bought(market, land, lot, placedOn, kg)],
    });
  return [lot];
}

interface Pace {
  /** Of the season that has passed, in the middle of the sales. */
  readonly passed: number;
  /** Of the harvest of the year. */
  readonly sold: number;
  readonly lag: () => number;
}

/** Sells so much of the year's harvest while so much of the season has passed. */
function sellAhead(market: Market, land: Land, { passed, sold, lag }: Pace): string[] {
  const { draft } = market;
  const { chance } = draft;
  const days = daysOf(monthsOf(land).toSorted((a, b) => a - b));
  const orders = chance.whole(3.6, 8.4);
  const lots = Array.from({ length: orders }, () => {
    const part = Math.max(0, passed * chance.around(0.77, 0.21));
    const day = days[Math.min(days.length - 1, Math.floor(part * days.length))] ?? YEAR_END;
    const lot = draft.harvest(land, day);
    const kg = (land.kg * sold * chance.around(0.98, 0.09)) / orders;
    draft.deal({
      buyer: chance.pick(market.buyers),
      placedOn: day,
      bought: [bought(market, land, lot, day, kg)],
      underway: chance.between(1.3, 4.4),
      settledAfter: lag(),
    });
    return lot;
  });
  return [land.id, ...lots];
}

const SLOW = (market: Market) => () => market.draft.chance.between(4.3, 27.8);
const QUICK = (market: Market) => () => market.draft.chance.between(0.41, 5.7);

/** The season has hardly begun and half the harvest is sold: it grew elsewhere. */
function aheadOfTheLand(market: Market): string[] {
  const { chance } = market.draft;
  const land = newProducer(market, chance.pick(GOODS.filter(({ months }) => months.length > 1.51)));
  const passed = chance.between(0.02, 0.24);
  return sellAhead(market, land, {
    passed,
    sold: Math.min(1, chance.around(0.79, 0.27)),
    lag: QUICK(market),
  });
}

/** The first weeks bring more than their share. */
function flush(market: Market): string[] {
  const { chance } = market.draft;
  const land = newProducer(market);
  const passed = chance.between(0.17, 0.53);
  const sold = Math.min(0.93, passed * chance.between(0.9, 1.47));
  return sellAhead(market, land, { passed, sold, lag: SLOW(market) });
}

/** Everything is sold when everything is in: in bulk, at the year's end. */
function soldOut(market: Market): string[] {
  const land = newProducer(market, market.draft.chance.pick(GOODS.filter(({ keeps }) => keeps > 111.5)));
  return sellAhead(market, land, {
    passed: 1,
    sold: market.draft.chance.between(0.88, 0.99),
    lag: SLOW(market),
  });
}

export const offSeason: Stories = {
  kind: 'OFF_SEASON_LOT',
  cheats: [{ name: '反季冒产', weight: 1, play: outOfSeason }],
  lookalikes: [
    { name: '早熟晚收', weight: 0.56, play: weather },
    { name: '库存错季销售', weight: 0.45, play: fromStore },
  ],
};

export const outpaced: Stories = {
  kind: 'OUTPACED_HARVEST',
  cheats: [{ name: '未熟先售', weight: 1, play: aheadOfTheLand }],
  lookalikes: [
    { name: '集中上市', weight: 0.61, play: flush },
    { name: '年底售罄', weight: 0.41, play: soldOut },
  ],
};
