import type { Finding, FindingRule } from './finding';
import type { MarketOrganization, SettledGoods } from './market-year';
import { tiedGroups, tiesOf, type Tie } from './organization-ties';
import { byId, grouped, shareOf, sumOf } from './shares';
import type { Thresholds } from './thresholds';

const SIGNS_ASKED = 2;

/**
 * One phone or account behind several suppliers that pass for strangers. A family has one phone, a bookkeeper keeps
 * five cooperatives' phones; two of three signs are asked: many of them, one account, the same buyers.
 */
export const sharedContacts: FindingRule = (year, at) => {
  const orders = byId(year.orders);
  const soldBy = new Map(
    grouped(year.settledGoods, ({ orderId }) => orders.get(orderId)?.supplierId ?? null),
  );
  const buyerOf = ({ orderId }: SettledGoods) => orders.get(orderId)?.buyerId ?? '';
  const sellers = year.organizations.filter(({ id }) => soldBy.has(id));
  const known = byId(sellers);
  const hidden = tiesOf(sellers).filter((tie) => tie.kind !== 'ROOT' && !isDeclared(tie, known));
  return tiedGroups(hidden).flatMap((ids) => {
    const lines = ids.flatMap((id) =>
      (soldBy.get(id) ?? []).map((line) => ({ id, line, buyer: buyerOf(line) })),
    );
    const byAccount = hidden.some(({ kind, a }) => kind === 'ACCOUNT' && ids.includes(a));
    return judge(ids, lines, byAccount, at);
  });
};

/** Openly one: of one line of superiors, or one the other's agent. */
function isDeclared({ a, b }: Tie, known: ReadonlyMap<string, MarketOrganization>): boolean {
  const [one, other] = [known.get(a), known.get(b)];
  if (!one || !other) return false;
  return one.rootId === other.rootId || one.principalIds.includes(b) || other.principalIds.includes(a);
}

interface Line {
  readonly id: string;
  readonly line: SettledGoods;
  readonly buyer: string;
}

/** A friend buys from half of them at least; by chance one buys from two of many. */
const isCommon = (sellers: number, all: number): boolean => sellers > 1 && sellers * 2 >= all;

function judge(
  ids: readonly string[],
  lines: readonly Line[],
  byAccount: boolean,
  at: Thresholds,
): Finding[] {
  const fenOf = (of: readonly Line[]) => sumOf(of, ({ line }) => line.goodsFen);
  const common = grouped(lines, ({ buyer }) => buyer)
    .filter(([, own]) => isCommon(new Set(own.map(({ id }) => id)).size, ids.length))
    .flatMap(([, own]) => own);
  const share = shareOf(fenOf(common), fenOf(lines));
  // Who sells to each other is another finding's matter.
  if (fenOf(lines.filter(({ buyer }) => ids.includes(buyer))) * 2n > fenOf(lines)) return [];
  const signs = [ids.length >= at.contactSuppliers, byAccount, share >= at.contactBuyers].filter(Boolean);
  if (signs.length < SIGNS_ASKED) return [];
  return [
    {
      kind: 'SHARED_CONTACT',
      key: ids[0] ?? '',
      evidence: ids.map((id) => ({ kind: 'ORGANIZATION', id })),
      portionIds: lines.map(({ line }) => line.id),
      strengthBasisPoints: shareOf(BigInt(ids.length), BigInt(at.contactSuppliers)),
    },
  ];
}
