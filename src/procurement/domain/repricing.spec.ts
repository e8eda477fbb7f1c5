import fc from 'fast-check';
import { amountFen, vatIncluded } from '../../../libs/money/src/index';
import { reprice, type ContractedLine } from './repricing';

const line: ContractedLine = {
  orderLineId: 'l1',
  listingVersionId: 'v1',
  unitPriceFen: 6_450n,
  priceUnit: 'kg',
  vatRateBp: 900,
  freight: { kind: 'PER_KG', fen: 35n },
};
const part = (acceptanceLineId: string, acceptedBase: bigint) => ({
  acceptanceLineId,
  orderLineId: 'l1',
  acceptedBase,
});

describe('accepted weight', () => {
  it('re-prices goods and freight: 2 t ordered, 3 % short', () => {
    const result = reprice([line], [part('a', 1_000_000n), part('b', 940_000n)], null);
    expect(result.goodsFen).toBe(12_513_000n); // 1940 kg × 64.50
    expect(result.freightFen).toBe(67_900n); // 1940 kg × 0.35
    expect(result.parts.map((p) => p.goodsFen)).toEqual([6_450_000n, 6_063_000n]);
  });

  it('keeps a fixed freight whole and drops it where nothing was taken', () => {
    const agreed = { kind: 'FIXED', fen: 80_000n } as const;
    expect(reprice([line], [part('a', 1n)], agreed).freightFen).toBe(80_000n);
    expect(reprice([line], [part('a', 0n)], agreed)).toMatchObject({
      goodsFen: 0n,
      freightFen: 0n,
      parts: [],
    });
  });

  it('costs in parts exactly what it costs at once', () => {
    const parts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.bigInt({ min: 1n, max: 10n ** 7n }), (weights, unitPriceFen) => {
        const result = reprice(
          [{ ...line, unitPriceFen }],
          weights.map((weight, index) => part(String(index), weight)),
          null,
        );
        const total = weights.reduce((a, b) => a + b, 0n);
        const whole = amountFen({ unitPriceFen, priceUnit: 'kg' }, total);
        const vatFen = result.parts.reduce((sum, one) => sum + one.vatFen, 0n);
        expect([result.goodsFen, vatFen]).toEqual([whole, vatIncluded(whole, 900n).vatFen]);
        expect(result.parts.every((one) => one.vatFen <= one.goodsFen)).toBe(true);
      }),
    );
  });
});
