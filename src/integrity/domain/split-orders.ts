import { dayNumber } from './days';
import type { Finding, FindingRule } from './finding';
import type { MarketOrder } from './market-year';
import { byId, grouped, shareOf, sumOf, WHOLE_BASIS_POINTS } from './shares';
import type { Thresholds } from './thresholds';

const DAYS_OF_A_YEAR = 365n;

/**
 * One purchase above the approval limit, placed as several below it: same unit, seller and product within days, and off
 * the same lot, as far as lots are known: what was harvested apart was bought apart.
 */
export const splitOrders: FindingRule = (year, at) => {
  const organizations = byId(year.organizations);
  const portions = new Map(grouped(year.settledGoods, ({ orderId }) => orderId));
  return grouped(year.orders, ({ unitId, supplierId, agreed }) =>
    agreed ? null : `${unitId} ${supplierId}`,
  ).flatMap(([, orders]) => {
    const limit = organizations.get(orders[0].buyerId)?.approvalLimitFen ?? null;
    if (limit === null) return [];
    const lotsOf = ({ id }: MarketOrder) => new Set(portions.get(id)?.map(({ lotId }) => lotId));
    return clustersOf(orders, limit, at, lotsOf).map((parts): Finding => {
      const portionIds = parts.flatMap(({ id }) => (portions.get(id) ?? []).map((line) => line.id));
      return {
        kind: 'SPLIT_ORDERS',
        key: parts[0].id,
        evidence: parts.map(({ id }) => ({ kind: 'ORDER', id })),
        portionIds,
        strengthBasisPoints: shareOf(totalOf(parts), limit),
      };
    });
  });
};

type Parts = readonly [MarketOrder, ...MarketOrder[]];

const totalOf = (orders: readonly MarketOrder[]) => sumOf(orders, ({ goodsFen }) => goodsFen);

type LotsOf = (order: MarketOrder) => ReadonlySet<string>;

function clustersOf(orders: readonly MarketOrder[], limit: bigint, at: Thresholds, lotsOf: LotsOf): Parts[] {
  const parts = orders
    .filter(({ goodsFen }) => goodsFen <= limit && shareOf(goodsFen, limit) >= at.splitPart)
    .toSorted((a, b) => (a.placedOn < b.placedOn ? -1 : 1));
  const clusters: Parts[] = [];
  for (let first = parts.shift(); first !== undefined; first = parts.shift()) {
    const from = dayNumber(first.placedOn);
    const start = first;
    const near = parts.filter(
      (order) =>
        dayNumber(order.placedOn) - from <= at.splitDays &&
        sharesProduct(order, start) &&
        mayShareLot(lotsOf(order), lotsOf(start)) &&
        isAlike(order, start, at),
    );
    const cluster: Parts = [first, ...near];
    if (totalOf(cluster) <= limit || !standsOut(cluster, orders, at)) continue;
    clusters.push(cluster);
    for (const order of near) parts.splice(parts.indexOf(order), 1);
  }
  return clusters;
}

const sharesProduct = (a: MarketOrder, b: MarketOrder) =>
  a.productIds.some((product) => b.productIds.includes(product));

/** What is not settled yet is of no known lot. */
const mayShareLot = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === 0 || b.size === 0 || [...a].some((lot) => b.has(lot));

/** Pieces of one purchase are cut alike. */
function isAlike(a: MarketOrder, b: MarketOrder, { splitLikeness }: Thresholds): boolean {
  const [less, more] = a.goodsFen < b.goodsFen ? [a, b] : [b, a];
  return shareOf(less.goodsFen, more.goodsFen) >= splitLikeness;
}

/** More in those days than these two trade in as many days as a rule: who buys every day splits nothing. */
function standsOut(
  cluster: Parts,
  orders: readonly MarketOrder[],
  { splitDays, splitLift }: Thresholds,
): boolean {
  const others = BigInt(orders.length - cluster.length);
  const usual = (others * BigInt(splitDays + 1) * WHOLE_BASIS_POINTS) / DAYS_OF_A_YEAR;
  return BigInt(cluster.length) * WHOLE_BASIS_POINTS * WHOLE_BASIS_POINTS >= usual * splitLift;
}
