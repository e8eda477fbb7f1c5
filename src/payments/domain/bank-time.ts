import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { paymentsRefusals } from './payments.refusals';

const OLDEST_DAYS = 400; // a statement of the year before may be late; what is older is a slip of the pen
const DAY_MILLISECONDS = 86_400_000;

/** When the bank says that money moved; refuses what has not happened yet or lies too far back. */
export function bankTime(said: string, now: Date, path: RefusalPath): Date {
  const at = new Date(said);
  if (at > now) refuse(paymentsRefusals.DATED_IN_FUTURE(path));
  if (at.getTime() < now.getTime() - OLDEST_DAYS * DAY_MILLISECONDS)
    refuse(paymentsRefusals.DATED_TOO_LONG_AGO(path));
  return at;
}
