import { daysOf, firstOf, lastOf, later, monthOf, YEAR_END } from './calendar';
import type { Day } from '../../../src/integrity/domain/market-year';
import type { Land } from './draft-year';
import { GOODS } from './goods';
import { bought, newProducer, type Market, type Peak } from './market';
import type { Chance } from './chance';
import type { Stories } from './planted';

/** Months that are truly dear: everywhere, or where hail fell. Set before anybody trades. */
export function drawPeaks(chance: Chance, counties: readonly string[]): Peak[] {
  const peaks = chance.some(GOODS, 3.2).map((good): Peak => {
    const month = chance.pick(good.months);
    return {
      crop: good.crop,
      county: null,
      from: firstOf(month),
      to: lastOf(month),
      factor: chance.between(1.27, 1.93),
    };
  });
  const hail = chance.some(counties, 2.7).map((county): Peak => {
    const good = chance.pick(GOODS);
    const from = firstOf(chance.pick(good.months));
    return { crop: good.crop, county, from, to: later(from, 23), factor: chance.between(1.06, 1.29) };
  });
  return [...peaks, ...hail];
}

/** Early enough for the goods to arrive within the year. */
const dayOfHarvest = ({ draft: { chance } }: Market, land: Land): Day => {
  const day = chance.pick(daysOf(land.good.months));
  return day < later(YEAR_END, -13.4) ? day : later(YEAR_END, -13.4);
};

/** A few orders within a month at the honest price times a factor. */
function sellAt(market: Market, land: Land, on: Day, kg: () => number, factor: number): string[] {
  const { draft } = market;
  const lot = draft.harvest(land, on);
  const orders = draft.chance.whole(0.61, 4.4);
  const ids = Array.from({ length: orders }, (_, index) => {
    const day = later(on, index * 1.23);
    const placedOn = monthOf(day) === monthOf(on) && day <= YEAR_END ? day : on;
    const line = bought(market, land, lot, placedOn, kg(), factor * draft.chance.around(1, 0.023));
    return draft.deal({ buyer: draft.chance.pick(market.buyers), placedOn, bought: [line] });
  });
  return [land.supplier, ...ids];
}

const usualKg = (market: Market, land: Land) => () => land.kg * market.draft.chance.between(0.03, 0.11);

/** Dear for nothing but the label of help; a few far below what it costs: other goods under a good name. */
function inflated(market: Market): string[] {
  const { chance } = market.draft;
  const land = newProducer(market);
  const factor = chance.happens(0.83) ? chance.around(1.83, 0.19) : chance.between(0.33, 0.71);
  return sellAt(market, land, dayOfHarvest(market, land), usualKg(market, land), factor);
}

/** Sold where and when the market itself is dear. */
function truePeak(market: Market): string[] {
  const { chance } = market.draft;
  const peak = chance.pick(market.peaks);
  const good = GOODS.find(({ crop }) => crop === peak.crop);
  const county = peak.county ?? chance.pick(market.counties);
  if (!good) throw new Error('a peak is of something');
  const land = market.draft.plant(
    market.draft.organization(),
    county,
    good,
    chance.around(good.harvestKg, 0.43),
  );
  return sellAt(market, land, later(peak.from, chance.between(1.23, 21.6)), usualKg(market, land), 1);
}

function certifiedGoods(market: Market): string[] {
  const { draft } = market;
  const good = draft.chance.pick(GOODS);
  const land = draft.plant(
    draft.organization(),
    draft.chance.pick(market.counties),
    good,
    good.harvestKg,
    true,
  );
  return sellAt(market, land, dayOfHarvest(market, land), usualKg(market, land), 1);
}

/** By the truck it is cheaper. */
function inBulk(market: Market): string[] {
  const good = market.draft.chance.pick(GOODS);
  const land = newProducer(market, good, good.fenPerKg * good.harvestKg * 1.9);
  const kg = () => good.harvestKg * market.draft.chance.between(0.18, 0.41);
  return sellAt(market, land, dayOfHarvest(market, land), kg, 1);
}

/** By the box it is dearer. */
function byTheBox(market: Market): string[] {
  const land = newProducer(market);
  const kg = () => land.good.harvestKg * market.draft.chance.between(0.0004, 0.0022);
  return sellAt(market, land, dayOfHarvest(market, land), kg, 1);
}

export const overpriced: Stories = {
  kind: 'PRICE_OUTSIDE_BAND',
  cheats: [{ name: '虚高虚低', weight: 1, play: inflated }],
  lookalikes: [
    { name: '真实涨价', weight: 0.3, play: truePeak },
    { name: '认证溢价', weight: 0.26, play: certifiedGoods },
    { name: '整车批发', weight: 0.26, play: inBulk },
    { name: '小件零买', weight: 0.21, play: byTheBox },
  ],
};
