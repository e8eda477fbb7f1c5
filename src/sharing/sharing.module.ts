import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule, describeWork } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { SharingContractFields, SharingStatementFields } from './api/sharing.fields';
import {
  DisputeSharingStatement,
  DisputeSharingStatementResolver,
} from './commands/dispute-sharing-statement';
import { DrawSharingStatement, DrawSharingStatementResolver } from './commands/draw-sharing-statement';
import { ProposeSharingContract, ProposeSharingContractResolver } from './commands/propose-sharing-contract';
import { SignSharingContract, SignSharingContractResolver } from './commands/sign-sharing-contract';
import { SignSharingStatement, SignSharingStatementResolver } from './commands/sign-sharing-statement';
import {
  WithdrawSharingContract,
  WithdrawSharingContractResolver,
} from './commands/withdraw-sharing-contract';
import { sharingWork } from './domain/sharing-work';
import { BrowseSharing } from './queries/browse-sharing';
import { ExportSharingStatement } from './queries/export-sharing-statement';
import { StatementsRecompute } from './queries/prove-sharing';
import { ContractBook } from './storage/contract-book';
import { SharingContract, SharingStatement } from './storage/sharing.entity';
import { SharingDesk } from './storage/sharing-desk';
import { SharingReader } from './storage/sharing-reader';
import { StatementBook } from './storage/statement-book';

describeWork(sharingWork);

/** 飞地经济: how two sides share what a park brings, and what they sign about it every year. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SharingContract, SharingStatement]),
    OrganizationsModule,
    PairingModule,
  ],
  controllers: [ExportSharingStatement],
  providers: [
    ContractBook,
    SharingDesk,
    SharingReader,
    StatementBook,
    DisputeSharingStatement,
    DisputeSharingStatementResolver,
    DrawSharingStatement,
    DrawSharingStatementResolver,
    ProposeSharingContract,
    ProposeSharingContractResolver,
    SignSharingContract,
    SignSharingContractResolver,
    SignSharingStatement,
    SignSharingStatementResolver,
    WithdrawSharingContract,
    WithdrawSharingContractResolver,
    SharingContractFields,
    SharingStatementFields,
    BrowseSharing,
    StatementsRecompute,
  ],
})
export class SharingModule {}
