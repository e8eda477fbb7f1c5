import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { RegionsModule } from '../regions/index';
import { ReserveReader } from './api/reserve-reader';
import { ConfirmFiling, ConfirmFilingResolver } from './commands/confirm-filing';
import { EndPurchaser, EndPurchaserResolver } from './commands/end-purchaser';
import { FileReserve, FileReserveResolver } from './commands/file-reserve';
import { GrantPurchaser, GrantPurchaserResolver } from './commands/grant-purchaser';
import { ReturnFiling, ReturnFilingResolver } from './commands/return-filing';
import { BrowseReserves } from './queries/browse-reserves';
import { FilingsStandInForce } from './queries/prove-filings';
import { FiledRelations } from './storage/filed-relations';
import { FilingDesk } from './storage/filing-desk';
import { FilingPapers } from './storage/filing-papers';
import { Filings } from './storage/filings';
import { PurchasingMandate } from './storage/purchasing-mandate.entity';
import { Purchasers } from './storage/purchasers';
import { ReserveFiling } from './storage/reserve-filing.entity';

const useCases = [FileReserve, ConfirmFiling, ReturnFiling, GrantPurchaser, EndPurchaser];
const resolvers = [
  FileReserveResolver,
  ConfirmFilingResolver,
  ReturnFilingResolver,
  GrantPurchaserResolver,
  EndPurchaserResolver,
  BrowseReserves,
];
const storage = [ReserveReader, FilingPapers, FilingDesk, FiledRelations, Filings, Purchasers];

/** 预留份额: what budget units reserve for goods of the 832 counties, and who else may buy for them. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ReserveFiling, PurchasingMandate]),
    RegionsModule,
    OrganizationsModule,
    PairingModule,
  ],
  providers: [...storage, ...useCases, ...resolvers, FilingsStandInForce],
  exports: [Filings, Purchasers, ...useCases],
})
export class ReservesModule {}
