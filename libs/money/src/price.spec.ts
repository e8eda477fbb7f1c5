import fc from 'fast-check';
import { amountFen, AmountOutOfRange, LARGEST_STORED, priceFor, priceLadder, vatIncluded } from './index';
import type { MoneyErrorCode, PriceStep } from './index';

const step = (fromQuantityBase: bigint, unitPriceFen: bigint): PriceStep => ({
  fromQuantityBase,
  unitPriceFen,
});

describe('price × quantity', () => {
  it.each([
    [8_650n, 'kg', 2_000_000n, 17_300_000n],
    [1n, 'kg', 500n, 1n],
    [1n, 'kg', 499n, 0n],
    [333n, 'jin', 250n, 167n],
    [1_999n, 'piece', 3n, 5_997n],
    [123_457n, 't', 1n, 0n],
    [9_007_199_254_740_993n, 'kg', 1_000n, 9_007_199_254_740_993n],
    [9_007_199_254_740_993n, 'kg', 1_001n, 9_016_206_453_995_734n],
  ])('%s fen per %s × %s base units = %s fen', (unitPriceFen, priceUnit, quantity, amount) => {
    expect(amountFen({ unitPriceFen, priceUnit }, quantity)).toBe(amount);
  });

  it('is refused beyond PostgreSQL bigint and below zero', () => {
    expect(amountFen({ unitPriceFen: LARGEST_STORED, priceUnit: 'piece' }, 1n)).toBe(LARGEST_STORED);
    expect(() => amountFen({ unitPriceFen: LARGEST_STORED, priceUnit: 'piece' }, 2n)).toThrow(
      AmountOutOfRange,
    );
    expect(() => amountFen({ unitPriceFen: -1n, priceUnit: 'kg' }, 1n)).toThrow(RangeError);
    expect(() => amountFen({ unitPriceFen: 1n, priceUnit: 'kg' }, -1n)).toThrow(RangeError);
  });
});

describe('VAT in a tax-included amount', () => {
  it.each([
    [10_900n, 900n, 900n],
    [11_300n, 1_300n, 1_300n],
    [10_000n, 900n, 826n],
    [10_000n, 0n, 0n],
    [-10_000n, 900n, -826n],
  ])('%s fen at %s basis points holds %s fen', (amount, rate, vat) => {
    expect(vatIncluded(amount, rate)).toEqual({ vatFen: vat, netFen: amount - vat });
  });

  it('is the rate on the net amount, to half a fen', () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 16n });
    fc.assert(
      fc.property(amounts, fc.constantFrom(0n, 300n, 600n, 900n, 1_300n), (amount, rate) => {
        const { netFen, vatFen } = vatIncluded(amount, rate);
        expect(netFen + vatFen).toBe(amount);
        const off = vatFen * (10_000n + rate) - amount * rate;
        expect((off < 0n ? -off : off) * 2n).toBeLessThanOrEqual(10_000n + rate);
      }),
    );
  });

  it('has a rate between 0 and 100 %', () => {
    expect(() => vatIncluded(1n, -1n)).toThrow(RangeError);
    expect(() => vatIncluded(1n, 10_001n)).toThrow(RangeError);
  });
});

describe('a price ladder', () => {
  const ladder = priceLadder([step(100_000n, 900n), step(500_000n, 850n), step(1_000_000n, 850n)]);

  it('has exact edges', () => {
    expect(priceFor(ladder, 99_999n)).toBeUndefined();
    expect(priceFor(ladder, 100_000n)).toBe(900n);
    expect(priceFor(ladder, 499_999n)).toBe(900n);
    expect(priceFor(ladder, 500_000n)).toBe(850n);
    expect(priceFor(ladder, 10n ** 18n)).toBe(850n);
  });

  it.each<[MoneyErrorCode, PriceStep[], (string | number)[]]>([
    ['LADDER_EMPTY', [], []],
    ['LADDER_NOT_ASCENDING', [step(5n, 9n), step(5n, 8n)], [1, 'fromQuantity']],
    ['LADDER_NOT_ASCENDING', [step(5n, 9n), step(4n, 8n)], [1, 'fromQuantity']],
    ['LADDER_PRICE_RISES', [step(1n, 9n), step(2n, 8n), step(3n, 9n)], [2, 'unitPrice']],
    ['LADDER_PRICE_NOT_POSITIVE', [step(1n, 0n)], [0, 'unitPrice']],
    ['LADDER_QUANTITY_NEGATIVE', [step(-1n, 1n)], [0, 'fromQuantity']],
    ['AMOUNT_OUT_OF_RANGE', [step(1n, LARGEST_STORED + 1n)], [0, 'unitPrice']],
    ['QUANTITY_OUT_OF_RANGE', [step(LARGEST_STORED + 1n, 1n)], [0, 'fromQuantity']],
  ])('refuses %s', (code, steps, path) => {
    expect(() => priceLadder(steps)).toThrow(expect.objectContaining({ code, path }));
  });

  it('gives more goods never at a higher price', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 100_000n, max: 2_000_000n }),
        fc.bigInt({ min: 0n, max: 2_000_000n }),
        (less, more) => {
          expect(priceFor(ladder, less + more)).toBeLessThanOrEqual(priceFor(ladder, less) ?? 0n);
        },
      ),
    );
  });
});
