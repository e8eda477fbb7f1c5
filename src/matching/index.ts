export { MatchingModule } from './matching.module';
export { RecomputeMatchRun } from './commands/recompute-match-run';
export { RequestMatchRun } from './commands/request-match-run';
export { matchRunEvents, matchRunStream } from './domain/match-run.events';
