import type { MatchingRules } from './matching-rules';
import type { RequestLine } from './request-line';
import type { Supply } from './supply';

/** Everything a run depends on; its canonical JSON is what is hashed and frozen. */
export interface MatchingInput {
  readonly lines: readonly RequestLine[];
  readonly supplies: readonly Supply[];
  readonly rules: MatchingRules;
}
