import type { Forecast, ForecastFacts } from './forecast';

/** Workflow 12: how a commitment stands; computed from its forecast, never set. */
export const COMMITMENT_STATES = ['ON_TRACK', 'BEHIND', 'MET', 'MISSED'] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

/** Behind is what even a good year would not bring: a late harvest alone makes nobody late. */
export function commitmentState(
  { on, dueOn, target, confirmed }: ForecastFacts,
  { basis, high }: Forecast,
): CommitmentState {
  if (confirmed >= target) return 'MET';
  if (on > dueOn) return 'MISSED';
  // Without any past only the calendar is left, and in its first month it says nothing.
  if (basis === 'EVEN_DAYS' && on.slice(5, 7) === '01') return 'ON_TRACK';
  return high < target ? 'BEHIND' : 'ON_TRACK';
}
