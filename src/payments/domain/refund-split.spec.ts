import fc from 'fast-check';
import { splitOverSources } from './refund-split';

describe('a refund split over its sources', () => {
  const shares = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 6 });

  it('adds up, takes from no source more than it has left, and empties the newest first', () => {
    fc.assert(
      fc.property(shares, fc.double({ min: 0, max: 1, noNaN: true }), (lefts, share) => {
        const total = lefts.reduce((sum, left) => sum + left, 0n);
        const fen = (total * BigInt(Math.round(share * 1000))) / 1000n;
        const given = lefts.map((leftFen, index) => ({ receiptId: String(index), captureId: null, leftFen }));
        const parts = splitOverSources(fen, given);
        expect(parts.reduce((sum, part) => sum + part.fen, 0n)).toBe(fen);
        const used = parts.map(({ receiptId }) => Number(receiptId));
        expect(used).toEqual(used.toSorted((a, b) => a - b));
        for (const { receiptId, fen: part } of parts) {
          expect(part > 0n && part <= (lefts[Number(receiptId)] ?? 0n)).toBe(true);
          const emptied = part === lefts[Number(receiptId)];
          if (!emptied) expect(Number(receiptId)).toBe(used.at(-1));
        }
      }),
    );
  });

  it('throws where they hold less', () => {
    expect(() => splitOverSources(3n, [{ receiptId: null, captureId: 'a', leftFen: 2n }])).toThrow(
      RangeError,
    );
  });
});
