import { daysToMonthEnd, monthOf } from './days';
import type { Finding, FindingRule } from './finding';
import type { MarketOrder, MarketYear } from './market-year';
import { byId, grouped, shareOf } from './shares';
import type { Thresholds } from './thresholds';

/**
 * Figures made up to reach a month's target: several orders in its last days, more of them round than of all others by
 * the same one.
 */
export const roundedMonthEnds: FindingRule = (year, at) => {
  const organizations = byId(year.organizations);
  const free = year.orders.filter(({ agreed }) => !agreed);
  const byBuyer = grouped(free, ({ buyerId }) => organizations.get(buyerId)?.rootId ?? buyerId);
  const bySeller = grouped(free, ({ supplierId }) => supplierId);
  const told = new Set<string>();
  return [...byBuyer, ...bySeller].flatMap(([who, orders]) => {
    const fresh = clustersOf(orders, at).filter(({ round }) => !isTold(round, told));
    for (const { id } of fresh.flatMap(({ round }) => round)) told.add(id);
    return fresh.map((cluster) => findingOf(year, who, cluster, at));
  });
};

/** What a buyer's cluster has said already is not said again of the seller. */
const isTold = (cluster: readonly MarketOrder[], told: ReadonlySet<string>) =>
  cluster.filter(({ id }) => told.has(id)).length * 2 > cluster.length;

interface Cluster {
  readonly round: readonly [MarketOrder, ...MarketOrder[]];
  /** All of those days, round or not. */
  readonly late: number;
}

function clustersOf(orders: readonly MarketOrder[], at: Thresholds): Cluster[] {
  const isRound = ({ goodsFen }: MarketOrder) => goodsFen > 0n && goodsFen % at.roundStepFen === 0n;
  const isLate = ({ placedOn }: MarketOrder) => daysToMonthEnd(placedOn) < at.roundDays;
  const usual = allowancesOf(orders);
  const late = grouped(
    orders.filter((order) => isLate(order) && !usual.has(order.goodsFen)),
    ({ placedOn }) => monthOf(placedOn),
  );
  return late.flatMap(([, cluster]) => {
    const [first, ...others] = cluster.filter(isRound);
    if (first === undefined || others.length === 0 || cluster.length < at.roundOrders) return [];
    const round = [first, ...others] as const;
    const rest = orders.filter((order) => !cluster.includes(order));
    // As if one more of each had been seen: nobody is never round.
    const usually = shareOf(BigInt(rest.filter(isRound).length + 1), BigInt(rest.length + 2));
    const lift = shareOf(shareOf(BigInt(round.length), BigInt(cluster.length)), usually);
    return lift >= at.roundLift ? [{ round, late: cluster.length }] : [];
  });
}

/** Spent in more than two months to the fen: an allowance, and nothing made up to reach a target. */
function allowancesOf(orders: readonly MarketOrder[]): ReadonlySet<bigint> {
  const alike = grouped(orders, ({ goodsFen }) => String(goodsFen));
  const inMonths = (of: readonly MarketOrder[]) => new Set(of.map(({ placedOn }) => monthOf(placedOn))).size;
  return new Set(alike.filter(([, of]) => inMonths(of) > 2).map(([, [{ goodsFen }]]) => goodsFen));
}

function findingOf(year: MarketYear, who: string, { round, late }: Cluster, at: Thresholds): Finding {
  const ids = new Set(round.map(({ id }) => id));
  return {
    kind: 'ROUNDED_MONTH_END',
    key: `${who} ${monthOf(round[0].placedOn)}`,
    evidence: [{ kind: 'ORGANIZATION', id: who }, ...round.map(({ id }) => ({ kind: 'ORDER' as const, id }))],
    portionIds: year.settledGoods.filter(({ orderId }) => ids.has(orderId)).map(({ id }) => id),
    strengthBasisPoints: shareOf(BigInt(late), BigInt(at.roundOrders)),
  };
}
