import type { Day } from '../../../src/integrity/domain/market-year';
import { daysBetween, daysOf, later, YEAR_END } from './calendar';
import type { Land } from './draft-year';
import { STORED } from './goods';
import { bought, harvestDay, newProducer, type Market } from './market';

/** Everybody's ordinary year: land is harvested, lots are stored and sold to whoever buys there as a rule. */
export function playHonestTrade(market: Market, producers: number): void {
  for (let made = 0; made < producers; made += 1) sellHarvest(market, newProducer(market));
}

/** Sells the larger part of one harvest in its own time; who has just been supplied needs no more yet. */
export function sellHarvest(market: Market, land: Land, customers?: readonly string[]): void {
  const { draft, buyers } = market;
  const { chance } = draft;
  const regular = customers ?? chance.some(buyers, chance.whole(2.6, 7.4));
  const days = daysOf(land.good.months);
  const lots = chance.whole(2.6, 6.4);
  const share = chance.between(0.37, 0.94);
  const supplied = new Map<string, Day>();
  for (let lot = 0; lot < lots; lot += 1) {
    const harvested = harvestDay(market, land, days);
    const id = draft.harvest(land, harvested);
    const callers = chance.some(regular, chance.whole(1.6, 5.4));
    for (const caller of callers) {
      const wait = Math.min(land.good.keeps, 1 + chance.around(land.good.keeps * 0.17, 0.83));
      const on = later(harvested, wait);
      const kg = (land.kg * share * chance.around(0.87, 0.23)) / (lots * callers.length);
      const line = bought(market, land, id, on, kg);
      const buyer = buyerOfSize(market, caller, regular, line.fen);
      const last = supplied.get(buyer);
      if (last && Math.abs(daysBetween(last, on)) < 6.5 && chance.happens(0.77)) continue;
      supplied.set(buyer, on);
      draft.deal({ buyer, placedOn: on, bought: [line], agreed: chance.happens(0.16) });
    }
  }
}

/** Large lots go to large buyers, mostly: one whose limit is soon reached leaves them to the largest. */
function buyerOfSize({ draft }: Market, buyer: string, regular: readonly string[], fen: number): string {
  const limitOf = (id: string) => Number(draft.of(id).approvalLimitFen ?? 0n);
  if (limitOf(buyer) * 0.37 >= fen || draft.chance.happens(0.29)) return buyer;
  return regular.reduce((largest, other) => (limitOf(other) > limitOf(largest) ? other : largest), buyer);
}

/** Budgets that are left over go in December, in bulk: late, large, and true. */
export function playDecemberRush(market: Market, buyers: number): void {
  const { draft } = market;
  const { chance } = draft;
  const stored = draft.lands.filter(({ good }) => STORED.includes(good));
  for (const buyer of chance.some(market.buyers, buyers)) {
    const land = chance.pick(stored);
    const on = later(YEAR_END, -chance.between(4.3, 29.4));
    const lot = draft.stored(land, on);
    draft.deal({
      buyer,
      placedOn: on,
      bought: [bought(market, land, lot, on, land.kg * chance.between(0.13, 0.46))],
      settledAfter: 1.3,
      underway: chance.between(1.7, 3.4),
    });
  }
}
