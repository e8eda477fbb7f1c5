import fc from 'fast-check';
import { partOf, standingOf } from './order-harvest';

describe('a line that becomes lots part by part', () => {
  it('keeps its worth to the fen, and no part holds more VAT than it is worth', () => {
    const fen = fc.bigInt({ min: 0n, max: 10n ** 9n });
    fc.assert(
      fc.property(fen, fen, fc.bigInt({ min: 1n, max: 10n ** 9n }), fen, (goods, vat, base, taken) => {
        const whole = { quantityBase: base, goodsFen: goods, vatFen: vat > goods ? goods : vat };
        const { part, rest } = partOf(whole, taken > base ? base : taken);
        expect(part.goodsFen + rest.goodsFen).toBe(whole.goodsFen);
        expect(part.vatFen + rest.vatFen).toBe(whole.vatFen);
        expect(part.quantityBase + rest.quantityBase).toBe(base);
        for (const one of [part, rest]) expect(one.vatFen >= 0n && one.vatFen <= one.goodsFen).toBe(true);
        if (rest.quantityBase === 0n) expect(rest.goodsFen).toBe(0n);
      }),
    );
  });

  it('makes its order wait, and the buyer decide before anything else', () => {
    const line = (reservedBase: bigint, cutBase: bigint) => ({ reservedBase, cutBase });
    expect(standingOf([])).toBeNull();
    expect(standingOf([line(0n, 0n)])).toBeNull();
    expect(standingOf([line(5n, 0n), line(0n, 0n)])).toBe('AWAITED');
    expect(standingOf([line(5n, 0n), line(0n, 1n)])).toBe('CUT');
  });
});
