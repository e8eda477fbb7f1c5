import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { ClaimsModule } from '../claims/index';
import { HelpsellingModule } from '../helpselling/index';
import { InvoicesModule } from '../invoices/index';
import { PairingModule } from '../pairing/index';
import { ProcurementModule } from '../procurement/index';
import { ParksModule } from '../parks/index';
import { OperatingModule } from '../operating/index';
import { ProjectsModule } from '../projects/index';
import { RegionsModule } from '../regions/index';
import { LotCountingFields } from './api/lot-counting.fields';
import { LotPreview } from './api/lot-preview';
import { OrderCountingFields } from './api/order-counting.fields';
import { DisputeReader } from './api/dispute-reader';
import { PeriodFields } from './api/period-fields';
import { PeriodSignatureFields } from './api/period-signature.fields';
import { PeriodReader } from './api/period-reader';
import { PortionCorrections } from './api/portion-corrections';
import { PortionFields } from './api/portion-fields';
import { ProgressMore } from './api/progress-more';
import { ProgressView } from './api/progress-view';
import { ReattributionReader } from './api/reattribution-reader';
import { TargetTreeView } from './api/target-tree-view';
import { SchemeTotalsView } from './api/scheme-totals-view';
import { TreeRoots } from './api/tree-roots';
import { ConfirmReattribution, ConfirmReattributionResolver } from './commands/confirm-reattribution';
import {
  AttributionWishes,
  ProposeReattribution,
  ProposeReattributionResolver,
} from './commands/propose-reattribution';
import { AnswerPeriodDispute, AnswerPeriodDisputeResolver } from './commands/answer-period-dispute';
import {
  DisputeOpening,
  DisputePeriodLines,
  DisputePeriodLinesResolver,
} from './commands/dispute-period-lines';
import { ProposeDisputeDecision, ProposeDisputeDecisionResolver } from './commands/propose-dispute-decision';
import {
  DecisionSigning,
  SignDisputeDecision,
  SignDisputeDecisionResolver,
} from './commands/sign-dispute-decision';
import { UpholdPeriodDispute, UpholdPeriodDisputeResolver } from './commands/uphold-period-dispute';
import { WithdrawPeriodDispute, WithdrawPeriodDisputeResolver } from './commands/withdraw-period-dispute';
import {
  ProposeRestatement,
  ProposeRestatementResolver,
  RestatementProposal,
} from './commands/propose-restatement';
import { SignRestatement, SignRestatementResolver } from './commands/sign-restatement';
import { WithdrawRestatement, WithdrawRestatementResolver } from './commands/withdraw-restatement';
import { PeriodSigning, SignPeriod, SignPeriodResolver } from './commands/sign-period';
import { SoftClosePeriod, SoftClosePeriodResolver } from './commands/soft-close-period';
import { WithdrawReattribution, WithdrawReattributionResolver } from './commands/withdraw-reattribution';
import { BrowsePeriodDisputes } from './queries/browse-period-disputes';
import { BrowseRestatements } from './queries/browse-restatements';
import { DownloadPeriodReport } from './queries/download-period-report';
import { RestatementReader } from './api/restatement-reader';
import { CountingRestatement } from './storage/counting-restatement.entity';
import { BrowsePeriods } from './queries/browse-periods';
import { BrowseReattributions } from './queries/browse-reattributions';
import { BrowseSchemes } from './queries/browse-schemes';
import { BrowsePortions } from './queries/browse-portions';
import { ExportProgress } from './queries/export-progress';
import { PreviewCounting } from './queries/preview-counting';
import { ShowProgress } from './queries/show-progress';
import { ShowSchemeTotals } from './queries/show-scheme-totals';
import { ShowTargetTree } from './queries/show-target-tree';
import { AskForCutOff } from './reactions/ask-for-cut-off';
import { CountOrderEvents } from './reactions/count-order-events';
import { CountWaitingPortions } from './reactions/count-waiting-portions';
import { KeepDisputeClocks } from './reactions/keep-dispute-clocks';
import { KeepPeriodClocks } from './reactions/keep-period-clocks';
import { FoldTotals } from './reactions/fold-totals';
import { ReportListedPeriods } from './reactions/report-listed-periods';
import { ReverseRecalledLots } from './reactions/reverse-recalled-lots';
import {
  EntriesStandOnLeaves,
  EntriesStayWithinSettledNet,
  EntriesWereJudgedForTheirDay,
  NothingRecalledCounts,
  PortionsCountOnce,
  ReversalsStayWithinOriginals,
} from './queries/prove-counting';
import {
  TotalsAcrossSchemesCountOnce,
  TotalsAreSumsOfEntries,
  UnhandledEventsHaveJobs,
} from './queries/prove-totals';
import { RegionTotalsAreSumsOfDays } from './queries/prove-region-totals';
import { IndustryIsWhatARecountGives, JobsAreOfTheNewestQuarter } from './queries/prove-industry';
import { EntriesAreWhatARecountGives } from './queries/prove-recount';
import { Counting } from './storage/counting';
import { CountingPeriod } from './storage/counting-period.entity';
import { ClaimedPortionsAreWhatARecountGives } from './queries/prove-claimed-portions';
import { CountClaims } from './reactions/count-claims';
import { CountIndustry } from './reactions/count-industry';
import { CountJobs } from './reactions/count-jobs';
import { CountOpeningParks } from './reactions/count-opening-parks';
import { CountParks } from './reactions/count-parks';
import { CountWaitingClaims } from './reactions/count-waiting-claims';
import { CountWaitingIndustry } from './reactions/count-waiting-industry';
import { EveryClosedMonthIsItsList, ReportsAreAsSigned } from './queries/prove-periods';
import { CountingDispute } from './storage/counting-dispute.entity';
import { Reattribution } from './storage/reattribution.entity';
import { RuleVersions } from './storage/rule-versions';
import { Totals } from './storage/totals';
import { Contests } from './storage/contests';
import { IndicatorEntryFields } from './api/industry/indicator-entry.fields';
import { IndicatorView } from './api/industry/indicator-view';
import { BrowseIndicatorEntries } from './queries/browse-indicator-entries';
import { IndicatorRuleFields } from './api/industry/indicator-rule.fields';
import { IndicatorTreeView } from './api/industry/indicator-tree-view';
import { ShowIndicatorTree } from './queries/show-indicator-tree';
import { ShowIndicatorProgress } from './queries/show-indicator-progress';
import { IndustryRules } from './storage/industry/industry-rules';
import { storage } from './storage/providers';

const checks = [
  EntriesAreWhatARecountGives,
  ClaimedPortionsAreWhatARecountGives,
  PortionsCountOnce,
  EntriesStayWithinSettledNet,
  ReversalsStayWithinOriginals,
  EntriesStandOnLeaves,
  EntriesWereJudgedForTheirDay,
  NothingRecalledCounts,
  RegionTotalsAreSumsOfDays,
  TotalsAreSumsOfEntries,
  TotalsAcrossSchemesCountOnce,
  UnhandledEventsHaveJobs,
  IndustryIsWhatARecountGives,
  JobsAreOfTheNewestQuarter,
  EveryClosedMonthIsItsList,
  ReportsAreAsSigned,
];
const useCases = [
  ProposeReattribution,
  ConfirmReattribution,
  WithdrawReattribution,
  SoftClosePeriod,
  SignPeriod,
  DisputePeriodLines,
  AnswerPeriodDispute,
  UpholdPeriodDispute,
  WithdrawPeriodDispute,
  ProposeDisputeDecision,
  SignDisputeDecision,
  ProposeRestatement,
  SignRestatement,
  WithdrawRestatement,
];
const resolvers = [
  ProposeReattributionResolver,
  ConfirmReattributionResolver,
  WithdrawReattributionResolver,
  BrowseReattributions,
  SoftClosePeriodResolver,
  SignPeriodResolver,
  DisputePeriodLinesResolver,
  AnswerPeriodDisputeResolver,
  UpholdPeriodDisputeResolver,
  WithdrawPeriodDisputeResolver,
  ProposeDisputeDecisionResolver,
  SignDisputeDecisionResolver,
  BrowsePeriodDisputes,
  ProposeRestatementResolver,
  SignRestatementResolver,
  WithdrawRestatementResolver,
  BrowseRestatements,
];
const queries = [
  IndicatorView,
  IndicatorEntryFields,
  IndicatorRuleFields,
  IndicatorTreeView,
  ShowIndicatorProgress,
  ShowIndicatorTree,
  BrowseIndicatorEntries,
  LotPreview,
  LotCountingFields,
  OrderCountingFields,
  ProgressMore,
  ProgressView,
  PortionCorrections,
  PortionFields,
  ShowProgress,
  TreeRoots,
  TargetTreeView,
  ShowTargetTree,
  SchemeTotalsView,
  ShowSchemeTotals,
  BrowsePortions,
  PreviewCounting,
  BrowsePeriods,
  BrowseSchemes,
  PeriodFields,
  PeriodSignatureFields,
];

/** 统计: which settled yuan counts toward which commitment, once. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Reattribution, CountingPeriod, CountingDispute, CountingRestatement]),
    RegionsModule,
    PairingModule,
    CatalogModule,
    HelpsellingModule,
    ProcurementModule,
    InvoicesModule,
    ClaimsModule,
    ParksModule,
    ProjectsModule,
    OperatingModule,
  ],
  controllers: [DownloadPeriodReport, ExportProgress],
  providers: [
    ...storage,
    ReattributionReader,
    AttributionWishes,
    PeriodSigning,
    PeriodReader,
    DisputeOpening,
    DecisionSigning,
    DisputeReader,
    RestatementProposal,
    RestatementReader,
    ...checks,
    ...queries,
    ...useCases,
    ...resolvers,
    CountOrderEvents,
    CountWaitingPortions,
    CountClaims,
    CountWaitingClaims,
    CountIndustry,
    CountJobs,
    CountParks,
    CountOpeningParks,
    CountWaitingIndustry,
    ReverseRecalledLots,
    FoldTotals,
    ReportListedPeriods,
    AskForCutOff,
    KeepPeriodClocks,
    KeepDisputeClocks,
  ],
  exports: [
    Contests,
    Counting,
    ProgressView,
    RuleVersions,
    SchemeTotalsView,
    TargetTreeView,
    Totals,
    ...useCases,
  ],
})
export class CountingModule implements OnModuleInit {
  constructor(
    private readonly rules: RuleVersions,
    private readonly industry: IndustryRules,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.rules.load();
    await this.industry.load();
  }
}
