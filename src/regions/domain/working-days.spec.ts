import { shippedFacts } from '../data/reference-files';
import { isBusinessDate, shiftDays } from './business-date';
import { WorkingCalendar } from './working-days';

const calendar = new WorkingCalendar(shippedFacts.holidayNotices());

describe('working days', () => {
  it('follows the notices of 2025 and 2026', () => {
    expect(calendar.isWorkingDay('2025-10-08')).toBe(false);
    expect(calendar.isWorkingDay('2025-10-11')).toBe(true);
    expect(calendar.isWorkingDay('2026-02-23')).toBe(false);
    expect(calendar.isWorkingDay('2026-02-28')).toBe(true);
    expect(calendar.isWorkingDay('2026-11-21')).toBe(false);
    expect(calendar.isWorkingDay('2026-11-20')).toBe(true);
  });

  it('counts 248 working days in 2025 and in 2026, as the notices leave them', () => {
    expect(calendar.add('2024-12-31', 248).date).toBe('2025-12-31');
    expect(calendar.add('2025-12-31', 248).date).toBe('2026-12-31');
  });

  it('adds over the National Day holiday', () => {
    expect(calendar.add('2026-09-30', 1)).toEqual({ date: '2026-10-08', noticeMissing: [] });
    expect(calendar.add('2026-09-30', 10).date).toBe('2026-10-20');
    expect(calendar.add('2026-09-30', 0).date).toBe('2026-09-30');
  });

  it('says for which years no notice is known', () => {
    expect(calendar.add('2026-12-30', 2)).toEqual({ date: '2027-01-01', noticeMissing: [2027] });
  });

  it('refuses a number of days that is none', () => {
    expect(() => calendar.add('2026-01-01', -1)).toThrow(RangeError);
    expect(() => calendar.add('2026-01-01', 1.5)).toThrow(RangeError);
  });
});

describe('business dates', () => {
  it('knows real days', () => {
    expect(isBusinessDate('2024-02-29')).toBe(true);
    expect(isBusinessDate('2025-02-29')).toBe(false);
    expect(isBusinessDate('2025-2-9')).toBe(false);
    expect(shiftDays('2025-12-31', 1)).toBe('2026-01-01');
  });
});
