/** A month's list was fixed or corrected: it has to be reported to both sides. */
export const PERIOD_LISTED = 'CountingPeriodListed';

export const periodStream = (periodId: string) => `counting-period:${periodId}`;
