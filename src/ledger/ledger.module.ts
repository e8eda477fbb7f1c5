import { Module } from '@nestjs/common';
import { Ledger } from './storage/ledger';
import { LedgerAccounts } from './storage/ledger-accounts';
import { PostedTransfers } from './storage/posted-transfers';

@Module({ providers: [Ledger, LedgerAccounts, PostedTransfers], exports: [Ledger] })
export class LedgerModule {}
