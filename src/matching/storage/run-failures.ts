import { Refused } from '../../../libs/workflow/src/index';
import { Unavailable, sqlState } from '../../platform/index';
import type { RunFailure } from './match-run.entity';
import { MatchThreadLost } from './match-worker';

const CONFLICTS = ['40001', '40P01'];

/** Null: the thread was lost on the way, or the database busy, by no fault of the input: the run is begun again. */
export function failureOf(error: unknown): RunFailure | null {
  if (error instanceof MatchThreadLost) return error.how === 'MEMORY' ? 'OUT_OF_MEMORY' : null;
  if (error instanceof Unavailable || CONFLICTS.includes(sqlState(error) ?? '')) return null;
  return error instanceof Refused ? 'INPUT_UNSOUND' : 'FAULT';
}

/** Another worker has begun it again meanwhile. */
export const isTakenOver = (error: unknown) =>
  error instanceof Refused && error.refusals.some(({ code }) => code === 'STALE_VERSION');
