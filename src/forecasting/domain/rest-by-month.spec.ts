import { monthsBetween } from './rest-by-month';

describe('the months left', () => {
  it('are those of the year until the due day', () => {
    expect(monthsBetween('2026-10-09', '2026-12-31')).toEqual(['2026-10', '2026-11', '2026-12']);
  });

  it('are none once the year is over, nor before it has begun', () => {
    expect(monthsBetween('2026-11-22', '2025-12-31')).toEqual([]);
    expect(monthsBetween('2026-11-22', '2027-12-31')).toEqual([]);
  });
});
