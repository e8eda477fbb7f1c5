import { Module } from '@nestjs/common';
import { CountingModule } from '../counting/index';
import { OrganizationsModule } from '../organizations/index';
import { PairingModule } from '../pairing/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { SourcingModule } from '../sourcing/index';
import { AgreementBooks } from './api/agreement-books';
import { BookEntries } from './api/book-entries';
import { ExportRecordFields } from './api/export-record.fields';
import { RegionBooks } from './api/region-books';
import { BrowseBookEntries } from './queries/browse-book-entries';
import { BrowseExports } from './queries/browse-exports';
import { ExportBookEntries } from './queries/export-book-entries';
import { ExportBooks } from './queries/export-books';
import { ExportContracting } from './queries/export-contracting';
import { ExportLotEvents } from './queries/export-lot-events';
import { ShowBooks } from './queries/show-books';
import { ShowPublicFigures } from './queries/show-public-figures';
import { PublishYears } from './reactions/publish-years';
import { BookRows } from './storage/book-rows';
import { ContractingRows } from './storage/contracting-rows';
import { EntryRows } from './storage/entry-rows';
import { LotEventRows } from './storage/lot-event-rows';
import { PublicYears } from './storage/public-years';

/** 报表: what other domains keep, read together under the reader’s own scope, and what left the house. */
@Module({
  imports: [
    RegionsModule,
    OrganizationsModule,
    CountingModule,
    PairingModule,
    ProcurementModule,
    SourcingModule,
  ],
  controllers: [ExportBookEntries, ExportBooks, ExportContracting, ExportLotEvents],
  providers: [
    BookRows,
    ContractingRows,
    EntryRows,
    LotEventRows,
    PublicYears,
    AgreementBooks,
    BookEntries,
    RegionBooks,
    BrowseBookEntries,
    BrowseExports,
    ExportRecordFields,
    ShowBooks,
    ShowPublicFigures,
    PublishYears,
  ],
})
export class ReportingModule {}
