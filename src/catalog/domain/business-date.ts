/** A day in Asia/Shanghai, written YYYY-MM-DD: sorts and compares as text. */
export type BusinessDate = string;

/** The same day `months` later, or the last day of that month where it is shorter. */
export function addMonths(date: BusinessDate, months: number): BusinessDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}
