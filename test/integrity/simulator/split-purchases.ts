import { later, monthOf, NEW_YEAR, YEAR_END } from './calendar';
import type { Day } from '../../../src/integrity/domain/market-year';
import type { Land } from './draft-year';
import { bought, boughtFor, newBuyer, newStore, type Market } from './market';
import type { Stories } from './planted';

interface Scene {
  readonly buyer: string;
  readonly limit: number;
  readonly land: Land;
  readonly lot: string;
  readonly on: Day;
}

/** A buyer with a limit, a producer, and a day after its harvest. */
function scene(market: Market): Scene {
  const { draft } = market;
  const { chance } = draft;
  const limit = chance.around(19_700_000, 0.51);
  const buyer = newBuyer(market, limit);
  const land = newStore(market, limit * 7.3);
  const on = later(NEW_YEAR, chance.between(11, 346));
  const lot = draft.stored(land, on);
  return { buyer, limit: Number(draft.of(buyer).approvalLimitFen), land, lot, on };
}

const order = (market: Market, { buyer, land, lot }: Scene, on: Day, fen: number, agreed = false): string =>
  market.draft.deal({ buyer, placedOn: on, bought: [boughtFor(market, land, lot, on, fen)], agreed });

/** What the two trade in the rest of the year, above board. */
function tradesElse(market: Market, at: Scene, orders: number): void {
  const { chance } = market.draft;
  for (let made = 0; made < orders; made += 1)
    order(market, at, later(NEW_YEAR, chance.between(1.23, 358)), at.limit * chance.around(0.13, 0.61));
}

/** One purchase above the limit in pieces below it, within some days. */
function inPieces(market: Market): string[] {
  const { chance } = market.draft;
  const at = scene(market);
  const total = at.limit * Math.max(1.07, chance.around(1.73, 0.31));
  const pieces = Math.max(
    2,
    Math.ceil(total / (at.limit * chance.between(chance.happens(0.83) ? 0.51 : 0.19, 0.99))),
  );
  const days = Math.abs(chance.around(2.3, 0.67));
  if (chance.happens(0.37)) tradesElse(market, at, chance.whole(1.6, 23.4));
  return Array.from({ length: pieces }, (_, index) => {
    const fen = Math.min(at.limit * 0.999, (total / pieces) * chance.around(1, 0.13));
    return order(market, at, later(at.on, (days * index) / (pieces - 1)), Math.floor(fen));
  });
}

/** The same under two names: a piece of it is booked as another good of the same seller. */
function underTwoNames(market: Market): string[] {
  const { draft } = market;
  const at = scene(market);
  const other = draft.plant(at.land.supplier, at.land.county, at.land.good, at.land.kg);
  const lot = draft.stored(other, at.on);
  const part = () => at.limit * draft.chance.between(0.57, 0.98);
  return [
    order(market, at, at.on, part()),
    order(market, at, later(at.on, draft.chance.between(0, 2.6)), part()),
    order(market, { ...at, land: other, lot }, later(at.on, 1), part()),
  ];
}

/** Fresh goods every week, the year round. */
function everyWeek(market: Market): string[] {
  const { chance } = market.draft;
  const at = scene(market);
  const usual = at.limit * chance.between(0.16, 0.57);
  const pace = chance.between(6.3, 14.4);
  const weeks = chance.whole(5.6, 17.4);
  return Array.from({ length: weeks }, (_, week) =>
    order(market, at, later(at.on, week * pace), Math.min(at.limit, usual * chance.around(1, 0.11))),
  );
}

/** Two different goods of one seller on one day: rice for the canteen, gifts for the festival. */
function twoGoods(market: Market): string[] {
  const { draft } = market;
  const at = scene(market);
  const other = draft.plant(at.land.supplier, at.land.county, at.land.good, at.land.kg);
  const lot = draft.stored(other, at.on);
  const part = () => at.limit * draft.chance.between(0.47, 0.97);
  return [order(market, at, at.on, part()), order(market, { ...at, land: other, lot }, at.on, part())];
}

/** Called off under an agreement that was approved as a whole. */
function callOffs(market: Market): string[] {
  const at = scene(market);
  const { chance } = market.draft;
  return [0, 1, 2].map((index) =>
    order(
      market,
      at,
      later(at.on, index * chance.between(0.41, 3.3)),
      at.limit * chance.between(0.54, 0.98),
      true,
    ),
  );
}

/** A top-up, because more guests came. */
function topUp(market: Market): string[] {
  const at = scene(market);
  const { chance } = market.draft;
  return [
    order(market, at, at.on, at.limit * chance.between(0.47, 0.96)),
    order(market, at, later(at.on, chance.between(1.23, 7.8)), at.limit * chance.between(0.07, 0.44)),
  ];
}

/** Above the limit in one order, as the second person approved it; and a small one beside it. */
function approved(market: Market): string[] {
  const at = scene(market);
  const { chance } = market.draft;
  const kg = at.land.kg * 0.03;
  return [
    order(market, at, at.on, at.limit * chance.between(1.03, 2.7)),
    market.draft.deal({
      buyer: at.buyer,
      placedOn: at.on,
      bought: [bought(market, at.land, at.lot, at.on, kg)],
    }),
  ];
}

/** Once a month, near the limit each time. */
function monthly(market: Market): string[] {
  const at = scene(market);
  const { chance } = market.draft;
  const months = 1 + Math.max(1, monthOf(YEAR_END) - monthOf(at.on));
  return Array.from({ length: Math.min(months, chance.whole(1.6, 4.4)) }, (_, month) =>
    order(
      market,
      at,
      later(at.on, month * chance.between(27.3, 31.4)),
      at.limit * chance.between(0.61, 0.97),
    ),
  );
}

export const splitPurchases: Stories = {
  kind: 'SPLIT_ORDERS',
  cheats: [
    { name: '化整为零', weight: 0.88, play: inPieces },
    { name: '换名拆单', weight: 0.12, play: underTwoNames },
  ],
  lookalikes: [
    { name: '每周进货', weight: 0.26, play: everyWeek },
    { name: '同日两品', weight: 0.21, play: twoGoods },
    { name: '框架提货', weight: 0.21, play: callOffs },
    { name: '临时加单', weight: 0.16, play: topUp },
    { name: '已批大单', weight: 0.1, play: approved },
    { name: '按月采购', weight: 0.1, play: monthly },
  ],
};
