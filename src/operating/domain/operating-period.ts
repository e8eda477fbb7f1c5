/** A quarter of a year. */
export interface Period {
  readonly year: number;
  readonly quarter: number;
}

const ENDS = ['03-31', '06-30', '09-30', '12-31'];

/** Its last day. */
export const lastDayOf = ({ year, quarter }: Period): string => `${year}-${ENDS[quarter - 1] ?? ''}`;

export const isQuarter = (quarter: number): boolean => quarter >= 1 && quarter <= ENDS.length;
