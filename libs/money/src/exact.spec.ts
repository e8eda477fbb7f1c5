import fc from 'fast-check';
import { AmountOutOfRange, LARGEST_STORED, mulDiv, splitFen } from './index';

const whole = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
const divisor = whole.filter((c) => c !== 0n);
const size = (n: bigint) => (n < 0n ? -n : n);

describe('mulDiv', () => {
  it.each([
    [5n, 1n, 2n, 3n, 2n, 3n],
    [-5n, 1n, 2n, -3n, -3n, -2n],
    [5n, 1n, -2n, -3n, -3n, -2n],
    [7n, 1n, 3n, 2n, 2n, 3n],
    [-7n, 1n, 3n, -2n, -3n, -2n],
    [6n, 1n, 3n, 2n, 2n, 2n],
    [9007199254740993n, 3n, 3n, 9007199254740993n, 9007199254740993n, 9007199254740993n],
  ])('%s × %s ÷ %s: half up %s, floor %s, ceil %s', (a, b, c, halfUp, floor, ceil) => {
    expect([mulDiv(a, b, c, 'HALF_UP'), mulDiv(a, b, c, 'FLOOR'), mulDiv(a, b, c, 'CEIL')]).toEqual([
      halfUp,
      floor,
      ceil,
    ]);
  });

  it('is within half for HALF_UP, below for FLOOR, above for CEIL, and symmetric about zero', () => {
    fc.assert(
      fc.property(whole, whole, divisor, (a, b, c) => {
        const sign = c < 0n ? -1n : 1n;
        const off = (result: bigint) => (result * c - a * b) * sign;
        expect(size(off(mulDiv(a, b, c, 'HALF_UP'))) * 2n).toBeLessThanOrEqual(size(c));
        expect(off(mulDiv(a, b, c, 'FLOOR'))).toBeLessThanOrEqual(0n);
        expect(off(mulDiv(a, b, c, 'FLOOR'))).toBeGreaterThan(-size(c));
        expect(mulDiv(-a, b, c, 'CEIL')).toBe(-mulDiv(a, b, c, 'FLOOR'));
        expect(mulDiv(-a, b, c, 'HALF_UP')).toBe(-mulDiv(a, b, c, 'HALF_UP'));
      }),
    );
  });

  it('does not divide by zero', () => {
    expect(() => mulDiv(1n, 1n, 0n, 'FLOOR')).toThrow(RangeError);
  });
});

describe('splitFen', () => {
  const total = fc.bigInt({ min: -LARGEST_STORED, max: LARGEST_STORED });
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((weight) => weight > 0n));

  it('gives the odd fen to the largest remainder, and to the earlier of equal ones', () => {
    expect(splitFen(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(splitFen(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n]);
    expect(splitFen(10n, [5n, 1n, 3n])).toEqual([6n, 1n, 3n]);
    expect(splitFen(1n, [0n, 1n])).toEqual([0n, 1n]);
    expect(splitFen(0n, [3n, 4n])).toEqual([0n, 0n]);
  });

  it('loses no fen, stays within one of the exact share, gives nothing to weight 0, and mirrors at zero', () => {
    fc.assert(
      fc.property(total, weights, (amount, list) => {
        const parts = splitFen(amount, list);
        const sum = list.reduce((a, b) => a + b, 0n);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(amount);
        parts.forEach((part, index) => {
          const weight = list[index] ?? 0n;
          expect(size(part * sum - amount * weight)).toBeLessThan(sum);
          if (weight === 0n) expect(part).toBe(0n);
        });
        expect(splitFen(-amount, list)).toEqual(parts.map((part) => -part));
      }),
    );
  });

  it('gives a larger weight never less', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), weights, (amount, list) => {
        const parts = splitFen(amount, list);
        const byWeight = list.map((weight, index) => ({ weight, part: parts[index] ?? 0n }));
        for (const a of byWeight)
          for (const b of byWeight) if (a.weight > b.weight) expect(a.part >= b.part).toBe(true);
      }),
    );
  });

  it('refuses weights that say nothing and totals that cannot be stored', () => {
    expect(() => splitFen(1n, [])).toThrow(RangeError);
    expect(() => splitFen(1n, [0n])).toThrow(RangeError);
    expect(() => splitFen(-1n, [2n, -1n])).toThrow(RangeError);
    expect(() => splitFen(LARGEST_STORED + 1n, [1n])).toThrow(AmountOutOfRange);
  });
});
