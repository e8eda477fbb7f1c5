import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogModule } from '../catalog/index';
import { PairingModule } from '../pairing/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { PortionFields } from './api/portion-fields';
import { ProgressView } from './api/progress-view';
import { BrowsePortions } from './queries/browse-portions';
import { ExportProgress } from './queries/export-progress';
import { PreviewCounting } from './queries/preview-counting';
import { ShowProgress } from './queries/show-progress';
import { CountOrderEvents } from './reactions/count-order-events';
import { CountWaitingPortions } from './reactions/count-waiting-portions';
import { Bookkeeping } from './storage/bookkeeping';
import { CountingEntries } from './storage/counting-entries';
import { CountingExclusions } from './storage/counting-exclusions';
import { CountingPeriods } from './storage/counting-periods';
import { Judge } from './storage/judge';
import { LatePortions } from './storage/late-portions';
import { PortionRows } from './storage/portion-rows';
import { ProgressReader } from './storage/progress-figures';
import { RuleVersions } from './storage/rule-versions';

const storage = [
  RuleVersions,
  Judge,
  CountingPeriods,
  CountingEntries,
  CountingExclusions,
  Bookkeeping,
  LatePortions,
  ProgressReader,
  PortionRows,
];
const queries = [ProgressView, PortionFields, ShowProgress, BrowsePortions, PreviewCounting];

/** 统计: which settled yuan counts toward which commitment, once. */
@Module({
  imports: [RegionsModule, PairingModule, CatalogModule, ProcurementModule],
  controllers: [ExportProgress],
  providers: [...storage, ...queries, CountOrderEvents, CountWaitingPortions],
  exports: [RuleVersions],
})
export class CountingModule implements OnModuleInit {
  constructor(private readonly rules: RuleVersions) {}

  async onModuleInit(): Promise<void> {
    await this.rules.load();
  }
}
