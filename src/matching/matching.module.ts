import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogModule } from '../catalog/index';
import { CountingModule } from '../counting/index';
import { describeWork, OrganizationsModule } from '../organizations/index';
import { ForecastingModule } from '../forecasting/index';
import { PairingModule } from '../pairing/index';
import { ProcurementModule } from '../procurement/index';
import { QuotingModule } from '../quoting/index';
import { RegionsModule } from '../regions/index';
import { SourcingModule } from '../sourcing/index';
import { SupplyModule } from '../supply/index';
import { MatchRunReader } from './api/match-run-reader';
import { ProposalReader } from './api/proposal-reader';
import { AcceptMatchProposal, AcceptMatchProposalResolver } from './commands/accept-match-proposal';
import { OverrideMatchProposal, OverrideMatchProposalResolver } from './commands/override-match-proposal';
import { RecomputeMatchRun, RecomputeMatchRunResolver } from './commands/recompute-match-run';
import { RequestMatchRun, RequestMatchRunResolver } from './commands/request-match-run';
import { matchingWork } from './domain/matching-work';
import { AnswerQuickly } from './queries/answer-quickly';
import { BrowseMatchOverrides } from './queries/browse-match-overrides';
import { BrowseMatchRuns } from './queries/browse-match-runs';
import { BrowseRunLines } from './queries/browse-run-lines';
import { ShowMatchProposal } from './queries/show-match-proposal';
import { ShowMatchStandings } from './queries/show-match-standings';
import { InputsAreWhatRunsStoodOn } from './queries/prove-match-runs';
import { CarryOutMatchRuns } from './reactions/carry-out-match-runs';
import { DropOldInputs } from './reactions/drop-old-inputs';
import { RunEveryNight } from './reactions/run-every-night';
import { TellBuyersOfProposals } from './reactions/tell-buyers-of-proposals';
import { AcceptPlanLines, AcceptPlanLinesResolver } from './commands/accept-plan-lines';
import { DeclinePlanLines, DeclinePlanLinesResolver } from './commands/decline-plan-lines';
import { RequestPurchasePlan, RequestPurchasePlanResolver } from './commands/request-purchase-plan';
import { PlanLineView } from './api/plan-line-view';
import { PurchasePlanReader } from './api/purchase-plan-reader';
import { BrowsePlanLines } from './queries/browse-plan-lines';
import { BrowsePurchasePlans } from './queries/browse-purchase-plans';
import { PlansAreTheirReports } from './queries/prove-purchase-plans';
import { CarryOutPurchasePlans } from './reactions/carry-out-purchase-plans';
import { HarvestOffers } from './storage/harvest-offers';
import { PlanDecisions } from './storage/plan-decisions';
import { PlanInputs } from './storage/plan-inputs';
import { PlanLineRows } from './storage/plan-line-rows';
import { PlanOffers } from './storage/plan-offers';
import { PlanResults } from './storage/plan-results';
import { PlanRulesReader } from './storage/plan-rules';
import { PlanRunner } from './storage/plan-runner';
import { PlanTargetsReader } from './storage/plan-targets';
import { PlanUnits } from './storage/plan-units';
import { PurchasePlan } from './storage/purchase-plan.entity';
import { PurchasePlans } from './storage/purchase-plans';
import { FloorLosses } from './storage/floor-losses';
import { MarketRoom } from './storage/market-room';
import { MatchDecisions } from './storage/match-decisions';
import { MatchProposal } from './storage/match-proposal.entity';
import { MatchRun } from './storage/match-run.entity';
import { MatchRunner } from './storage/match-runner';
import { MatchRuns } from './storage/match-runs';
import { ProposalRows } from './storage/proposal-rows';
import { QuickMarket } from './storage/quick-market';
import { RunFacts } from './storage/run-facts';
import { RunInputs } from './storage/run-inputs';
import { RunResults } from './storage/run-results';
import { RunRules } from './storage/run-rules';
import { RunStock } from './storage/run-stock';
import { SupplyCards } from './storage/supply-cards';

describeWork(matchingWork);

const storage = [
  HarvestOffers,
  PlanDecisions,
  PlanInputs,
  PlanLineRows,
  PlanOffers,
  PlanResults,
  PlanRulesReader,
  PlanRunner,
  PlanTargetsReader,
  PlanUnits,
  PurchasePlans,
  FloorLosses,
  MarketRoom,
  MatchDecisions,
  MatchRunner,
  MatchRuns,
  ProposalRows,
  QuickMarket,
  RunFacts,
  RunInputs,
  RunResults,
  RunRules,
  RunStock,
  SupplyCards,
];
const api = [MatchRunReader, ProposalReader, PlanLineView, PurchasePlanReader];
const useCases = [
  AcceptMatchProposal,
  OverrideMatchProposal,
  RequestMatchRun,
  RecomputeMatchRun,
  RequestPurchasePlan,
  AcceptPlanLines,
  DeclinePlanLines,
];
const resolvers = [
  AcceptMatchProposalResolver,
  OverrideMatchProposalResolver,
  RequestMatchRunResolver,
  RecomputeMatchRunResolver,
  RequestPurchasePlanResolver,
  AcceptPlanLinesResolver,
  DeclinePlanLinesResolver,
];
const queries = [
  AnswerQuickly,
  BrowseMatchOverrides,
  BrowseMatchRuns,
  BrowseRunLines,
  BrowsePlanLines,
  BrowsePurchasePlans,
  PlansAreTheirReports,
  ShowMatchProposal,
  ShowMatchStandings,
  InputsAreWhatRunsStoodOn,
];
const reactions = [
  CarryOutMatchRuns,
  CarryOutPurchasePlans,
  DropOldInputs,
  RunEveryNight,
  TellBuyersOfProposals,
];

/** 匹配: feeds the engine, keeps its runs and what they propose. */
@Module({
  imports: [
    TypeOrmModule.forFeature([MatchRun, MatchProposal, PurchasePlan]),
    CatalogModule,
    CountingModule,
    ForecastingModule,
    OrganizationsModule,
    PairingModule,
    ProcurementModule,
    QuotingModule,
    RegionsModule,
    SourcingModule,
    SupplyModule,
  ],
  providers: [...storage, ...api, ...useCases, ...resolvers, ...queries, ...reactions],
  exports: useCases,
})
export class MatchingModule {}
