import type { Account as LibraryAccount, NormalSide } from '../../../libs/ledger/src/index';
import type { Currency } from '../../../libs/money/src/index';

/**
 * What an account is for.
 * BANK: the money in custody. SUSPENSE: received, not yet matched (one account per receipt).
 * Per order: HELD for the buyer, PAYABLE to the supplier, PAID_OUT to him, REFUND_DUE to the payer,
 * OWED_BACK by a supplier who was already paid, FEES.
 */
export type AccountPurpose =
  'BANK' | 'SUSPENSE' | 'HELD' | 'PAYABLE' | 'PAID_OUT' | 'REFUND_DUE' | 'OWED_BACK' | 'FEES';

/** Whose money the platform's own accounts are. */
export const PLATFORM = 'PLATFORM';

export interface LedgerAccount {
  /** An organization's id, or PLATFORM. */
  readonly owner: string;
  readonly purpose: AccountPurpose;
  readonly currency: Currency;
  /** The order or receipt the account belongs to, where it is not the owner's as a whole. */
  readonly subjectId?: string;
}

const DEBIT_SIDE: ReadonlySet<AccountPurpose> = new Set(['BANK', 'OWED_BACK']);

export function sideOf(purpose: AccountPurpose): NormalSide {
  return DEBIT_SIDE.has(purpose) ? 'DEBIT' : 'CREDIT';
}

/** libs/ledger knows owner, purpose and currency: the subject becomes part of the owner there. */
export function asLibraryAccount(account: LedgerAccount): LibraryAccount<AccountPurpose> {
  const { owner, purpose, currency, subjectId } = account;
  return { owner: subjectId ? `${owner}/${subjectId}` : owner, purpose, currency };
}

export function asLedgerAccount({ owner, purpose, currency }: LibraryAccount<AccountPurpose>): LedgerAccount {
  const [name = '', subjectId] = owner.split('/');
  return { owner: name, purpose, currency, ...(subjectId ? { subjectId } : {}) };
}
