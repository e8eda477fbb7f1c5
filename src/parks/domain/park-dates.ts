import type { Refusal, RefusalPath } from '../../../libs/workflow/src/index';
import { parkRefusals } from './park.refusals';

/** Before 1979 China had no industrial parks; land is granted for 70 years at most. */
const FIRST_PARK = '1979-01-01';
const LONGEST_YEARS = 70;

/** What is wrong with a span of days, as the day it is said on sees it. */
export function datesWrong(
  { from, to }: { readonly from: string; readonly to: string | null },
  today: string,
  paths: { readonly from: RefusalPath; readonly to: RefusalPath },
): Refusal[] {
  const range = { from: FIRST_PARK, to: `${Number(today.slice(0, 4)) + LONGEST_YEARS}-12-31` };
  const outside = (day: string) => day < range.from || day > range.to;
  const wrong: Refusal[] = [];
  if (outside(from)) wrong.push(parkRefusals.DATE_OUT_OF_RANGE(range, paths.from));
  if (to !== null && outside(to)) wrong.push(parkRefusals.DATE_OUT_OF_RANGE(range, paths.to));
  if (wrong.length === 0 && to !== null && to < from) wrong.push(parkRefusals.DATES_REVERSED(paths.to));
  return wrong;
}
