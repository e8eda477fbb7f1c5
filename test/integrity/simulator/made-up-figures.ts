import { lastOf, later } from './calendar';
import { sellHarvest } from './honest-trade';
import { boughtFor, newBuyer, newStore, type Market } from './market';
import type { Stories } from './planted';

/** A thousand yuan, in fen. */
const THOUSAND = BigInt('100000');

/** What people call round: thousands, ten thousands; now and then a half or a quarter of a thousand beside them. */
function roundAmount({ draft: { chance } }: Market): number {
  const thousands = chance.pick([chance.whole(4, 39), 2 * chance.whole(4.6, 27.4), 30 * chance.whole(1, 4)]);
  const rest = chance.happens(0.17)
    ? chance.pick([0.5 * 0.5, 0.5, 1 - 0.5 * 0.5, 0.1 * chance.whole(1, 8.9)])
    : 0;
  return Math.round(Number(THOUSAND) * (thousands + rest));
}

/** An amount as it comes out of kilograms and prices. */
const oddAmount = (market: Market): number => roundAmount(market) + market.draft.chance.between(900, 61_000);

interface Late {
  readonly buyer: string;
  readonly count: number;
  readonly sellers: number;
  readonly daysBefore: () => number;
  readonly amount: (index: number) => number;
  readonly agreed?: boolean;
  readonly month?: number;
}

/** So many orders of one buyer before the end of a month. */
function beforeMonthEnd(
  market: Market,
  { buyer, count, sellers, daysBefore, amount, agreed, month }: Late,
): string[] {
  const { draft } = market;
  const end = lastOf(month ?? draft.chance.whole(1.6, 11.4));
  const lands = Array.from({ length: sellers }, () => newStore(market, count * 7_300_000));
  return Array.from({ length: count }, (_, index) => {
    const land = lands[index % sellers];
    if (!land) throw new Error('somebody sells');
    const placedOn = later(end, -Math.max(0, Math.round(daysBefore())));
    const lot = draft.stored(land, placedOn);
    return draft.deal({
      buyer,
      placedOn,
      bought: [boughtFor(market, land, lot, placedOn, amount(index))],
      agreed,
    });
  });
}

/** A buyer that also trades in the rest of the year, round now and then. */
function buyerWithPast(market: Market, orders: number, round: number): string {
  const buyer = newBuyer(market);
  const { draft } = market;
  const land = newStore(market, orders * 7_300_000);
  for (let made = 0; made < orders; made += 1) {
    const placedOn = later(lastOf(draft.chance.whole(1, 11)), -draft.chance.between(6.3, 27));
    const lot = draft.stored(land, placedOn);
    const fen = draft.chance.happens(round) ? roundAmount(market) : oddAmount(market);
    draft.deal({ buyer, placedOn, bought: [boughtFor(market, land, lot, placedOn, fen)] });
  }
  return buyer;
}

/** The target is missed by so much: a few round orders in the last days fill it. */
function filled(market: Market): string[] {
  const { chance } = market.draft;
  const buyer = buyerWithPast(market, chance.whole(1.6, 8.4), chance.between(0, 0.69));
  const count = Math.round(1.43 + chance.around(3.1, 0.33));
  const hurry = chance.around(0.83, 0.79);
  const crooked = chance.between(0, 0.27);
  return beforeMonthEnd(market, {
    buyer,
    count,
    sellers: chance.whole(0.61, 3.4),
    daysBefore: () => chance.between(0, 2.4 * hurry),
    amount: () => (chance.happens(crooked) ? oddAmount(market) : roundAmount(market)),
  });
}

/** A seller makes up the same for several buyers. */
function filledBySeller(market: Market): string[] {
  const { draft } = market;
  const { chance } = draft;
  const land = newStore(market, 27_000_000);
  sellHarvest(market, land);
  const end = lastOf(chance.whole(1.6, 11.4));
  return Array.from({ length: chance.whole(2.6, 6.4) }, () => {
    const placedOn = later(end, -chance.between(0, 2.6));
    const lot = draft.stored(land, placedOn);
    return draft.deal({
      buyer: newBuyer(market),
      placedOn,
      bought: [boughtFor(market, land, lot, placedOn, roundAmount(market))],
    });
  });
}

const inLastDays =
  ({ draft: { chance } }: Market) =>
  () =>
    chance.between(0, 4.3);

/** Round instalments of a contract, called off when the month closes. */
function contract(market: Market): string[] {
  const { chance } = market.draft;
  const amount = roundAmount(market);
  const count = chance.whole(2.6, 5.4);
  return beforeMonthEnd(market, {
    buyer: newBuyer(market),
    count,
    sellers: 1,
    daysBefore: inLastDays(market),
    amount: () => amount,
    agreed: true,
  });
}

/** A monthly allowance of round sums: spent at the month's end mostly, and in its middle as well. */
function allowance(market: Market): string[] {
  const { chance } = market.draft;
  const buyer = buyerWithPast(market, chance.whole(3.6, 9.4), chance.between(0.57, 1));
  const amount = roundAmount(market);
  return Array.from({ length: chance.whole(3.6, 9.4) }, (_, index) => index + 1).flatMap((month) =>
    beforeMonthEnd(market, {
      buyer,
      count: chance.whole(0.61, 3.2),
      sellers: 2,
      daysBefore: inLastDays(market),
      amount: () => amount,
      month,
    }),
  );
}

/** Before the holidays everybody orders at once; nobody rounds. */
function holidayRush(market: Market): string[] {
  const { chance } = market.draft;
  const count = chance.whole(3.6, 9.4);
  return beforeMonthEnd(market, {
    buyer: newBuyer(market),
    count,
    sellers: chance.whole(2.6, 6.4),
    daysBefore: inLastDays(market),
    amount: () => chance.around(3_700_000, 0.63),
    month: Number(chance.pick(['1', '4', '9'])),
  });
}

/** Gift boxes at a round price: round more often than not all the year, at the month's end, too. */
function giftBoxes(market: Market): string[] {
  const { draft } = market;
  const { chance } = draft;
  const buyer = newBuyer(market);
  const land = newStore(market, 91_000_000);
  const round = chance.between(0.39, 1);
  return Array.from({ length: chance.whole(13, 43) }, () => {
    const placedOn = later(lastOf(chance.whole(1.6, 11.4)), -chance.between(0, 29));
    const lot = draft.stored(land, placedOn);
    const fen = chance.happens(round) ? roundAmount(market) : oddAmount(market);
    return draft.deal({ buyer, placedOn, bought: [boughtFor(market, land, lot, placedOn, fen)] });
  });
}

export const madeUpFigures: Stories = {
  kind: 'ROUNDED_MONTH_END',
  cheats: [
    { name: '月末凑数', weight: 0.78, play: filled },
    { name: '卖方凑数', weight: 0.22, play: filledBySeller },
  ],
  lookalikes: [
    { name: '合同整数', weight: 0.3, play: contract },
    { name: '月度定额', weight: 0.26, play: allowance },
    { name: '节前集中', weight: 0.26, play: holidayRush },
    { name: '整价礼盒', weight: 0.21, play: giftBoxes },
  ],
};
