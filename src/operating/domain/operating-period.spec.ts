import { isQuarter, lastDayOf } from './operating-period';

describe('quarters', () => {
  it.each([
    [1, '2026-03-31'],
    [2, '2026-06-30'],
    [3, '2026-09-30'],
    [4, '2026-12-31'],
  ])('the %ith ends on %s', (quarter, day) => expect(lastDayOf({ year: 2026, quarter })).toBe(day));

  it('are four', () => expect([0, 1, 4, 5].map(isQuarter)).toEqual([false, true, true, false]));
});
