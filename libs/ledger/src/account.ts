import type { Currency, Fen } from '../../money/src/index';

/** An account is found by whose it is, what for, and its currency. `Purpose` is the domain's own list. */
export interface Account<Purpose extends string = string> {
  readonly owner: string;
  readonly purpose: Purpose;
  readonly currency: Currency;
}

/** One text per account; no two accounts share it, whatever their owner is called. */
export function accountKey({ owner, purpose, currency }: Account): string {
  return JSON.stringify([owner, purpose, currency]);
}

/**
 * The side on which an account normally grows. Entries are signed: a positive amount is a debit, a negative one a credit.
 * DEBIT: what we have or are owed (money in custody, owed back by a supplier) and costs.
 * CREDIT: what we owe (held for a buyer, payable to a supplier, suspense) and income (fees).
 */
export type NormalSide = 'DEBIT' | 'CREDIT';

/** A signed balance as people read it: positive when the account stands on its normal side. */
export function naturalBalance(signedFen: Fen, side: NormalSide): Fen {
  return side === 'DEBIT' ? signedFen : -signedFen;
}
