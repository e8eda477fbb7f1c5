import { addDays, businessDateOf, isBusinessDate, startOfBusinessDate, toShanghaiIso } from './business-date';

describe('business days', () => {
  it('change at midnight in Shanghai', () => {
    expect(businessDateOf(new Date('2026-03-31T15:59:59.999Z'))).toBe('2026-03-31');
    expect(businessDateOf(new Date('2026-03-31T16:00:00.000Z'))).toBe('2026-04-01');
    expect(startOfBusinessDate('2026-04-01')).toEqual(new Date('2026-03-31T16:00:00.000Z'));
    expect(toShanghaiIso(new Date('2025-12-31T16:00:00.000Z'))).toBe('2026-01-01T00:00:00.000+08:00');
  });

  it('are real days of the calendar', () => {
    expect(['2024-02-29', '2026-12-31', '1900-01-01'].every(isBusinessDate)).toBe(true);
    const wrong = [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '1899-12-31',
      '2200-01-01',
      '20260101',
      '2026-01-01T00:00:00Z',
      '+002026-01-01',
      '',
    ];
    expect(wrong.filter(isBusinessDate)).toEqual([]);
  });

  it('are counted over the ends of months and years', () => {
    expect([addDays('2025-12-31', 1), addDays('2024-03-01', -1), addDays('2026-01-01', 0)]).toEqual([
      '2026-01-01',
      '2024-02-29',
      '2026-01-01',
    ]);
  });
});
