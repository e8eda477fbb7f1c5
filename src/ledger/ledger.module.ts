import { Module } from '@nestjs/common';
import { ProveBalancedBook } from './queries/prove-balanced-book';
import { ProveCachedBalances } from './queries/prove-cached-balances';
import { SeeAccountBalances } from './queries/see-account-balances';
import { Ledger } from './storage/ledger';
import { LedgerAccounts } from './storage/ledger-accounts';
import { PostedTransfers } from './storage/posted-transfers';
import { TransferRows } from './storage/transfer-rows';

@Module({
  providers: [
    Ledger,
    LedgerAccounts,
    PostedTransfers,
    TransferRows,
    ProveBalancedBook,
    ProveCachedBalances,
    SeeAccountBalances,
  ],
  exports: [Ledger],
})
export class LedgerModule {}
