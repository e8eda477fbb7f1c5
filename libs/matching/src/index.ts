export { canonicalJson } from './canonical-json';
export { ProgramBuilder } from './linear-program';
export type {
  LinearProgram,
  LinearSolution,
  LinearSolver,
  SimplexBasis,
  SolverLimits,
} from './linear-program';
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
export type { FloorReport, ShortfallCause } from './goods/floor-report';
export type { OrderAmounts } from './goods/order-amounts';
export type { EdgeTerms } from './goods/edge-terms';
export { eligibilityNames } from './goods/eligibility';
export type { EligibilityName } from './goods/eligibility';
export { explainLine } from './goods/explanation';
export type { EdgeExplanation, Flip, LineExplanation } from './goods/explanation';
export { relaxed } from './goods/relaxation';
export type { Relaxation, RelaxationChange } from './goods/relaxation';
export { buyerView, coordinatorView, operationsView, supplierView } from './goods/redaction';
export type { BuyerView, ChoiceReason, CoordinatorView, SupplierStanding } from './goods/redaction';
export { OpenMarket } from './goods/quick-answer';
export type { QuickAnswer } from './goods/quick-answer';
