import type { Forecast, ForecastFacts } from './forecast';
import { comeBy, daysWithin, isCutOff, lastOfMonth, sameDayIn, sumOf } from './season';

export interface MonthAmount {
  /** YYYY-MM. */
  readonly month: string;
  readonly amount: bigint;
}

/**
 * What a forecast still expects, by the month it comes in, as past years went; evenly by days where there were none. The
 * months, from today's to the due day's, add up to all of it.
 */
export function restByMonth(
  facts: ForecastFacts,
  { mid, years }: Pick<Forecast, 'mid' | 'years'>,
): MonthAmount[] {
  const { on, dueOn, confirmed } = facts;
  const past = [...facts.ownPast, ...facts.regionPast].filter(
    (one) => years.includes(one.year) && !isCutOff(one),
  );
  const comeUntil = (day: string) =>
    past.length > 0
      ? sumOf(past.map((one) => comeBy(one, sameDayIn(one.year, day))))
      : daysWithin(`${on.slice(0, 4)}-01-01`, day);
  const [begin, end] = [comeUntil(on), comeUntil(dueOn)];
  const rest = mid - confirmed;
  let told = 0n;
  return monthsBetween(on, dueOn).map((month) => {
    const last = lastOfMonth(`${month}-01`);
    const until = last < dueOn ? last : dueOn;
    const by =
      until === dueOn ? rest : end > begin ? (rest * (comeUntil(until) - begin)) / (end - begin) : 0n;
    // A month of the past may stand below zero, where more was taken back than bought.
    const amount = by > told ? (by < rest ? by : rest) - told : 0n;
    told += amount;
    return { month, amount };
  });
}

/** The months from one day's to another's, both of them, of one year; none where the days lie in different years. */
export function monthsBetween(first: string, last: string): string[] {
  if (first.slice(0, 4) !== last.slice(0, 4)) return [];
  const count = Number(last.slice(5, 7)) - Number(first.slice(5, 7)) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const month = Number(first.slice(5, 7)) + at;
    return `${first.slice(0, 4)}-${String(month).padStart(2, '0')}`;
  });
}
