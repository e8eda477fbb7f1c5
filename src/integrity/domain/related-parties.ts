import type { Finding, FindingRule } from './finding';
import type { MarketOrder, SettledGoods } from './market-year';
import { tiedGroups, tiesOf } from './organization-ties';
import { byId, grouped, shareOf, sumOf } from './shares';
import type { Thresholds } from './thresholds';

interface Sale {
  readonly goods: SettledGoods;
  readonly order: MarketOrder;
}

const SIGNS_ASKED = 2;

/**
 * Wash trades: a supplier and its relations sell to each other what never moves. Being related is no fault, nor is a
 * firm's own farm; two of three signs are asked: it lives on its relations, the money comes back, the goods arrive at once.
 */
export const relatedParties: FindingRule = (year, at) => {
  const groupOf = new Map(
    tiedGroups(tiesOf(year.organizations)).flatMap((ids, index) => ids.map((id) => [id, index] as const)),
  );
  const orders = byId(year.orders);
  const sales = year.settledGoods.flatMap((goods): Sale[] => {
    const order = orders.get(goods.orderId);
    return order ? [{ goods, order }] : [];
  });
  const related = ({ order }: Sale) =>
    groupOf.has(order.supplierId) && groupOf.get(order.supplierId) === groupOf.get(order.buyerId);
  const inside = sales.filter(related);
  const boughtBy = new Map(grouped(inside, ({ order }) => order.buyerId));
  const soldBy = new Map(grouped(sales, ({ order }) => order.supplierId));
  return grouped(inside, ({ order }) => order.supplierId).flatMap(([supplierId, own]) => {
    const signs = signsOf(own, soldBy.get(supplierId) ?? [], boughtBy.get(supplierId) ?? []);
    return judge(supplierId, own, signs, at);
  });
};

const fenOf = (sales: readonly Sale[]) => sumOf(sales, ({ goods }) => goods.goodsFen);

function signsOf(own: readonly Sale[], all: readonly Sale[], back: readonly Sale[]) {
  const underway = own.map(({ goods }) => goods.daysUnderway).toSorted((a, b) => a - b);
  const [out, returned] = [fenOf(own), fenOf(back)];
  return {
    out,
    share: shareOf(out, fenOf(all)),
    returned: out > returned ? shareOf(returned, out) : shareOf(out, returned),
    underway: underway[Math.floor(underway.length / 2)] ?? 0,
  };
}

function judge(
  supplierId: string,
  own: readonly [Sale, ...Sale[]],
  signs: ReturnType<typeof signsOf>,
  at: Thresholds,
): Finding[] {
  const shown = [
    signs.share >= at.relatedShare,
    signs.returned >= at.relatedReturn,
    signs.underway <= at.relatedUnderwayDays,
  ].filter(Boolean).length;
  // Who lives on strangers runs no scheme with his relations.
  const livesOnStrangers = signs.share * 2n < at.relatedShare;
  if (signs.out < at.relatedLeastFen || livesOnStrangers || shown < SIGNS_ASKED) return [];
  const organizations = [supplierId, ...new Set(own.map(({ order }) => order.buyerId))];
  return [
    {
      kind: 'RELATED_PARTIES',
      key: supplierId,
      evidence: [
        ...organizations.map((id) => ({ kind: 'ORGANIZATION' as const, id })),
        ...[...new Set(own.map(({ order }) => order.id))].map((id) => ({ kind: 'ORDER' as const, id })),
      ],
      portionIds: own.map(({ goods }) => goods.id),
      strengthBasisPoints: shareOf(signs.out, at.relatedLeastFen),
    },
  ];
}
