import { Module } from '@nestjs/common';
import { ProcurementModule } from '../procurement/index';
import { SourcingModule } from '../sourcing/index';
import { BrowseExports } from './queries/browse-exports';
import { ExportContracting } from './queries/export-contracting';
import { ExportLotEvents } from './queries/export-lot-events';
import { ContractingRows } from './storage/contracting-rows';
import { LotEventRows } from './storage/lot-event-rows';

/** 报表: what other domains keep, read together under the reader’s own scope, and what left the house. */
@Module({
  imports: [ProcurementModule, SourcingModule],
  controllers: [ExportContracting, ExportLotEvents],
  providers: [ContractingRows, LotEventRows, BrowseExports],
})
export class ReportingModule {}
