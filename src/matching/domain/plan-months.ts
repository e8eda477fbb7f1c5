import type { Supply } from '../../../libs/matching/src/index';

/** Months of harvest in their order, and how long the goods keep. */
export interface Harvest {
  readonly months: readonly number[];
  readonly keepsDays: number;
}

const DAYS_OF_A_MONTH = 30;
const DAY_MILLIS = 86_400_000;
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLIS).toISOString().slice(0, 10);

/** Months of the plan in which goods that are there or announced can arrive while they are good. */
export function monthsOfSupply(
  { readyOn, leadDays, keepsUntil }: Pick<Supply, 'readyOn' | 'leadDays' | 'keepsUntil'>,
  months: readonly string[],
  today: string,
): string[] {
  const arrives = dayAfter(readyOn > today ? readyOn : today, leadDays);
  return months.filter(
    (month) => arrives.slice(0, 7) <= month && (keepsUntil === null || keepsUntil.slice(0, 7) >= month),
  );
}

/** Months of the plan in which a harvest of the year that is still to come can be delivered: fresh, or as long as it keeps. */
export function monthsOfHarvest(
  harvest: Harvest,
  year: number,
  months: readonly string[],
  today: string,
): string[] {
  const first = harvest.months[0] ?? 0;
  // Over the year's end a harvest belongs to the year it began in; only its first months lie in that year.
  const own = harvest.months
    .filter((month) => month >= first)
    .map((month) => `${year}-${String(month).padStart(2, '0')}`)
    .filter((month) => month > today.slice(0, 7));
  const keeps = Math.floor(harvest.keepsDays / DAYS_OF_A_MONTH);
  return months.filter((month) =>
    own.some((picked) => picked <= month && monthsFrom(picked, month) <= keeps),
  );
}

const monthsFrom = (first: string, last: string) => {
  const [from, to] = [first, last].map((month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)));
  return (to ?? 0) - (from ?? 0);
};
