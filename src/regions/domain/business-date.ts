/** A day in Asia/Shanghai, written YYYY-MM-DD: sorts as text, never carries a time. */
export type BusinessDate = string;

const DAY_MILLIS = 86_400_000;

/** The day `days` after (or, negative, before) the given one. */
export function shiftDays(date: BusinessDate, days: number): BusinessDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MILLIS).toISOString().slice(0, 10);
}

/** True for a real calendar day in the form YYYY-MM-DD. */
export function isBusinessDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const millis = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(text);
}

export function yearOf(date: BusinessDate): number {
  return Number(date.slice(0, 4));
}

export function isWeekend(date: BusinessDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Both ends belong to the span; an open end is null. */
export function spanCovers(validFrom: BusinessDate, validTo: BusinessDate | null, on: BusinessDate): boolean {
  return validFrom <= on && (validTo === null || on <= validTo);
}
