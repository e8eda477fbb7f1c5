import { grouped, type RequestLine, type Supply } from '../../../libs/matching/src/index';
import { unitOf } from '../../../libs/money/src/index';

/** A million base units: every unit of price is a whole part of it. */
const PER = 1_000_000n;

type Goods = Pick<RequestLine, 'categoryCode' | 'productId' | 'baseUnit'>;

/**
 * What goods are listed at, whoever asks and whatever he would pay: the middle of the list prices a large order pays, in fen per
 * million base units; 0 where nobody offers any. A floor reckoned from buyers' caps would tell them to every office.
 */
export function listPrices(supplies: readonly Supply[]): (goods: Goods) => bigint {
  const known = new Map<string, bigint>();
  const byCategory = grouped(supplies, ({ categoryCode }) => categoryCode);
  const byProduct = grouped(supplies, ({ productId }) => productId);
  const meant = ({ categoryCode, productId }: Goods): readonly Supply[] =>
    productId === null
      ? [...byCategory].flatMap(([code, own]) => (code.startsWith(categoryCode) ? own : []))
      : (byProduct.get(productId) ?? []);
  return (goods) => {
    const key = JSON.stringify([goods.categoryCode, goods.productId, goods.baseUnit]);
    const price = known.get(key) ?? middlePrice(meant(goods), goods.baseUnit);
    known.set(key, price);
    return price;
  };
}

function middlePrice(supplies: readonly Supply[], baseUnit: RequestLine['baseUnit']): bigint {
  const prices = supplies.flatMap((supply) => {
    const cheapest = supply.ladder.at(-1);
    if (supply.baseUnit !== baseUnit || !cheapest) return [];
    return [(cheapest.unitPriceFen * PER) / unitOf(supply.priceUnit).basePerUnit];
  });
  const rising = prices.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return rising[Math.floor((rising.length - 1) / 2)] ?? 0n;
}

export const amountAtList = (pricePerMillion: bigint, quantityBase: bigint): bigint =>
  (pricePerMillion * quantityBase) / PER;
