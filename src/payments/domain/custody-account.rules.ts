import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { paymentsRefusals } from './payments.refusals';

/** Days as YYYY-MM-DD. Buyers were told another account for days gone by, and plans end after a year. */
export function requireReachable(
  { validFrom, today, lastDay }: { validFrom: string; today: string; lastDay: string },
  path: RefusalPath,
): void {
  if (validFrom < today || validFrom > lastDay) refuse(paymentsRefusals.CUSTODY_DAY_OUT_OF_REACH(path));
}

/** How far ahead an account may be announced. */
export const CUSTODY_DAYS_AHEAD = 366;
