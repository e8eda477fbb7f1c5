import { growthOf, percentOf, yearBefore } from './percent';

describe('a rate', () => {
  it('is exact to two decimals and never rounded up: 99.99… per cent is not reached', () => {
    expect(percentOf(1n, 3n)).toBe('33.33');
    expect(percentOf(10n ** 15n - 1n, 10n ** 15n)).toBe('99.99');
    expect(percentOf(15_000_050n, 10_000_000n)).toBe('150.00');
    expect(percentOf(-1n, 8n)).toBe('-12.50');
  });

  it('is not there where nothing was promised or nothing was before', () => {
    expect([percentOf(5n, 0n), growthOf(5n, 0n), growthOf(5n, -1n)]).toEqual([null, null, null]);
  });

  it('grows from the same span of the year before', () => {
    expect(growthOf(150n, 100n)).toBe('50.00');
    expect(growthOf(0n, 100n)).toBe('-100.00');
    expect(yearBefore('2024-02-29')).toBe('2023-02-28');
    expect(yearBefore('2026-07-09')).toBe('2025-07-09');
  });
});
