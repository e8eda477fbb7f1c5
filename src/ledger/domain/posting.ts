import { merged, type Movement } from '../../../libs/ledger/src/index';
import type { Fen } from '../../../libs/money/src/index';
import { asLibraryAccount, type AccountPurpose, type LedgerAccount } from './accounts';

/** One signed amount on one account: positive debit, negative credit. */
export interface PostingEntry extends LedgerAccount {
  readonly fen: Fen;
}

/** Money to be moved, once per key. */
export interface Posting {
  /** Names the cause; posting it again is the same transfer. */
  readonly key: string;
  /** Why money moved: `BANK_RECEIPT`, `ORDER_SETTLED`. */
  readonly kind: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly entries: readonly PostingEntry[];
  /** When it happened in the world; the transaction's instant unless said. */
  readonly eventAt?: Date;
  readonly reversalOf?: string;
}

/** The movements of a posting, one per account; what cancels out is gone. */
export function movementsOf({ entries }: Pick<Posting, 'entries'>): Movement<AccountPurpose>[] {
  return merged(entries.map((entry) => ({ account: asLibraryAccount(entry), amountFen: entry.fen })));
}

/** Two entries that move `fen` from the account that gives (credit) to the one that takes (debit). */
export function moving(fen: Fen, takes: LedgerAccount, gives: LedgerAccount): PostingEntry[] {
  return [
    { ...takes, fen },
    { ...gives, fen: -fen },
  ];
}

/** How a promised transfer ends: posted as it was promised, or voided. */
export interface Resolution {
  readonly pendingId: string;
  /** Names the cause; resolving under it again is the same transfer. */
  readonly key: string;
  /** Why money moved, or does not: `PAYOUT_CONFIRMED`, `PAYOUT_FAILED`. */
  readonly kind: string;
  readonly eventAt?: Date;
}
