import type { Day } from '../../../src/integrity/domain/market-year';

export const YEAR = '2027';
export const NEW_YEAR: Day = `${YEAR}-01-01`;
export const YEAR_END: Day = `${YEAR}-12-31`;

export function later(day: Day, days: number): Day {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + Math.round(days));
  return at.toISOString().split('T')[0] ?? day;
}

/** January is 1. */
export const firstOf = (month: number): Day => later(`${YEAR}-${String(month).padStart(2, '0')}-01`, 0);

export function lastOf(month: number): Day {
  const at = new Date(`${firstOf(month)}T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + 1, 0);
  return at.toISOString().split('T')[0] ?? NEW_YEAR;
}

export const monthOf = (day: Day): number => Number(day.split('-')[1]);

const daysByMonths = new Map<string, Day[]>();

/** Every day of the months of the year, in the months' order. */
export function daysOf(months: readonly number[]): readonly Day[] {
  const known = daysByMonths.get(months.join()) ?? months.flatMap(daysOfMonth);
  daysByMonths.set(months.join(), known);
  return known;
}

function daysOfMonth(month: number): Day[] {
  const days: Day[] = [];
  for (let day = firstOf(month); day <= lastOf(month); day = later(day, 1)) days.push(day);
  return days;
}

const DAY_LENGTH = Date.parse(later(NEW_YEAR, 1)) - Date.parse(NEW_YEAR);

export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / DAY_LENGTH;
