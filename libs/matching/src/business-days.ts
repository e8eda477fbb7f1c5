/** A day in Asia/Shanghai, 'YYYY-MM-DD'. */
export type BusinessDate = string;

const DAY_MS = 86_400_000;

/** Days since 1970-01-01; null for what is no day of the calendar. */
export function dayNumber(date: BusinessDate): number | null {
  const read = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!read) return null;
  const [year, month, day] = [read[1], read[2], read[3]].map(Number) as [number, number, number];
  const at = Date.UTC(year, month - 1, day);
  const real = new Date(at);
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === day ? at / DAY_MS : null;
}

export function dateOfDay(day: number): BusinessDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
