import { AgreementReaches } from './agreement-reach';
import { AttributionMoves } from './attribution-moves';
import { Bookkeeping } from './bookkeeping';
import { ClaimBookkeeping } from './claim-bookkeeping';
import { ContestedFigures } from './contested-figures';
import { ContestedPortions } from './contested-portions';
import { Contests } from './contests';
import { Counting } from './counting';
import { CountingEntries } from './counting-entries';
import { CountingExclusions } from './counting-exclusions';
import { CountingPeriods } from './counting-periods';
import { DisputeClockSteps } from './dispute-clock-steps';
import { DisputeDecisions } from './dispute-decisions';
import { DisputeDesk } from './dispute-desk';
import { DisputeFiles } from './dispute-files';
import { DisputeWork } from './dispute-work';
import { Disputes } from './disputes';
import { InvoiceTurns } from './invoice-turns';
import { JointDecisions } from './joint-decisions';
import { Judge } from './judge';
import { KnownFacts } from './known-facts';
import { LatePortions } from './late-portions';
import { OfficesAbove } from './offices-above';
import { OrderBatches } from './order-batches';
import { OrderPortions } from './order-portions';
import { OrderSlices } from './order-slices';
import { PeriodClockSteps } from './period-clock-steps';
import { PeriodCorrections } from './period-corrections';
import { PeriodCutOff } from './period-cut-off';
import { PeriodEntryRows } from './period-entry-rows';
import { PeriodListFacts } from './period-list-facts';
import { PeriodLists } from './period-lists';
import { PeriodNames } from './period-names';
import { PeriodParties } from './period-parties';
import { PeriodReports } from './period-reports';
import { PeriodSignatures } from './period-signatures';
import { PeriodWaiting } from './period-waiting';
import { PeriodWork } from './period-work';
import { PortionRows } from './portion-rows';
import { ProgressReader } from './progress-figures';
import { ReattributionWork } from './reattribution-work';
import { Reattributions } from './reattributions';
import { Recount } from './recount';
import { RegionTargets } from './region-targets';
import { ReportedPeriods } from './reported-periods';
import { RestatablePortions } from './restatable-portions';
import { RestatementDesk } from './restatement-desk';
import { RestatementLocks } from './restatement-locks';
import { ProvinceParties } from './province-parties';
import { RestatementPlans } from './restatement-plans';
import { RestatementWork } from './restatement-work';
import { Restatements } from './restatements';
import { Restating } from './restating';
import { RuleVersions } from './rule-versions';
import { RulesOfDay } from './rules-of-day';
import { SchemeDuties } from './scheme-duties';
import { SchemeRows } from './scheme-rows';
import { SchemeSums } from './scheme-sums';
import { TargetOwners } from './target-owners';
import { Totals } from './totals';
import { industryStorage } from './industry/providers';

/** Everything of this room that Nest has to know. */
export const storage = [
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
  SchemeRows,
  SchemeSums,
  PortionRows,
  AgreementReaches,
  AttributionMoves,
  Reattributions,
  TargetOwners,
  ReattributionWork,
  PeriodLists,
  PeriodReports,
  PeriodWaiting,
  PeriodWork,
  PeriodParties,
  PeriodCutOff,
  PeriodCorrections,
  PeriodSignatures,
  PeriodClockSteps,
  PeriodEntryRows,
  PeriodNames,
  PeriodListFacts,
  ReportedPeriods,
  OfficesAbove,
  Contests,
  ContestedFigures,
  ContestedPortions,
  Disputes,
  DisputeDesk,
  DisputeWork,
  DisputeDecisions,
  DisputeFiles,
  InvoiceTurns,
  JointDecisions,
  DisputeClockSteps,
  Restatements,
  RestatementPlans,
  RestatablePortions,
  RestatementLocks,
  ProvinceParties,
  RestatementDesk,
  RestatementWork,
  Restating,
  ...industryStorage,
];
