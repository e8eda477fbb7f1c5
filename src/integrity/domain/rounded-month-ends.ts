import { daysToMonthEnd, monthOf } from './days';
import type { Finding, FindingRule } from './finding';
import type { MarketOrder, MarketYear } from './market-year';
import { byId, grouped, shareOf } from './shares';
import type { Thresholds } from './thresholds';

/** Figures made up to reach a month's target: several round orders in its last days by one who is not round else. */
export const roundedMonthEnds: FindingRule = (year, at) => {
  const organizations = byId(year.organizations);
  const free = year.orders.filter(({ agreed }) => !agreed);
  const byBuyer = grouped(free, ({ buyerId }) => organizations.get(buyerId)?.rootId ?? buyerId);
  const bySeller = grouped(free, ({ supplierId }) => supplierId);
  const told = new Set<string>();
  return [...byBuyer, ...bySeller].flatMap(([who, orders]) => {
    const fresh = clustersOf(orders, at).filter((cluster) => !isTold(cluster, told));
    for (const { id } of fresh.flat()) told.add(id);
    return fresh.map((cluster) => findingOf(year, who, cluster, at));
  });
};

/** What a buyer's cluster has said already is not said again of the seller. */
const isTold = (cluster: readonly MarketOrder[], told: ReadonlySet<string>) =>
  cluster.filter(({ id }) => told.has(id)).length * 2 > cluster.length;

type Cluster = readonly [MarketOrder, ...MarketOrder[]];

function clustersOf(orders: readonly MarketOrder[], at: Thresholds): Cluster[] {
  const isRound = ({ goodsFen }: MarketOrder) => goodsFen > 0n && goodsFen % at.roundStepFen === 0n;
  const isLate = ({ placedOn }: MarketOrder) => daysToMonthEnd(placedOn) < at.roundDays;
  const late = grouped(orders.filter(isLate), ({ placedOn }) => monthOf(placedOn));
  return late.flatMap(([, cluster]) => {
    const [first, ...others] = cluster.filter(isRound);
    if (first === undefined || others.length + 1 < at.roundOrders) return [];
    const round: Cluster = [first, ...others];
    const rest = orders.filter((order) => !cluster.includes(order));
    // As if one more of each had been seen: nobody is never round.
    const usual = shareOf(BigInt(rest.filter(isRound).length + 1), BigInt(rest.length + 2));
    const lift = shareOf(shareOf(BigInt(round.length), BigInt(cluster.length)), usual);
    return lift >= at.roundLift ? [round] : [];
  });
}

function findingOf(year: MarketYear, who: string, cluster: Cluster, at: Thresholds): Finding {
  const ids = new Set(cluster.map(({ id }) => id));
  return {
    kind: 'ROUNDED_MONTH_END',
    key: `${who} ${monthOf(cluster[0].placedOn)}`,
    evidence: [
      { kind: 'ORGANIZATION', id: who },
      ...cluster.map(({ id }) => ({ kind: 'ORDER' as const, id })),
    ],
    portionIds: year.settledGoods.filter(({ orderId }) => ids.has(orderId)).map(({ id }) => id),
    strengthBasisPoints: shareOf(BigInt(cluster.length), BigInt(at.roundOrders)),
  };
}
