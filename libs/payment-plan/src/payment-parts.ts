import { splitFen, type Fen } from '../../money/src/index';

/** WHOLE: the plan has one part. EXTRA: more was accepted than ordered, and all before it is paid. */
export const PART_KINDS = ['WHOLE', 'DEPOSIT', 'BALANCE', 'INSTALMENT', 'SHIPMENT', 'EXTRA'] as const;
export type PartKind = (typeof PART_KINDS)[number];

/** One part of a payment plan, in the order in which money fills them. */
export interface PaymentPart {
  readonly kind: PartKind;
  readonly fen: Fen;
  /** The last day to pay it; null until what it waits for has happened. */
  readonly dueOn: string | null;
  readonly extended: boolean;
}

export interface AllottedPart extends PaymentPart {
  readonly paidFen: Fen;
}

export type PlusDays = (day: string, days: number) => string;

/** Fills parts with money, the oldest first. More than all of them ask for stays with nobody here. */
export function allot(parts: readonly PaymentPart[], moneyFen: Fen): AllottedPart[] {
  let left = moneyFen;
  return parts.map((part) => {
    const paidFen = left < part.fen ? left : part.fen;
    left -= paidFen;
    return { ...part, paidFen };
  });
}

export const isPaid = ({ fen, paidFen }: AllottedPart): boolean => paidFen === fen;

/** The oldest part with something left to pay; -1: none. */
export const firstUnpaid = (parts: readonly AllottedPart[]): number =>
  parts.findIndex((part) => !isPaid(part));

/**
 * The parts of another total. The last unpaid ones change, never below what they have received, and never a paid one:
 * what was paid above the total is the caller's to give back. A higher total that finds nothing unpaid is a part of its own.
 */
export function repriced(
  parts: readonly AllottedPart[],
  totalFen: Fen,
  extraDueOn: string | null,
): PaymentPart[] {
  const more = totalFen - parts.reduce((sum, { fen }) => sum + fen, 0n);
  const next = parts.map(plain);
  const last = parts.at(-1);
  if (more > 0n && last && !isPaid(last)) next[next.length - 1] = { ...plain(last), fen: last.fen + more };
  else if (more > 0n) next.push({ kind: 'EXTRA', fen: more, dueOn: extraDueOn, extended: false });
  let less = more < 0n ? -more : 0n;
  for (const [index, part] of [...parts.entries()].toReversed()) {
    const free = part.fen - part.paidFen;
    const cut = free < less ? free : less;
    next[index] = { ...plain(next[index] ?? part), fen: (next[index] ?? part).fen - cut };
    less -= cut;
  }
  return next;
}

/** Gives unpaid parts that waited for a day theirs: the first on `from`, each later one `gapDays` after. */
export function dated(
  parts: readonly AllottedPart[],
  from: string,
  gapDays: number,
  plus: PlusDays,
): PaymentPart[] {
  let waited = 0;
  return parts.map((part) => {
    if (part.dueOn !== null || isPaid(part)) return plain(part);
    const dueOn = plus(from, gapDays * waited);
    waited += 1;
    return { ...plain(part), dueOn };
  });
}

/**
 * What one accepted shipment asks for: carved out of the rest where a deposit was agreed, else a part of its own. It is
 * due no earlier than what is to be paid before it: that may have been given more days.
 */
export function withShipment(parts: readonly AllottedPart[], fen: Fen, dueOn: string): PaymentPart[] {
  const asked = parts.map(plain);
  const last = parts.at(-1);
  const rest = last?.kind === 'BALANCE' && last.dueOn === null ? last : null;
  const share = rest && rest.fen < fen ? rest.fen : fen;
  if (share <= 0n || (rest && isPaid(rest))) return asked;
  const before = parts.flatMap((part) => (part.dueOn === null || isPaid(part) ? [] : [part.dueOn]));
  const latest = before.reduce((day, one) => (one > day ? one : day), dueOn);
  const shipment: PaymentPart = { kind: 'SHIPMENT', fen: share, dueOn: latest, extended: false };
  if (!rest) return [...asked, shipment];
  return [...asked.slice(0, -1), shipment, { ...plain(rest), fen: rest.fen - share }];
}

/** The oldest unpaid part has so many days more, once; no later part is due before it. Null: it has no day to move. */
export function postponed(
  parts: readonly AllottedPart[],
  days: number,
  plus: PlusDays,
): { parts: PaymentPart[]; dueOn: string } | null {
  const at = firstUnpaid(parts);
  const due = parts[at]?.dueOn ?? null;
  if (due === null) return null;
  const dueOn = plus(due, days);
  const moved = parts.map((part, index) => {
    if (index === at) return { ...plain(part), dueOn, extended: true };
    const tooSoon = index > at && part.dueOn !== null && part.dueOn < dueOn && !isPaid(part);
    return tooSoon ? { ...plain(part), dueOn } : plain(part);
  });
  return { parts: moved, dueOn };
}

/** So many equal parts; what does not divide is with the first of them. */
export function instalments(fen: Fen, count: number): PaymentPart[] {
  const equal = Array.from({ length: count }, () => 1n);
  return splitFen(fen, equal).map((part) => ({
    kind: 'INSTALMENT',
    fen: part,
    dueOn: null,
    extended: false,
  }));
}

export const plain = ({ kind, fen, dueOn, extended }: PaymentPart): PaymentPart => ({
  kind,
  fen,
  dueOn,
  extended,
});
