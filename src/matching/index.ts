export { MatchingModule } from './matching.module';
export { RecomputeMatchRun } from './commands/recompute-match-run';
export { RequestMatchRun } from './commands/request-match-run';
export { matchRunEvents, matchRunStream } from './domain/match-run.events';
export { AcceptMatchProposal } from './commands/accept-match-proposal';
export { OverrideMatchProposal } from './commands/override-match-proposal';
