import { massBalanceLimit, readYieldCeilings, yieldCeilingOf } from './yield-ceilings';

const crop = { code: 'MAIZE', name: '玉米', categoryCode: '0102' };
const known = readYieldCeilings([
  '\t0102\t\t500\t2021-01-01\t\t0',
  'MAIZE\t0102\t\t900\t2021-01-01\t2025-12-31\t0',
  'MAIZE\t0102\t\t800\t2026-01-01\t\t0',
  'MAIZE\t0102\t513430\t600\t2026-01-01\t\t1',
]);
const perMu = (county: string, on: string) => yieldCeilingOf(known, crop, county, on)?.perMuBase;

describe('the yield ceiling', () => {
  it('is the county’s own before the nation’s, the crop’s before the category’s, on the day', () => {
    expect(perMu('513430', '2026-06-01')).toBe(600_000n);
    expect(perMu('513431', '2026-06-01')).toBe(800_000n);
    expect(perMu('513431', '2025-06-01')).toBe(900_000n);
    expect(yieldCeilingOf(known, { ...crop, code: 'OATS' }, '513431', '2026-06-01')?.perMuBase).toBe(
      500_000n,
    );
  });

  it('is not known for a category without a row, nor before the first', () => {
    expect(
      yieldCeilingOf(known, { ...crop, categoryCode: '18', code: 'X' }, '513431', '2026-06-01'),
    ).toBeNull();
    expect(perMu('513431', '2020-12-31')).toBeUndefined();
  });

  it('bounds the harvest by area and tolerance, rounded down', () => {
    const ceiling = yieldCeilingOf(known, crop, '513430', '2026-06-01');
    if (!ceiling) throw new Error('known above');
    expect(massBalanceLimit(10_000n, ceiling, { numerator: 0n, denominator: 1n })).toBe(600_000n);
    expect(massBalanceLimit(15_000n, ceiling, { numerator: 5n, denominator: 100n })).toBe(945_000n);
  });
});
