import { isAbove, isCheaper, landedFens, landedPer } from './landed-cost';

const line = (quantityBase: bigint, goodsFen: bigint) => ({ quantityBase, goodsFen });

describe('what a quote costs delivered', () => {
  it('is goods and freight, shared by quantity without losing a fen', () => {
    const lines = [line(1_000_000n, 100n), line(2_000_000n, 200n)];
    expect(landedFens({ freightKind: 'FIXED', freightFen: 100n }, lines)).toEqual([
      { freightFen: 33n, landedFen: 133n },
      { freightFen: 67n, landedFen: 267n },
    ]);
    expect(
      landedFens({ freightKind: 'PER_KG', freightFen: 5n }, lines).map(({ freightFen }) => freightFen),
    ).toEqual([5_000n, 10_000n]);
    expect(landedFens({ freightKind: 'INCLUDED', freightFen: 0n }, lines)[0]).toEqual({
      freightFen: 0n,
      landedFen: 100n,
    });
  });

  it('is above the cap by the smallest part of a fen, and not at it', () => {
    const cap = { capFen: 7_000n, capUnit: 'kg' };
    expect(isAbove(cap, 14_000_000n, 2_000_000n)).toBe(false);
    expect(isAbove(cap, 14_000_001n, 2_000_000n)).toBe(true);
    expect(landedPer('kg', 14_000_001n, 2_000_000n)).toBe(7_000n);
    expect(isCheaper({ landedFen: 1n, quantityBase: 3n }, { landedFen: 1n, quantityBase: 2n })).toBe(true);
  });
});
