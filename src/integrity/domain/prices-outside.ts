import { monthOf, monthsAround } from './days';
import type { Finding, FindingRule } from './finding';
import type { MarketOrder, SettledGoods } from './market-year';
import { byId, distance, grouped, medianOf, shareOf, sumOf, WHOLE_BASIS_POINTS } from './shares';
import type { Thresholds } from './thresholds';

interface Priced {
  readonly line: SettledGoods;
  readonly supplierId: string;
  readonly orderId: string;
  readonly month: string;
  /** Fen for a million base units: fine enough to compare, and whole. */
  readonly price: bigint;
}

/** What the goods cost in each month, and how far sellers lie apart all the year, in basis points of it. */
interface Band {
  readonly medians: ReadonlyMap<string, bigint>;
  readonly spread: bigint;
}

const COMPARED_BASE = 1_000_000n;

/**
 * Dearer or cheaper than the others sell the same goods in that month. A month that is dear for all has a dear median;
 * every seller is one voice, so nobody makes the band by selling much; what one seller does all year is one matter.
 */
export const pricesOutside: FindingRule = (year, at) => {
  const orders = byId(year.orders);
  const priced = year.settledGoods.flatMap((line): Priced[] => {
    const order = orders.get(line.orderId);
    return order && line.quantityBase > 0n ? [pricedOf(line, order)] : [];
  });
  return grouped(priced, ({ line }) => line.goodsCode).flatMap(([goods, rows]) =>
    findingsOf(goods, withoutPremium(rows), at),
  );
};

/** Certified goods at what they would cost without: less by what the certificate fetches in the year. */
function withoutPremium(rows: readonly Priced[]): readonly Priced[] {
  const [certified, plain] = [true, false].map((of) => rows.filter(({ line }) => line.certified === of));
  if (!certified?.length || !plain?.length) return rows;
  const [dear, usual] = [certified, plain].map((of) => medianOf(of.map(({ price }) => price)));
  if (!dear || !usual) return rows;
  return rows.map((row) => (row.line.certified ? { ...row, price: (row.price * usual) / dear } : row));
}

const pricedOf = (line: SettledGoods, { supplierId, id, placedOn }: MarketOrder): Priced => ({
  line,
  supplierId,
  orderId: id,
  month: monthOf(placedOn),
  price: (line.goodsFen * COMPARED_BASE) / line.quantityBase,
});

function findingsOf(goods: string, rows: readonly Priced[], at: Thresholds): Finding[] {
  const { medians, spread } = bandOf(rows, at);
  const outside = rows.flatMap((row) => {
    const median = medians.get(row.month);
    if (median === undefined) return [];
    const off = shareOf(distance(row.price, median), median);
    return off * WHOLE_BASIS_POINTS > spread * at.priceSpreads && off > at.priceShare
      ? [{ ...row, off }]
      : [];
  });
  return grouped(outside, ({ supplierId }) => supplierId).map(([key, own]) => ({
    kind: 'PRICE_OUTSIDE_BAND',
    key: `${goods} ${key}`,
    evidence: [
      { kind: 'ORGANIZATION', id: own[0].supplierId },
      ...[...new Set(own.map(({ orderId }) => orderId))].map((id) => ({ kind: 'ORDER' as const, id })),
    ],
    portionIds: own.map(({ line }) => line.id),
    strengthBasisPoints: shareOf(sumOf(own, ({ off }) => off) / BigInt(own.length), at.priceShare),
  }));
}

function bandOf(rows: readonly Priced[], at: Thresholds): Band {
  const voices = grouped(rows, ({ month, supplierId }) => `${month} ${supplierId}`).map(([, own]) => ({
    month: own[0].month,
    price: medianOf(own.map(({ price }) => price)),
  }));
  const inMonth = new Map(grouped(voices, ({ month }) => month));
  const medians = new Map(
    [...inMonth.keys()].flatMap((month) => {
      const median = medianNear(inMonth, month, at);
      return median === null ? [] : [[month, median] as const];
    }),
  );
  const apart = voices.flatMap(({ month, price }) => {
    const median = medians.get(month);
    return median === undefined ? [] : [shareOf(distance(price, median), median)];
  });
  return { medians, spread: medianOf(apart) };
}

/** One price per seller; where too few sold in the month, those of the months beside it speak, too. */
function medianNear(
  inMonth: ReadonlyMap<string, readonly { price: bigint }[]>,
  month: string,
  { priceLeastSellers }: Thresholds,
): bigint | null {
  for (const months of [[month], monthsAround(month)]) {
    const prices = months.flatMap((of) => inMonth.get(of) ?? []).map(({ price }) => price);
    if (prices.length >= priceLeastSellers) return medianOf(prices);
  }
  return null;
}
