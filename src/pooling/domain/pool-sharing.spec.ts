import fc from 'fast-check';
import { sharesOf, type SharedDelivery, type WaitingUnit } from './pool-sharing';

const unit = (least: bigint, want: bigint, capFen = 800n, more: Partial<WaitingUnit> = {}): WaitingUnit => ({
  leastBase: least,
  wantBase: want,
  sharedBase: 0n,
  capFen,
  capUnit: 'kg',
  ...more,
});
/** So many grams at so many fen a kilogram. */
const at = (quantityBase: bigint, fen: bigint): SharedDelivery => ({
  quantityBase,
  landedFen: (quantityBase * fen) / 1_000n,
});
const sum = (parts: readonly { quantityBase: bigint }[]) =>
  parts.reduce((all, { quantityBase }) => all + quantityBase, 0n);

describe('the shares of a pool', () => {
  it('give everybody what he wants where all of it is there', () => {
    const shares = sharesOf([unit(1_000n, 4_000n), unit(1_000n, 6_000n)], [at(10_000n, 700n)], 500n);
    expect(shares).toEqual([
      { unit: 0, delivery: 0, quantityBase: 4_000n },
      { unit: 1, delivery: 0, quantityBase: 6_000n },
    ]);
  });

  it('leave out whose cap is below the price, and give what he would have had to the others', () => {
    const units = [unit(1_000n, 5_000n, 650n), unit(1_000n, 5_000n, 700n), unit(1_000n, 5_000n, 800n)];
    const shares = sharesOf(units, [at(8_000n, 700n)], 500n);
    expect(shares.map((one) => [one.unit, one.quantityBase])).toEqual([
      [2, 4_000n],
      [1, 4_000n],
    ]);
  });

  it('give the dearer goods to the higher caps, so that more units can be served', () => {
    const units = [unit(1_000n, 5_000n, 600n), unit(1_000n, 5_000n, 800n)];
    const shares = sharesOf(units, [at(5_000n, 600n), at(5_000n, 800n)], 500n);
    expect(shares).toEqual([
      { unit: 1, delivery: 1, quantityBase: 5_000n },
      { unit: 0, delivery: 0, quantityBase: 5_000n },
    ]);
  });

  it('count what a unit got before', () => {
    const units = [unit(3_000n, 5_000n, 800n, { sharedBase: 3_000n }), unit(2_000n, 4_000n)];
    expect(sharesOf(units, [at(3_000n, 700n)], 500n).map((one) => [one.unit, one.quantityBase])).toEqual([
      [0, 1_000n],
      [1, 2_000n],
    ]);
    expect(sharesOf([unit(1_000n, 2_000n, 800n, { sharedBase: 2_000n })], [at(500n, 1n)], 500n)).toEqual([]);
  });

  it('never pass a want, a cap or what there is, fall below a least, or break a pack', () => {
    const pack = 500n;
    const units = fc.array(
      fc
        .record({
          least: fc.bigInt(1n, 6n),
          more: fc.bigInt(0n, 8n),
          cap: fc.bigInt(500n, 900n),
        })
        .map(({ least, more, cap }) => unit(least * pack, (least + more) * pack, cap)),
      { maxLength: 6 },
    );
    const deliveries = fc.array(
      fc
        .record({ packs: fc.bigInt(1n, 20n), fen: fc.bigInt(500n, 900n) })
        .map(({ packs, fen }) => at(packs * pack, fen)),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(units, deliveries, (all, there) => {
        const shares = sharesOf(all, there, pack);
        expect(sharesOf(all, there, pack)).toEqual(shares);
        there.forEach(({ quantityBase }, index) => {
          expect(sum(shares.filter(({ delivery }) => delivery === index))).toBeLessThanOrEqual(quantityBase);
        });
        all.forEach(({ leastBase, wantBase, capFen }, index) => {
          const own = shares.filter((one) => one.unit === index);
          const got = sum(own);
          expect(got === 0n || (got >= leastBase && got <= wantBase)).toBe(true);
          expect(got % pack).toBe(0n);
          for (const { delivery } of own) {
            const { landedFen = 0n, quantityBase = 1n } = there[delivery] ?? {};
            expect(landedFen * 1_000n).toBeLessThanOrEqual(capFen * quantityBase);
          }
        });
      }),
      { numRuns: 400 },
    );
  });
});
