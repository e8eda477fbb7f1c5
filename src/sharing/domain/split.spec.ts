import fc from 'fast-check';
import { sharesOf } from './split';

const ppm = (eastPpm: number) => ({ eastPpm, westPpm: 1_000_000 - eastPpm });

describe('what of a whole is whose', () => {
  it.each([
    [100n, 500_000, 50n, 50n],
    [101n, 500_000, 50n, 51n],
    [100n, 333_333, 33n, 67n],
    [100n, 666_666, 67n, 33n],
    [1n, 500_001, 1n, 0n],
    [0n, 400_000, 0n, 0n],
    [7n, 0, 0n, 7n],
    [7n, 1_000_000, 7n, 0n],
  ])('of %s at %i ppm the east has %s, the home county %s', (whole, eastPpm, east, west) =>
    expect(sharesOf(whole, ppm(eastPpm))).toEqual({ whole, east, west }),
  );

  it('sums to the whole, and no share is a unit from its exact one', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n), fc.integer({ min: 0, max: 1_000_000 }), (whole, eastPpm) => {
        const { east, west } = sharesOf(whole, ppm(eastPpm));
        expect(east + west).toBe(whole);
        const off = east * 1_000_000n - whole * BigInt(eastPpm);
        expect(off < 1_000_000n && off > -1_000_000n).toBe(true);
      }),
    );
  });
});
