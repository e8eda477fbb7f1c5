import type { Refusal, RefusalPath } from '../../../libs/workflow/src/index';
import { investingRefusals } from './investing.refusals';

/** The day, and how long what is said on it may be valid. */
export interface DayFacts {
  readonly today: string;
  readonly longest: { readonly until: string; readonly days: number };
  readonly isIndustry: (code: string) => boolean;
}

/** Beyond today, and not longer than the dated rule allows. */
export function validityWrong(
  validUntil: string,
  { today, longest }: DayFacts,
  path: RefusalPath,
): Refusal[] {
  if (validUntil <= today) return [investingRefusals.VALID_UNTIL_PAST(path)];
  return validUntil > longest.until ? [investingRefusals.VALID_TOO_LONG({ days: longest.days }, path)] : [];
}
