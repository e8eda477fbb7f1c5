import type { Fen } from '../../money/src/index';
import { accountKey } from './account';
import type { Account } from './account';
import { sumsByLayer } from './transfer';
import type { Layer, LedgerEntry, Transfer } from './transfer';

/** Signed sums of one account's entries (positive debit); the two layers are apart. */
export interface Balance {
  readonly postedFen: Fen;
  readonly pendingFen: Fen;
}

export interface AccountBalance<Purpose extends string = string> extends Balance {
  readonly account: Account<Purpose>;
}

/** Every account's balance, in order of first use. A balance is a sum of entries and nothing else. */
export function balancesOf<Purpose extends string>(
  transfers: Iterable<Transfer<Purpose>>,
): AccountBalance<Purpose>[] {
  const balances = new Map<string, AccountBalance<Purpose>>();
  for (const { entries } of transfers) {
    for (const entry of entries) {
      const key = accountKey(entry.account);
      const before = balances.get(key) ?? { account: entry.account, postedFen: 0n, pendingFen: 0n };
      balances.set(key, { ...before, ...moved(before, entry) });
    }
  }
  return [...balances.values()];
}

/** One account's balance; zero for an account that was never used. */
export function balanceOf(transfers: Iterable<Transfer>, account: Account): Balance {
  const key = accountKey(account);
  let balance: Balance = { postedFen: 0n, pendingFen: 0n };
  for (const { entries } of transfers) {
    for (const entry of entries) if (accountKey(entry.account) === key) balance = moved(balance, entry);
  }
  return balance;
}

function moved({ postedFen, pendingFen }: Balance, { layer, amountFen }: LedgerEntry): Balance {
  return layer === 'POSTED'
    ? { postedFen: postedFen + amountFen, pendingFen }
    : { postedFen, pendingFen: pendingFen + amountFen };
}

/** Currencies and layers in which stored entries do not sum to zero: empty, or money was created or lost. */
export function imbalancesOf(
  entries: Iterable<LedgerEntry>,
): { layer: Layer; currency: string; sumFen: Fen }[] {
  return sumsByLayer(entries).filter(({ sumFen }) => sumFen !== 0n);
}
