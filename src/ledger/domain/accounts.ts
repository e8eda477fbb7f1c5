import type { Account as LibraryAccount, NormalSide } from '../../../libs/ledger/src/index';
import type { Currency } from '../../../libs/money/src/index';

/**
 * What an account is for.
 * Where the platform's money lies: BANK the account in custody, PROVIDER captured at the payment provider,
 * PROVIDER_TRANSIT paid out by the provider and not yet seen at the bank, PROVIDER_WITHHELD taken back by it while a
 * dispute is open, PROVIDER_CONNECTED at the provider in a supplier's own account (one per supplier). DISBURSED: what
 * has left to suppliers. CHANNEL_COST: what the provider charged us. FX_CLEARING: the two sides of an exchange, each in
 * its currency. BANK_CHARGE and BANK_INTEREST: what the bank took and gave by itself.
 * Whose it is: SUSPENSE received, not yet matched (one account per receipt). Per order: HELD for the buyer, PAYABLE to
 * the supplier, PAID_OUT to him, REFUND_DUE to the payer, DISPUTED by his bank, OWED_BACK by a supplier who was
 * already paid, FEES.
 */
export type AccountPurpose =
  | 'BANK'
  | 'PROVIDER'
  | 'PROVIDER_TRANSIT'
  | 'PROVIDER_WITHHELD'
  | 'PROVIDER_CONNECTED'
  | 'DISBURSED'
  | 'CHANNEL_COST'
  | 'FX_CLEARING'
  | 'BANK_CHARGE'
  | 'BANK_INTEREST'
  | OwedPurpose;

/** The purposes of accounts that say whose money it is. */
export type OwedPurpose =
  'SUSPENSE' | 'HELD' | 'PAYABLE' | 'PAID_OUT' | 'REFUND_DUE' | 'DISPUTED' | 'OWED_BACK' | 'FEES';

/** May not fall below zero: the database keeps their balance, and with it what is promised to leave them. */
export const GUARDED: readonly AccountPurpose[] = [
  'SUSPENSE',
  'HELD',
  'PAYABLE',
  'PAID_OUT',
  'REFUND_DUE',
  'DISPUTED',
  'OWED_BACK',
  'PROVIDER_CONNECTED',
];

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

const DEBIT_SIDE: ReadonlySet<AccountPurpose> = new Set([
  'BANK',
  'PROVIDER',
  'PROVIDER_TRANSIT',
  'PROVIDER_WITHHELD',
  'PROVIDER_CONNECTED',
  'DISBURSED',
  'CHANNEL_COST',
  'FX_CLEARING',
  'BANK_CHARGE',
  'OWED_BACK',
]);

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
