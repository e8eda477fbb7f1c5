import type { MarketOrganization } from './market-year';

export type TieKind = 'ROOT' | 'PHONE' | 'ACCOUNT';

export interface Tie {
  readonly kind: TieKind;
  readonly a: string;
  readonly b: string;
}

/** Whom one superior, phone or account stands behind; each shared one ties its holders in a row. */
export function tiesOf(organizations: readonly MarketOrganization[]): Tie[] {
  const holders = new Map<string, string[]>();
  const hold = (kind: TieKind, what: string, id: string) => {
    const key = `${kind} ${what}`;
    const known = holders.get(key);
    if (known) known.push(id);
    else holders.set(key, [id]);
  };
  for (const { id, rootId, phoneHashes, accountHashes } of organizations) {
    hold('ROOT', rootId, id);
    for (const hash of new Set(phoneHashes)) hold('PHONE', hash, id);
    for (const hash of new Set(accountHashes)) hold('ACCOUNT', hash, id);
  }
  return [...holders].flatMap(([key, ids]) => {
    const kind = key.split(' ', 1)[0] as TieKind;
    return ids.slice(1).map((b, index) => ({ kind, a: ids[index] ?? b, b }));
  });
}

/** Whoever is tied to whom, over any number of steps; organizations without a tie are left out. */
export function tiedGroups(ties: readonly Tie[]): string[][] {
  const head = new Map<string, string>();
  const headOf = (id: string): string => {
    const above = head.get(id) ?? id;
    if (above === id) return id;
    const top = headOf(above);
    head.set(id, top);
    return top;
  };
  for (const { a, b } of ties) {
    const [low, high] = [headOf(a), headOf(b)].toSorted();
    head.set(a, head.get(a) ?? a);
    head.set(b, head.get(b) ?? b);
    if (low !== undefined && high !== undefined) head.set(high, low);
  }
  const groups = new Map<string, string[]>();
  for (const id of head.keys()) {
    const top = headOf(id);
    groups.set(top, [...(groups.get(top) ?? []), id]);
  }
  return [...groups.values()].map((ids) => ids.toSorted());
}
