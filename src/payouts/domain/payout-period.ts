/** Days as YYYY-MM-DD; both are part of the period. */
export interface PayoutPeriod {
  readonly from: string;
  readonly to: string;
}

/** A month, or where there are two a month its first fifteen days and the rest. */
export type PeriodsPerMonth = 1 | 2;

const HALF = 15;

/** The last period that was over before `today`. */
export function lastPeriodBefore(today: string, perMonth: PeriodsPerMonth): PayoutPeriod {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  if (perMonth === 2 && day > HALF) return { from: dayOf(year, month, 1), to: dayOf(year, month, HALF) };
  // Day 0 of a month is the last one of the month before.
  const to = dayOf(year, month, 0);
  return { from: `${to.slice(0, 8)}${perMonth === 2 ? HALF + 1 : '01'}`, to };
}

/** The period that runs, as far as it has run. */
export function runningPeriod(today: string, perMonth: PeriodsPerMonth): PayoutPeriod {
  const isSecondHalf = perMonth === 2 && Number(today.slice(8)) > HALF;
  return { from: `${today.slice(0, 8)}${isSecondHalf ? HALF + 1 : '01'}`, to: today };
}

function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
