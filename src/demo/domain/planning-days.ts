import { addDays } from '../../platform/index';
import type { DemoPlan } from './demo-plan';

/** Days before the present; a shorter year begins with it. */
const REQUESTED = 75;
const DECIDED_AFTER = 4;
const DECEMBER = '12';

/** When a purchase plan is asked for and decided on: never in December, after which the year has no month to plan for. */
export function planningDays({ firstDay, lastDay }: Pick<DemoPlan, 'firstDay' | 'lastDay'>): {
  readonly requestedOn: string;
  readonly decidedOn: string;
} {
  const wanted = [addDays(firstDay, 6), addDays(lastDay, -REQUESTED)].toSorted().at(-1) ?? lastDay;
  const inTime = wanted.slice(5, 7) !== DECEMBER;
  const requestedOn = inTime ? wanted : `${Number(wanted.slice(0, 4)) + 1}-01-08`;
  return { requestedOn, decidedOn: addDays(requestedOn, DECIDED_AFTER) };
}
