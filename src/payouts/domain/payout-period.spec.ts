import { lastPeriodBefore, runningPeriod } from './payout-period';

describe('the period of a statement', () => {
  it.each([
    ['2026-08-01', 1, '2026-07-01', '2026-07-31'],
    ['2026-08-31', 1, '2026-07-01', '2026-07-31'],
    ['2026-01-05', 1, '2025-12-01', '2025-12-31'],
    ['2024-03-01', 1, '2024-02-01', '2024-02-29'],
    ['2026-03-15', 2, '2026-02-16', '2026-02-28'],
    ['2026-03-16', 2, '2026-03-01', '2026-03-15'],
    ['2026-01-01', 2, '2025-12-16', '2025-12-31'],
  ] as const)('before %s with %i a month is %s to %s', (today, perMonth, from, to) => {
    expect(lastPeriodBefore(today, perMonth)).toEqual({ from, to });
  });

  it.each([
    ['2026-08-01', 1, '2026-08-01'],
    ['2026-08-31', 1, '2026-08-01'],
    ['2026-03-15', 2, '2026-03-01'],
    ['2026-03-16', 2, '2026-03-16'],
  ] as const)('that runs on %s with %i a month began on %s', (to, perMonth, from) => {
    expect(runningPeriod(to, perMonth)).toEqual({ from, to });
  });
});
