import { harvestSeasons } from '../data/harvest-seasons';
import { harvestSeasonOf } from './harvest-calendar';

describe('the harvest calendar', () => {
  const ask = (cropCode: string | null, categoryCode: string, countyCode = '513430') =>
    harvestSeasonOf(harvestSeasons, { cropCode, categoryCode, countyCode, on: '2026-07-01' });

  it('knows the crop before its category, a category by what it lies in, and says what nobody has verified', () => {
    expect(ask('SICHUAN_PEPPER', '13')).toMatchObject({ months: [7, 8], verified: false });
    expect(ask(null, '0601')?.months).toEqual([9, 10, 11, 12]);
    expect(ask(null, '0602')?.months).toHaveLength(12);
    expect(ask(null, '13')).toBeNull();
    expect(ask('MANDARIN', '0202')?.months).toEqual([10, 11, 12, 1]);
  });

  it('goes by the place’s own season where one is known, and by none out of its days', () => {
    const own = {
      keepsDays: 540,
      verified: true,
      cropCode: 'TEA',
      categoryCode: '10',
      place: '5134',
      months: [2, 3],
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    };
    const at = (countyCode: string, on: string) =>
      harvestSeasonOf([...harvestSeasons, own], { cropCode: 'TEA', categoryCode: '10', countyCode, on })
        ?.months;
    expect(at('513430', '2026-07-01')).toEqual([2, 3]);
    expect(at('530326', '2026-07-01')).toEqual([3, 4, 5]);
    expect(at('513430', '2027-07-01')).toEqual([3, 4, 5]);
    expect(at('513430', '2020-07-01')).toBeUndefined();
  });

  it('names whole months and days of every row', () => {
    for (const { months, keepsDays, categoryCode } of harvestSeasons) {
      expect(months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12)).toBe(true);
      expect(new Set(months).size).toBe(months.length);
      expect(keepsDays).toBeGreaterThan(0);
      expect(categoryCode).toMatch(/^\d{2}(\d{2})?$/);
    }
  });
});
