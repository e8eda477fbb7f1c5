export { CountingModule } from './counting.module';
export { CountingSchemeEnum, schemeName } from './api/counting-scheme.enum';
export { ProgressView, pastDay, scopeOf } from './api/progress-view';
export { readable } from './api/readable';
export { SchemeTotalsView } from './api/scheme-totals-view';
export type { SchemeTotals } from './api/scheme-totals.type';
export { TargetTreeView } from './api/target-tree-view';
export { AnswerPeriodDispute } from './commands/answer-period-dispute';
export { DisputePeriodLines } from './commands/dispute-period-lines';
export { SignPeriod } from './commands/sign-period';
export { SoftClosePeriod } from './commands/soft-close-period';
export { WithdrawPeriodDispute } from './commands/withdraw-period-dispute';
export { BOUGHT_PLAINLY, type CountingMode, type Portion, type PortionSource } from './domain/portion';
export type { ReversalReason, TakingBack } from './domain/reversal-reasons';
export { Counting } from './storage/counting';
export { signedDraft } from './storage/progress-figures';
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
