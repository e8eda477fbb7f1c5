import { isStorable, storableFen } from '../../money/src/index';
import type { Fen } from '../../money/src/index';
import { accountKey } from './account';
import type { Account } from './account';

/** POSTED money has moved; PENDING money is promised. The two are never added together. */
export type Layer = 'POSTED' | 'PENDING';

/** How a transfer came about; POST, VOID and REVERSAL name the transfer they refer to. */
export type TransferStep = 'DIRECT' | 'PENDING' | 'POST' | 'VOID' | 'REVERSAL';

/** One signed amount (minor units; positive debit, negative credit) on one account. */
export interface Movement<Purpose extends string = string> {
  readonly account: Account<Purpose>;
  readonly amountFen: Fen;
}

export interface LedgerEntry<Purpose extends string = string> extends Movement<Purpose> {
  readonly layer: Layer;
}

/** An append-only record. Per currency and layer its entries sum to zero; an account stands at most once per layer. */
export interface Transfer<Purpose extends string = string> {
  readonly id: string;
  /** Why money moved, in the domain's words: `BUYER_PAID`, `ORDER_SETTLED`. */
  readonly kind: string;
  /** When it happened in the world, not when it was written down. */
  readonly eventAt: Date;
  readonly step: TransferStep;
  readonly refersTo: string | undefined;
  readonly entries: readonly LedgerEntry<Purpose>[];
}

export interface TransferFacts {
  readonly id: string;
  readonly kind: string;
  readonly eventAt: Date;
}

export type LedgerErrorCode =
  'TRANSFER_UNNAMED' | 'ENTRIES_MISSING' | 'ENTRY_ZERO' | 'ACCOUNT_REPEATED' | 'UNBALANCED' | 'LINK_FOREIGN';

/** A transfer that must not exist: a defect of the caller, never a user's mistake. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'LedgerError';
    this.code = code;
  }
}

/** Money that has moved. Throws LedgerError (unnamed, no entries, zero, account twice, unbalanced) or AmountOutOfRange. */
export function transfer<Purpose extends string>(
  facts: TransferFacts & { readonly entries: readonly Movement<Purpose>[] },
): Transfer<Purpose> {
  return sealed(facts, 'DIRECT', undefined, onLayer('POSTED', facts.entries));
}

/** Money that is promised, to be posted or voided later. Throws as `transfer` does. */
export function pendingTransfer<Purpose extends string>(
  facts: TransferFacts & { readonly entries: readonly Movement<Purpose>[] },
): Transfer<Purpose> {
  return sealed(facts, 'PENDING', undefined, onLayer('PENDING', facts.entries));
}

/** Sums movements per account and drops what cancels out: for callers that collect several lines on one account. */
export function merged<Purpose extends string>(movements: readonly Movement<Purpose>[]): Movement<Purpose>[] {
  const byAccount = new Map<string, Movement<Purpose>>();
  for (const { account, amountFen } of movements) {
    const before = byAccount.get(accountKey(account))?.amountFen ?? 0n;
    byAccount.set(accountKey(account), { account, amountFen: before + amountFen });
  }
  return [...byAccount.values()].filter((movement) => movement.amountFen !== 0n);
}

export function onLayer<Purpose extends string>(
  layer: Layer,
  movements: readonly Movement<Purpose>[],
): LedgerEntry<Purpose>[] {
  return movements.map(({ account, amountFen }) => ({ account, amountFen, layer }));
}

export function negated<Purpose extends string>(
  movements: readonly Movement<Purpose>[],
): Movement<Purpose>[] {
  return movements.map(({ account, amountFen }) => ({ account, amountFen: -amountFen }));
}

/** The one gate every transfer passes: checked, copied and frozen. */
export function sealed<Purpose extends string>(
  { id, kind, eventAt }: TransferFacts,
  step: TransferStep,
  refersTo: string | undefined,
  entries: readonly LedgerEntry<Purpose>[],
): Transfer<Purpose> {
  if (id === '' || kind === '' || Number.isNaN(eventAt.getTime())) {
    throw new LedgerError('TRANSFER_UNNAMED', 'a transfer needs id, kind and time');
  }
  checkEntries(id, entries);
  const kept = entries.map((entry) =>
    Object.freeze({ ...entry, account: Object.freeze({ ...entry.account }) }),
  );
  return Object.freeze({
    id,
    kind,
    eventAt: new Date(eventAt),
    step,
    refersTo,
    entries: Object.freeze(kept),
  });
}

function checkEntries(id: string, entries: readonly LedgerEntry[]): void {
  if (entries.length === 0) throw new LedgerError('ENTRIES_MISSING', id);
  const accounts = new Set<string>();
  for (const { account, layer, amountFen } of entries) {
    if (amountFen === 0n) throw new LedgerError('ENTRY_ZERO', id);
    if (!isStorable(amountFen)) storableFen(amountFen);
    const key = `${layer} ${accountKey(account)}`;
    if (accounts.has(key)) throw new LedgerError('ACCOUNT_REPEATED', `${id} ${account.purpose}`);
    accounts.add(key);
  }
  for (const { layer, currency, sumFen } of sumsByLayer(entries)) {
    if (sumFen !== 0n) throw new LedgerError('UNBALANCED', `${id} ${layer} ${currency} is off by ${sumFen}`);
  }
}

/** What entries sum to per layer and currency: zero everywhere in a sound book. */
export function sumsByLayer(
  entries: Iterable<LedgerEntry>,
): { layer: Layer; currency: string; sumFen: Fen }[] {
  const sums = new Map<string, { layer: Layer; currency: string; sumFen: Fen }>();
  for (const { account, layer, amountFen } of entries) {
    const key = `${layer} ${account.currency}`;
    const sum = sums.get(key) ?? { layer, currency: account.currency, sumFen: 0n };
    sums.set(key, { ...sum, sumFen: sum.sumFen + amountFen });
  }
  return [...sums.values()];
}
