export { PLATFORM, type AccountPurpose, type LedgerAccount, type OwedPurpose } from './domain/accounts';
export { moving, type Posting, type PostingEntry, type Resolution } from './domain/posting';
export { LedgerModule } from './ledger.module';
export { Ledger } from './storage/ledger';
