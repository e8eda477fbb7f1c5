import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { ClaimsModule } from '../claims/index';
import { CountingModule } from '../counting/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { ResponsibilityModule } from '../responsibility/index';
import { EvidenceNames, FindingNames } from './api/finding-names.fields';
import { FindingFields } from './api/finding.fields';
import { ConfirmFinding, ConfirmFindingResolver } from './commands/confirm-finding';
import { ContestFinding, ContestFindingResolver } from './commands/contest-finding';
import { DismissFinding, DismissFindingResolver } from './commands/dismiss-finding';
import { ExplainFinding, ExplainFindingResolver } from './commands/explain-finding';
import { ReopenFinding, ReopenFindingResolver } from './commands/reopen-finding';
import { TakeFinding, TakeFindingResolver } from './commands/take-finding';
import { findingWork } from './domain/finding-work';
import { BrowseFindings } from './queries/browse-findings';
import { ExportFindings } from './queries/export-findings';
import { FindingsAreFrozenAsSaid } from './queries/prove-findings';
import { SearchEveryNight } from './reactions/search-every-night';
import { EvidenceLabels } from './storage/evidence-labels';
import { FindingBook } from './storage/finding-book';
import { FindingRow } from './storage/finding.entity';
import { FindingOwners } from './storage/finding-owners';
import { FindingReader } from './storage/finding-reader';
import { FindingSearch } from './storage/finding-search';
import { MarketFeeder } from './storage/market-feeder';

describeWork(findingWork);

const storage = [EvidenceLabels, FindingBook, FindingOwners, FindingReader, FindingSearch, MarketFeeder];
const commands = [
  TakeFinding,
  TakeFindingResolver,
  ExplainFinding,
  ExplainFindingResolver,
  ContestFinding,
  ContestFindingResolver,
  ConfirmFinding,
  ConfirmFindingResolver,
  DismissFinding,
  DismissFindingResolver,
  ReopenFinding,
  ReopenFindingResolver,
];

/** 疑点: what looks wrong in a year of trade, and what people make of it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([FindingRow]),
    RegionsModule,
    OrganizationsModule,
    ResponsibilityModule,
    CatalogModule,
    ProcurementModule,
    ClaimsModule,
    CountingModule,
  ],
  controllers: [ExportFindings],
  providers: [
    ...storage,
    FindingFields,
    FindingNames,
    EvidenceNames,
    ...commands,
    BrowseFindings,
    FindingsAreFrozenAsSaid,
    SearchEveryNight,
  ],
  exports: [MarketFeeder, FindingSearch],
})
export class IntegrityModule {}
