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
