/** What one place or leaf counted in each month of a past year, January first: fen, or whole units of the indicator. */
export interface PastYear {
  readonly year: number;
  readonly months: readonly bigint[];
  /** The month its books opened in, where they did so within this year: nobody knows what would have come before. */
  readonly openedIn?: number;
}

const DAY_MILLIS = 86_400_000;
const millisOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Days from the first to the last, both of them counted; 0 where the last lies before. */
export function daysWithin(first: string, last: string): bigint {
  return first > last ? 0n : BigInt((millisOf(last) - millisOf(first)) / DAY_MILLIS + 1);
}

export const firstOfYear = (day: string) => `${day.slice(0, 4)}-01-01`;
/** The same day of another year; 29 February is told as the 28th. */
export const sameDayIn = (year: number, day: string) =>
  `${year}-${day.slice(5) === '02-29' ? '02-28' : day.slice(5)}`;

/** What of the year had come by the end of that day; a month is taken to be even within itself. */
export function comeBy({ months }: PastYear, on: string): bigint {
  const month = Number(on.slice(5, 7));
  const first = `${on.slice(0, 7)}-01`;
  const whole = months.slice(0, month - 1).reduce((sum, one) => sum + one, 0n);
  return whole + ((months[month - 1] ?? 0n) * daysWithin(first, on)) / daysWithin(first, lastOfMonth(on));
}

export function lastOfMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Years a season is read from: whole ones in which something came between their first day and that one. */
export const seasonsUntil = (years: readonly PastYear[], until: string): PastYear[] =>
  years.filter((one) => !isCutOff(one) && comeBy(one, sameDayIn(one.year, until)) > 0n);

/**
 * Whether the books opened while the goods were selling already: their share of the year is unknown then. A whole month
 * without a sale between shows that the season had not begun.
 */
export function isCutOff({ months, openedIn }: PastYear): boolean {
  if (openedIn === undefined || openedIn === 1) return false;
  const first = months.findIndex((one) => one !== 0n) + 1;
  return first > 1 && first <= openedIn + 1;
}

export const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, one) => sum + one, 0n);
