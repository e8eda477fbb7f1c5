export { PLATFORM, type AccountPurpose, type LedgerAccount } from './domain/accounts';
export { moving, type Posting, type PostingEntry } from './domain/posting';
export { LedgerModule } from './ledger.module';
export { Ledger } from './storage/ledger';
