import { monthsOfHarvest, monthsOfSupply } from './plan-months';

const MONTHS = ['2026-08', '2026-09', '2026-10', '2026-11', '2026-12'];

describe('the months goods can come in', () => {
  it('are those after they are ready and on their way, as long as they are good', () => {
    const of = (readyOn: string, leadDays: number, keepsUntil: string | null) =>
      monthsOfSupply({ readyOn, leadDays, keepsUntil }, MONTHS, '2026-07-20');
    expect(of('2026-06-01', 7, null)).toEqual(MONTHS);
    expect(of('2026-06-01', 45, '2026-10-02')).toEqual(['2026-09', '2026-10']);
    expect(of('2026-09-28', 7, null)).toEqual(['2026-10', '2026-11', '2026-12']);
    expect(of('2026-06-01', 7, '2026-07-31')).toEqual([]);
  });

  it('are those of a harvest still to come, and as long after it as it keeps', () => {
    const of = (months: number[], keepsDays: number, today = '2026-07-20') =>
      monthsOfHarvest({ months, keepsDays }, 2026, MONTHS, today);
    expect(of([9, 10], 10)).toEqual(['2026-09', '2026-10']);
    expect(of([9, 10], 60)).toEqual(['2026-09', '2026-10', '2026-11', '2026-12']);
    expect(of([9, 10], 10, '2026-09-05')).toEqual(['2026-10']);
    expect(of([5, 6], 365)).toEqual([]); // harvested already: what is left of it lies in lots
    expect(of([11, 12, 1], 10)).toEqual(['2026-11', '2026-12']); // January's is picked in the next year
  });
});
