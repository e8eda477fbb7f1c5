export { CountingModule } from './counting.module';
export { ProgressView, pastDay } from './api/progress-view';
export { readable } from './api/readable';
export { TargetTreeView } from './api/target-tree-view';
export { SignPeriod } from './commands/sign-period';
export { SoftClosePeriod } from './commands/soft-close-period';
export { BOUGHT_PLAINLY, type CountingMode, type Portion, type PortionSource } from './domain/portion';
export type { ReversalReason, TakingBack } from './domain/reversal-reasons';
export { Counting } from './storage/counting';
export { signedDraft } from './storage/progress-figures';
export { BehindCommitments, type BehindRegion } from './storage/behind-commitments';
export {
  ALL_SCHEMES,
  Totals,
  type Figure,
  type TotalsBy,
  type TotalsScope,
  type TreeRoot,
  type TreeRow,
} from './storage/totals';
export { Contests, type Contest } from './storage/contests';
