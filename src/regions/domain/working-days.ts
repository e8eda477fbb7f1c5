import { isWeekend, shiftDays, yearOf, type BusinessDate } from './business-date';

/** A line of the State Council's yearly notice: days off, or weekend days that are worked instead. */
export interface HolidaySpan {
  kind: 'REST' | 'WORK';
  firstDay: BusinessDate;
  lastDay: BusinessDate;
  name: string;
}

export interface HolidayNotice {
  year: number;
  sourceDocument: string;
  verified: boolean;
  spans: readonly HolidaySpan[];
}

export interface WorkingDayAnswer {
  date: BusinessDate;
  /** Years the count ran through whose notice is not known: there only weekends were left out. */
  noticeMissing: number[];
}

/** Nearly four years: more is a mistake, not a time limit. */
export const MOST_WORKING_DAYS = 1_000;

/** Counts working days by the notices it is given. */
export class WorkingCalendar {
  private readonly kindByDay = new Map<BusinessDate, 'REST' | 'WORK'>();
  private readonly years: ReadonlySet<number>;

  constructor(notices: readonly HolidayNotice[]) {
    this.years = new Set(notices.map((notice) => notice.year));
    for (const span of notices.flatMap((notice) => notice.spans)) {
      for (let day = span.firstDay; day <= span.lastDay; day = shiftDays(day, 1))
        this.kindByDay.set(day, span.kind);
    }
  }

  knowsYear(year: number): boolean {
    return this.years.has(year);
  }

  isWorkingDay(date: BusinessDate): boolean {
    const kind = this.kindByDay.get(date);
    return kind ? kind === 'WORK' : !isWeekend(date);
  }

  /** The n-th working day after a day, which itself is never counted; 0 is the day itself. */
  add(from: BusinessDate, days: number): WorkingDayAnswer {
    if (!Number.isInteger(days) || days < 0 || days > MOST_WORKING_DAYS)
      throw new RangeError(`cannot add ${days} working days`);
    const missing = new Set<number>();
    let date = from;
    for (let left = days; left > 0;) {
      date = shiftDays(date, 1);
      if (!this.knowsYear(yearOf(date))) missing.add(yearOf(date));
      if (this.isWorkingDay(date)) left -= 1;
    }
    return { date, noticeMissing: [...missing] };
  }
}
