import { later, NEW_YEAR } from './calendar';
import type { Land } from './draft-year';
import { sellHarvest } from './honest-trade';
import { boughtFor, newBuyer, newStore, type Market } from './market';
import type { Stories } from './planted';

type Bond = 'PHONE' | 'ACCOUNT' | 'SUPERIOR';

/** Ties organizations as their people are tied: one phone, one account, or one superior above all. */
function bind({ draft }: Market, bond: Bond, ids: readonly string[]): void {
  const number = draft.number();
  const superior = bond === 'SUPERIOR' ? draft.organization() : '';
  for (const id of ids) {
    const { phoneHashes, accountHashes } = draft.of(id);
    if (bond === 'PHONE') draft.change(id, { phoneHashes: [...phoneHashes, number] });
    if (bond === 'ACCOUNT') draft.change(id, { accountHashes: [...accountHashes, number] });
    if (bond === 'SUPERIOR') draft.change(id, { rootId: superior });
  }
}

interface Flow {
  readonly land: Land;
  readonly buyer: string;
  readonly fen: number;
  readonly orders: number;
  readonly underway: () => number;
}

/** Trades the amount in several orders over the year, whatever is harvested. */
function flow(market: Market, { land, buyer, fen, orders, underway }: Flow): string[] {
  const { chance } = market.draft;
  return Array.from({ length: orders }, () => {
    const on = later(NEW_YEAR, chance.between(13, 316));
    const lot = market.draft.stored(land, on);
    const part = (fen / orders) * chance.around(0.97, 0.21);
    const deal = { buyer, placedOn: on, bought: [boughtFor(market, land, lot, on, part)] };
    return market.draft.deal({ ...deal, underway: underway(), settledAfter: chance.between(0.61, 14.4) });
  });
}

/** The rest of what a supplier sells, so that `share` of all goes to its relations. */
function sellElsewhere(market: Market, land: Land, fen: number, share: number): void {
  const rest = fen * (1 / Math.min(0.995, share) - 1);
  const { chance } = market.draft;
  const orders = chance.whole(1.6, 6.4);
  for (let order = 0; order < orders; order += 1)
    flow(market, {
      land,
      buyer: chance.pick(market.buyers),
      fen: rest / orders,
      orders: 1,
      underway: () => chance.between(1.6, 8.4),
    });
}

/** Two or three firms of one hand sell to each other; most papers say the goods were there the same day. */
function circle(market: Market, size: number, bond: Bond): string[] {
  const { draft } = market;
  const { chance } = draft;
  const fen = chance.around(46_000_000, 0.83);
  const share = Math.min(0.98, chance.around(0.83, 0.29));
  const lands = Array.from({ length: size }, () => newStore(market, fen / share));
  const firms = lands.map(({ supplier }) => supplier);
  bind(market, bond, firms);
  const backFlow = chance.happens(0.71) ? chance.between(0.37, 1) : chance.between(0.013, 0.34);
  const still = chance.happens(0.83);
  const underway = () => (still ? chance.between(0, 1.3) : chance.between(1.23, 4.8));
  return lands.flatMap((land, index) => {
    const buyer = firms[(index + 1) % size] ?? '';
    const sold = index === 0 ? fen : fen * backFlow;
    const orders = flow(market, { land, buyer, fen: sold, orders: chance.whole(2.6, 8.4), underway });
    sellElsewhere(market, land, sold, share);
    return [land.supplier, ...orders];
  });
}

/** A shell buys what its hand's supplier sells, again and again, and nothing is carried. */
function shellBuyer(market: Market, bond: Bond): string[] {
  const { chance } = market.draft;
  const fen = chance.around(38_000_000, 0.77);
  const land = newStore(market, fen * 1.7);
  const buyer = newBuyer(market);
  bind(market, bond, [land.supplier, buyer]);
  const still = chance.happens(0.87);
  const underway = () => (still ? chance.between(0, 1.23) : chance.between(1.1, 3.7));
  const orders = flow(market, { land, buyer, fen, orders: chance.whole(3.6, 13.4), underway });
  sellElsewhere(market, land, fen, Math.min(0.98, chance.around(0.79, 0.33)));
  return [land.supplier, buyer, ...orders];
}

/** Related, and honestly so: `share` of the sales, carried like all goods. */
function honestRelation(market: Market, bond: Bond, share: number, underwayFrom: number): string[] {
  const { chance } = market.draft;
  const fen = chance.around(31_000_000, 0.81);
  const land = newStore(market, fen / share);
  const buyer = newBuyer(market);
  bind(market, bond, [land.supplier, buyer]);
  const underway = () => chance.between(underwayFrom, underwayFrom + 5.3);
  const orders = flow(market, { land, buyer, fen, orders: chance.whole(2.6, 11.4), underway });
  sellElsewhere(market, land, fen, share);
  return [land.supplier, buyer, ...orders];
}

/** Two firms of one group, each with its own customers, that also buy from each other. */
function groupTrade(market: Market): string[] {
  const { chance } = market.draft;
  const lands = [newStore(market, 91_000_000), newStore(market, 91_000_000)];
  bind(
    market,
    'SUPERIOR',
    lands.map(({ supplier }) => supplier),
  );
  return lands.flatMap((land, index) => {
    const buyer = lands[1 - index]?.supplier ?? '';
    const fen = chance.around(17_000_000, 0.49);
    const underway = () => chance.between(1.3, 6.8);
    const orders = flow(market, { land, buyer, fen, orders: chance.whole(1.6, 6.4), underway });
    sellElsewhere(market, land, fen, chance.between(0.06, 0.47));
    return [land.supplier, ...orders];
  });
}

/** Neighbours without a tie: goods arrive the same day, and both buy of each other. */
function neighbours(market: Market): string[] {
  const lands = [newStore(market, 57_000_000), newStore(market, 57_000_000)];
  for (const land of lands) sellHarvest(market, land);
  const { chance } = market.draft;
  return lands.flatMap((land, index) => {
    const buyer = lands[1 - index]?.supplier ?? '';
    const fen = chance.around(23_000_000, 0.53);
    return [
      land.supplier,
      ...flow(market, {
        land,
        buyer,
        fen,
        orders: chance.whole(2.6, 6.4),
        underway: () => chance.between(0, 1.23),
      }),
    ];
  });
}

export const washTrades: Stories = {
  kind: 'RELATED_PARTIES',
  cheats: [
    {
      name: '两家对倒',
      weight: 3.5,
      play: (market) => circle(market, 2, market.draft.chance.pick(['PHONE', 'ACCOUNT'])),
    },
    {
      name: '三家循环',
      weight: 2.1,
      play: (market) => circle(market, 1 + 2, market.draft.chance.pick(['PHONE', 'ACCOUNT', 'SUPERIOR'])),
    },
    {
      name: '空壳买家',
      weight: 4.5,
      play: (market) => shellBuyer(market, market.draft.chance.pick(['PHONE', 'ACCOUNT', 'SUPERIOR'])),
    },
  ],
  lookalikes: [
    {
      name: '集团自有基地',
      weight: 3.5,
      play: (market) => honestRelation(market, 'SUPERIOR', market.draft.chance.between(0.36, 0.97), 1.43),
    },
    {
      name: '亲属电话',
      weight: 2.6,
      play: (market) => honestRelation(market, 'PHONE', market.draft.chance.between(0.03, 0.33), 0.21),
    },
    { name: '集团内互采', weight: 2.1, play: groupTrade },
    { name: '邻里互采', weight: 2.1, play: neighbours },
  ],
};
