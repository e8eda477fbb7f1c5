import { sqlState } from '../database/sql-state';
import type { LogFields } from './fields';

/** What may be said about something thrown: its class, SQLSTATE and frames. Messages, details and parameters hold data. */
export function faultFields(error: unknown): LogFields {
  return { error: kindOf(error), sqlState: sqlState(error), frames: framesOf(error) };
}

export const kindOf = (error: unknown): string =>
  error instanceof Error ? error.constructor.name : typeof error;

function framesOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const frames = (error.stack ?? '').replace(error.message, '').split('\n');
  return frames.filter((line) => line.startsWith('    at ')).join('\n') || undefined;
}
