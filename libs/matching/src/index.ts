export { canonicalJson } from './canonical-json';
export { grouped } from './grouped';
export { ProgramBuilder } from './linear-program';
export type { LinearProgram, LinearSolution, LinearSolver, SolverLimits } from './linear-program';
export type { Place } from './great-circle';
export { seededRandom } from './seeded-random';
export type { MatchingInput } from './goods/matching-input';
export type { CountyFloor, MatchingRules, SearchLimits } from './goods/matching-rules';
export type { GoodsBaseUnit, RequestLine } from './goods/request-line';
export type { FreightKind, Supply, SupplyFreight } from './goods/supply';
export { faultsIn, faultsOfLine } from './goods/input-check';
export { inputRefusals } from './goods/input.refusals';
export { frozenInput, runGoods } from './goods/goods-run';
export type { GoodsRun } from './goods/goods-run';
export { frozenReport, goodsReport } from './goods/goods-report';
export type { GoodsReport, LineReport, Proposal } from './goods/goods-report';
export { orderCosts } from './goods/order-costs';
export type { OrderCosts } from './goods/order-costs';
export type { FloorReport, ShortfallCause } from './goods/floor-report';
export type { OrderAmounts } from './goods/order-amounts';
export type { EdgeTerms } from './goods/edge-terms';
export { eligibilityNames } from './goods/eligibility';
export type { EligibilityName } from './goods/eligibility';
export { explainLine } from './goods/explanation';
export type { EdgeExplanation, LineExplanation } from './goods/explanation';
export type { Flip } from './goods/flip';
export { relaxed } from './goods/relaxation';
export type { Relaxation, RelaxationChange } from './goods/relaxation';
export { buyerView, coordinatorView, operationsView, supplierView } from './goods/redaction';
export type { BuyerView, ChoiceReason, CoordinatorView, SupplierStanding } from './goods/redaction';
export { OpenMarket } from './goods/quick-answer';
export type { QuickAnswer } from './goods/quick-answer';
export { LARGEST_WHOLE } from './goods/rates';
export type { PlanInput, PlanLeaf, PlanMonth, PlanRules, PlanSupply, PlanUnit } from './plan/plan-input';
export type { PlanObstacle } from './plan/plan-rooms';
export { frozenPlanInput, planPurchases } from './plan/purchase-plan';
export { frozenPlanReport } from './plan/plan-report';
export type { PlanLine, PlanReasons, PlanReport } from './plan/plan-report';
export type {
  IndustrialPark,
  ParkIntent,
  ParkReserve,
  ParksInput,
  ParkSlot,
  RegionPairing,
  ResourceAmounts,
  TakenSlot,
} from './parks/parks-input';
export type { IntentWeights, ParkRules, ParkSearchLimits, ParkWeights } from './parks/park-rules';
export { faultsInParks, faultsOfIntent } from './parks/parks-input-check';
export { parksRefusals } from './parks/parks-input.refusals';
export { frozenParksInput, runParks } from './parks/parks-run';
export type { ParksRun } from './parks/parks-run';
export { frozenParksReport, parksReport } from './parks/parks-report';
export type { ParksReport, ParkUse, SlotPlacement, UnplacedCause } from './parks/parks-report';
export type { BlockingPair, WaitingFor } from './parks/blocking-pairs';
export type { Standing, StandingReason } from './parks/standing';
export type { NearestAlternatives, PairFacts, SharedExplanation } from './parks/pair-explanation';
export { slotsForShare } from './parks/prepared-areas';
export { changedIntent, nearestParkRelaxations } from './parks/parks-relaxation';
export type { ParkChange, ParkRelaxation } from './parks/parks-relaxation';
export { explanationFor, frozenView, viewOf } from './parks/parks-views';
export type { InvestorView, OfficeView, ParksView, ParkView } from './parks/parks-views';
export type { ParksReader } from './parks/seen-world';
