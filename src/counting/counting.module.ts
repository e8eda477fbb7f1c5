import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { PairingModule } from '../pairing/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { LotCountingFields } from './api/lot-counting.fields';
import { LotPreview } from './api/lot-preview';
import { OrderCountingFields } from './api/order-counting.fields';
import { PortionCorrections } from './api/portion-corrections';
import { PortionFields } from './api/portion-fields';
import { ProgressView } from './api/progress-view';
import { ReattributionReader } from './api/reattribution-reader';
import { ConfirmReattribution, ConfirmReattributionResolver } from './commands/confirm-reattribution';
import {
  AttributionWishes,
  ProposeReattribution,
  ProposeReattributionResolver,
} from './commands/propose-reattribution';
import { WithdrawReattribution, WithdrawReattributionResolver } from './commands/withdraw-reattribution';
import { BrowseReattributions } from './queries/browse-reattributions';
import { BrowsePortions } from './queries/browse-portions';
import { ExportProgress } from './queries/export-progress';
import { PreviewCounting } from './queries/preview-counting';
import { ShowProgress } from './queries/show-progress';
import { CountOrderEvents } from './reactions/count-order-events';
import { CountWaitingPortions } from './reactions/count-waiting-portions';
import { ReverseRecalledLots } from './reactions/reverse-recalled-lots';
import { Bookkeeping } from './storage/bookkeeping';
import {
  EntriesStandOnLeaves,
  EntriesStayWithinSettledNet,
  EntriesWereJudgedForTheirDay,
  NothingRecalledCounts,
  PortionsCountOnce,
  ReversalsStayWithinOriginals,
} from './storage/counting-checks';
import { CountingEntries } from './storage/counting-entries';
import { CountingExclusions } from './storage/counting-exclusions';
import { CountingPeriods } from './storage/counting-periods';
import { Judge } from './storage/judge';
import { LatePortions } from './storage/late-portions';
import { PortionRows } from './storage/portion-rows';
import { ProgressReader } from './storage/progress-figures';
import { Reattribution } from './storage/reattribution.entity';
import { Reattributions } from './storage/reattributions';
import { RuleVersions } from './storage/rule-versions';
import { TargetOwners } from './storage/target-owners';

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
  Reattributions,
  ReattributionReader,
  TargetOwners,
  AttributionWishes,
];
const checks = [
  PortionsCountOnce,
  EntriesStayWithinSettledNet,
  ReversalsStayWithinOriginals,
  EntriesStandOnLeaves,
  EntriesWereJudgedForTheirDay,
  NothingRecalledCounts,
];
const useCases = [ProposeReattribution, ConfirmReattribution, WithdrawReattribution];
const resolvers = [
  ProposeReattributionResolver,
  ConfirmReattributionResolver,
  WithdrawReattributionResolver,
  BrowseReattributions,
];
const queries = [
  LotPreview,
  LotCountingFields,
  OrderCountingFields,
  ProgressView,
  PortionCorrections,
  PortionFields,
  ShowProgress,
  BrowsePortions,
  PreviewCounting,
];

/** 统计: which settled yuan counts toward which commitment, once. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Reattribution]),
    RegionsModule,
    PairingModule,
    CatalogModule,
    ProcurementModule,
  ],
  controllers: [ExportProgress],
  providers: [
    ...storage,
    ...checks,
    ...queries,
    ...useCases,
    ...resolvers,
    CountOrderEvents,
    CountWaitingPortions,
    ReverseRecalledLots,
  ],
  exports: [RuleVersions, ...useCases],
})
export class CountingModule implements OnModuleInit {
  constructor(private readonly rules: RuleVersions) {}

  async onModuleInit(): Promise<void> {
    await this.rules.load();
  }
}
