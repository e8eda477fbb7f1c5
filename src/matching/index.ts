export { MatchingModule } from './matching.module';
export { RecomputeMatchRun } from './commands/recompute-match-run';
export { RequestMatchRun } from './commands/request-match-run';
export { matchRunEvents, matchRunStream } from './domain/match-run.events';
export { AcceptPlanLines } from './commands/accept-plan-lines';
export { DeclinePlanLines } from './commands/decline-plan-lines';
export { RequestPurchasePlan } from './commands/request-purchase-plan';
export { AcceptMatchProposal } from './commands/accept-match-proposal';
export { OverrideMatchProposal } from './commands/override-match-proposal';
