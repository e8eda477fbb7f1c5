import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { ClaimsModule } from '../claims/index';
import { HelpsellingModule } from '../helpselling/index';
import { PairingModule } from '../pairing/index';
import { ProcurementModule } from '../procurement/index';
import { RegionsModule } from '../regions/index';
import { LotCountingFields } from './api/lot-counting.fields';
import { LotPreview } from './api/lot-preview';
import { OrderCountingFields } from './api/order-counting.fields';
import { DisputeReader } from './api/dispute-reader';
import { PeriodFields } from './api/period-fields';
import { PeriodReader } from './api/period-reader';
import { PortionCorrections } from './api/portion-corrections';
import { PortionFields } from './api/portion-fields';
import { ProgressView } from './api/progress-view';
import { ReattributionReader } from './api/reattribution-reader';
import { TargetTreeView } from './api/target-tree-view';
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
import { RestatementDesk } from './storage/restatement-desk';
import { RestatementLocks } from './storage/restatement-locks';
import { RestatementParties } from './storage/restatement-parties';
import { RestatementPlans } from './storage/restatement-plans';
import { RestatementWork } from './storage/restatement-work';
import { Restatements } from './storage/restatements';
import { Restating } from './storage/restating';
import { BrowsePeriods } from './queries/browse-periods';
import { BrowseReattributions } from './queries/browse-reattributions';
import { BrowsePortions } from './queries/browse-portions';
import { ExportProgress } from './queries/export-progress';
import { PreviewCounting } from './queries/preview-counting';
import { ShowProgress } from './queries/show-progress';
import { ShowTargetTree } from './queries/show-target-tree';
import { AskForCutOff } from './reactions/ask-for-cut-off';
import { CountOrderEvents } from './reactions/count-order-events';
import { CountWaitingPortions } from './reactions/count-waiting-portions';
import { KeepDisputeClocks } from './reactions/keep-dispute-clocks';
import { KeepPeriodClocks } from './reactions/keep-period-clocks';
import { FoldTotals } from './reactions/fold-totals';
import { ReportListedPeriods } from './reactions/report-listed-periods';
import { ReverseRecalledLots } from './reactions/reverse-recalled-lots';
import { AgreementReaches } from './storage/agreement-reach';
import { AttributionMoves } from './storage/attribution-moves';
import { BehindCommitments } from './storage/behind-commitments';
import { Bookkeeping } from './storage/bookkeeping';
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
import { EntriesAreWhatARecountGives } from './queries/prove-recount';
import { Counting } from './storage/counting';
import { CountingEntries } from './storage/counting-entries';
import { CountingExclusions } from './storage/counting-exclusions';
import { CountingPeriod } from './storage/counting-period.entity';
import { CountingPeriods } from './storage/counting-periods';
import { Judge } from './storage/judge';
import { ClaimBookkeeping } from './storage/claim-bookkeeping';
import { KnownFacts } from './storage/known-facts';
import { LatePortions } from './storage/late-portions';
import { ClaimedPortionsAreWhatARecountGives } from './queries/prove-claimed-portions';
import { CountClaims } from './reactions/count-claims';
import { CountWaitingClaims } from './reactions/count-waiting-claims';
import { EveryClosedMonthIsItsList, ReportsAreAsSigned } from './queries/prove-periods';
import { PeriodClockSteps } from './storage/period-clock-steps';
import { PeriodCorrections } from './storage/period-corrections';
import { OrderBatches } from './storage/order-batches';
import { OrderPortions } from './storage/order-portions';
import { OrderSlices } from './storage/order-slices';
import { PeriodCutOff } from './storage/period-cut-off';
import { PeriodEntryRows } from './storage/period-entry-rows';
import { Contests } from './storage/contests';
import { ContestedPortions } from './storage/contested-portions';
import { CountingDispute } from './storage/counting-dispute.entity';
import { DisputeClockSteps } from './storage/dispute-clock-steps';
import { DisputeDecisions } from './storage/dispute-decisions';
import { DisputeDesk } from './storage/dispute-desk';
import { DisputeWork } from './storage/dispute-work';
import { Disputes } from './storage/disputes';
import { OfficesAbove } from './storage/offices-above';
import { PeriodListFacts } from './storage/period-list-facts';
import { PeriodNames } from './storage/period-names';
import { ReportedPeriods } from './storage/reported-periods';
import { PeriodLists } from './storage/period-lists';
import { PeriodParties } from './storage/period-parties';
import { PeriodReports } from './storage/period-reports';
import { PeriodSignatures } from './storage/period-signatures';
import { PeriodWaiting } from './storage/period-waiting';
import { PeriodWork } from './storage/period-work';
import { PortionRows } from './storage/portion-rows';
import { ProgressReader } from './storage/progress-figures';
import { Reattribution } from './storage/reattribution.entity';
import { ReattributionWork } from './storage/reattribution-work';
import { Reattributions } from './storage/reattributions';
import { Recount } from './storage/recount';
import { RegionTargets } from './storage/region-targets';
import { RuleVersions } from './storage/rule-versions';
import { RulesOfDay } from './storage/rules-of-day';
import { SchemeDuties } from './storage/scheme-duties';
import { TargetOwners } from './storage/target-owners';
import { Totals } from './storage/totals';

const storage = [
  RuleVersions,
  Judge,
  KnownFacts,
  SchemeDuties,
  CountingPeriods,
  CountingEntries,
  CountingExclusions,
  OrderPortions,
  Bookkeeping,
  Counting,
  ClaimBookkeeping,
  LatePortions,
  OrderBatches,
  OrderSlices,
  ProgressReader,
  Totals,
  Recount,
  RegionTargets,
  RulesOfDay,
  PortionRows,
  AgreementReaches,
  AttributionMoves,
  Reattributions,
  ReattributionReader,
  TargetOwners,
  AttributionWishes,
  ReattributionWork,
  PeriodLists,
  PeriodReports,
  PeriodWaiting,
  PeriodWork,
  PeriodParties,
  PeriodCutOff,
  PeriodCorrections,
  PeriodSignatures,
  PeriodSigning,
  PeriodClockSteps,
  PeriodEntryRows,
  PeriodReader,
  PeriodNames,
  PeriodListFacts,
  ReportedPeriods,
  OfficesAbove,
  Contests,
  ContestedPortions,
  Disputes,
  DisputeDesk,
  DisputeWork,
  DisputeOpening,
  DisputeDecisions,
  DisputeClockSteps,
  DisputeReader,
  Restatements,
  RestatementPlans,
  RestatementLocks,
  RestatementParties,
  RestatementDesk,
  RestatementWork,
  RestatementProposal,
  RestatementReader,
  Restating,
];
const checks = [
  EntriesAreWhatARecountGives,
  ClaimedPortionsAreWhatARecountGives,
  PortionsCountOnce,
  EntriesStayWithinSettledNet,
  ReversalsStayWithinOriginals,
  EntriesStandOnLeaves,
  EntriesWereJudgedForTheirDay,
  NothingRecalledCounts,
  TotalsAreSumsOfEntries,
  TotalsAcrossSchemesCountOnce,
  UnhandledEventsHaveJobs,
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
  BrowsePeriodDisputes,
  ProposeRestatementResolver,
  SignRestatementResolver,
  WithdrawRestatementResolver,
  BrowseRestatements,
];
const queries = [
  LotPreview,
  LotCountingFields,
  OrderCountingFields,
  ProgressView,
  PortionCorrections,
  PortionFields,
  ShowProgress,
  TreeRoots,
  TargetTreeView,
  ShowTargetTree,
  BrowsePortions,
  PreviewCounting,
  BrowsePeriods,
  PeriodFields,
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
    ClaimsModule,
  ],
  controllers: [DownloadPeriodReport, ExportProgress],
  providers: [
    BehindCommitments,
    ...storage,
    ...checks,
    ...queries,
    ...useCases,
    ...resolvers,
    CountOrderEvents,
    CountWaitingPortions,
    CountClaims,
    CountWaitingClaims,
    ReverseRecalledLots,
    FoldTotals,
    ReportListedPeriods,
    AskForCutOff,
    KeepPeriodClocks,
    KeepDisputeClocks,
  ],
  exports: [
    BehindCommitments,
    Contests,
    Counting,
    ProgressView,
    RuleVersions,
    TargetTreeView,
    Totals,
    ...useCases,
  ],
})
export class CountingModule implements OnModuleInit {
  constructor(private readonly rules: RuleVersions) {}

  async onModuleInit(): Promise<void> {
    await this.rules.load();
  }
}
