import { addDays } from '../../platform/index';

type PayoutStep = 'PREPARE' | 'PREPARE_LATE' | 'MAKE_FILE' | 'HEAR_FROM_BANK';

/** Days of a month; the second round is for what the bank has not paid in the first. */
const STEPS: Readonly<Record<string, PayoutStep>> = {
  '08': 'PREPARE',
  '10': 'MAKE_FILE',
  '12': 'HEAR_FROM_BANK',
  '13': 'PREPARE_LATE',
  '15': 'PREPARE',
  '17': 'MAKE_FILE',
  '18': 'HEAR_FROM_BANK',
};
const LAST_MONTH_DAYS = 31;
const FAILED_WITHIN_DAYS = 75;

/** What becomes of a statement. In the last month some stay behind, so that every state has some to look at. */
export type PayoutFate =
  'PAID' | 'FAILS_ONCE' | 'LEFT_OPEN' | 'LEFT_CALCULATED' | 'LEFT_APPROVED' | 'LEFT_PAID_OUT';
const LEFT: readonly PayoutFate[] = [
  'LEFT_OPEN',
  'PAID',
  'LEFT_CALCULATED',
  'LEFT_APPROVED',
  'LEFT_PAID_OUT',
  'PAID',
];

export const payoutStepOn = (day: string): PayoutStep | null => STEPS[day.slice(8)] ?? null;

/** By its place among the statements of its period; the first one before the last month fails at the bank. */
export function payoutFate(place: number, day: string, lastDay: string): PayoutFate {
  if (day > addDays(lastDay, -LAST_MONTH_DAYS)) return LEFT[place % LEFT.length] ?? 'PAID';
  return place === 0 && day > addDays(lastDay, -FAILED_WITHIN_DAYS) ? 'FAILS_ONCE' : 'PAID';
}
