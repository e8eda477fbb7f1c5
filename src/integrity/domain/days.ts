import type { Day } from './market-year';

const MILLISECONDS_PER_DAY = 86_400_000;

const YEAR_DIGITS = 'YYYY'.length;
const MONTH_END = 'YYYY-MM'.length;

const partsOf = (day: Day) => ({
  year: Number(day.slice(0, YEAR_DIGITS)),
  month: Number(day.slice(YEAR_DIGITS + 1, MONTH_END)),
  date: Number(day.slice(MONTH_END + 1)),
});

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  const { year, month, date } = partsOf(day);
  return Date.UTC(year, month - 1, date) / MILLISECONDS_PER_DAY;
}

export const monthOf = (day: Day): string => day.slice(0, MONTH_END);

const lastDateOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Days of its month that follow it: 0 on the last one. */
export function daysToMonthEnd(day: Day): number {
  const { year, month, date } = partsOf(day);
  return lastDateOf(year, month) - date;
}

/** The months before and after it, and itself. */
export function monthsAround(month: string): string[] {
  const { year, month: number } = partsOf(month);
  return [number - 1, number, number + 1].map((of) => {
    const at = new Date(Date.UTC(year, of - 1, 1));
    return monthOf(at.toISOString());
  });
}

const firstDayOf = (year: number, month: number): number =>
  Date.UTC(year, month - 1, 1) / MILLISECONDS_PER_DAY;

/** The day numbers of a year that lie in the months, in order. */
export function daysWithin(year: number, months: readonly number[]): number[] {
  return months
    .toSorted((a, b) => a - b)
    .flatMap((month) => {
      const first = firstDayOf(year, month);
      return Array.from({ length: lastDateOf(year, month) }, (_, index) => first + index);
    });
}

/** How far a day lies from the nearest day of the months; 0 within them. */
export function daysOutside(day: Day, months: readonly number[]): number {
  const at = dayNumber(day);
  const { year } = partsOf(day);
  const away = [year - 1, year, year + 1].flatMap((of) =>
    months.map((month) => {
      const first = firstDayOf(of, month);
      const last = first + lastDateOf(of, month) - 1;
      return Math.max(first - at, at - last, 0);
    }),
  );
  return Math.min(...away);
}
