import fc from 'fast-check';
import { fairShares, type Claim } from './index';

const claim = (least: number, want: number): Claim => ({ leastBase: BigInt(least), wantBase: BigInt(want) });
const ascending = (one: bigint, other: bigint) => (one < other ? -1 : one > other ? 1 : 0);
const sum = (parts: readonly bigint[]) => parts.reduce((all, part) => all + part, 0n);

const claims = fc.array(
  fc.record({ least: fc.bigInt(1n, 40n), more: fc.bigInt(0n, 60n) }).map(({ least, more }) => ({
    leastBase: least,
    wantBase: least + more,
  })),
  { maxLength: 8 },
);
const inPacks = (all: readonly Claim[], pack: bigint) =>
  all.map(({ leastBase, wantBase }) => ({ leastBase: leastBase * pack, wantBase: wantBase * pack }));

/** Every way to share out, for small cases: what the rule has to be among the best of. */
function everyWay(packs: bigint, all: readonly Claim[]): bigint[][] {
  const [first, ...rest] = all;
  if (!first) return [[]];
  const ways: bigint[][] = [];
  for (let part = 0n; part <= first.wantBase && part <= packs; part += 1n)
    if (part === 0n || part >= first.leastBase)
      for (const others of everyWay(packs - part, rest)) ways.push([part, ...others]);
  return ways;
}

describe('fair shares', () => {
  it('give everybody what he wants where there is enough, and no more', () => {
    expect(fairShares(1_000n, [claim(10, 100), claim(1, 300)], 1n)).toEqual([100n, 300n]);
    expect(fairShares(5n, [], 1n)).toEqual([]);
  });

  it('give the same share of the want where it is short, but nobody below his least', () => {
    expect(fairShares(200n, [claim(1, 100), claim(1, 300)], 1n)).toEqual([50n, 150n]);
    expect(fairShares(200n, [claim(90, 100), claim(1, 300)], 1n)).toEqual([90n, 110n]);
  });

  it('serve as many as possible, and leave out whole who cannot get his least', () => {
    expect(fairShares(100n, [claim(80, 90), claim(30, 60), claim(40, 40)], 1n)).toEqual([0n, 60n, 40n]);
    expect(fairShares(29n, [claim(80, 90), claim(30, 60)], 1n)).toEqual([0n, 0n]);
    expect(fairShares(50n, [claim(50, 90), claim(50, 60)], 1n)).toEqual([50n, 0n]);
  });

  it('are whole packs, whatever is left of one', () => {
    expect(fairShares(149n, [claim(25, 100), claim(25, 100)], 25n)).toEqual([75n, 50n]);
    expect(() => fairShares(100n, [claim(10, 100)], 25n)).toThrow(RangeError);
    expect(() => fairShares(100n, [claim(0, 100)], 1n)).toThrow(RangeError);
    expect(() => fairShares(100n, [claim(10, 5)], 1n)).toThrow(RangeError);
    expect(() => fairShares(-1n, [], 1n)).toThrow(RangeError);
    expect(() => fairShares(1n, [], 0n)).toThrow(RangeError);
  });

  it('never pass what there is, what anybody wants or fall below a least, and leave nothing that could be shared', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 500n), claims, fc.bigInt(1n, 7n), (packs, all, pack) => {
        const there = packs * pack + (pack - 1n);
        const wanted = inPacks(all, pack);
        const parts = fairShares(there, wanted, pack);
        expect(parts.every((part) => part % pack === 0n)).toBe(true);
        expect(sum(parts)).toBeLessThanOrEqual(there);
        parts.forEach((part, index) => {
          const { leastBase = 0n, wantBase = 0n } = wanted[index] ?? {};
          expect(part === 0n || (part >= leastBase && part <= wantBase)).toBe(true);
        });
        const served = sum(wanted.map(({ wantBase }, index) => (parts[index] ? wantBase : 0n)));
        expect(sum(parts)).toBe(served < packs * pack ? served : parts.some(Boolean) ? packs * pack : 0n);
      }),
      { numRuns: 500 },
    );
  });

  it('are the same each time, and the same for a claim wherever it stands, but for the last pack', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 300n), claims, (packs, all) => {
        const parts = fairShares(packs, all, 1n);
        expect(fairShares(packs, all, 1n)).toEqual(parts);
        const turned = fairShares(packs, all.toReversed(), 1n).toReversed();
        const ofServed = (shares: readonly bigint[]) =>
          all.filter((_, index) => shares[index]).map(({ leastBase }) => leastBase);
        expect(ofServed(turned).toSorted(ascending)).toEqual(ofServed(parts).toSorted(ascending));
        if (
          all.every(({ leastBase }, index) => all.findIndex((one) => one.leastBase === leastBase) === index)
        )
          parts.forEach((part, index) => {
            const difference = part - (turned[index] ?? 0n);
            expect(difference <= 1n && difference >= -1n).toBe(true);
          });
      }),
      { numRuns: 300 },
    );
  });

  it('serve the most there can be, and no way to share among them leaves the worst better off by a pack', () => {
    const few = fc.array(
      fc.record({ least: fc.bigInt(1n, 4n), more: fc.bigInt(0n, 5n) }).map(({ least, more }) => ({
        leastBase: least,
        wantBase: least + more,
      })),
      { minLength: 1, maxLength: 3 },
    );
    const count = (parts: readonly bigint[]) => parts.filter(Boolean).length;
    fc.assert(
      fc.property(fc.bigInt(0n, 20n), few, (packs, all) => {
        const parts = fairShares(packs, all, 1n);
        const ways = everyWay(packs, all);
        expect(count(parts)).toBe(Math.max(...ways.map(count)));
        const alike = ways.filter((way) =>
          way.every((part, index) => part > 0n === (parts[index] ?? 0n) > 0n),
        );
        /** The smallest share of the want, one pack forgiven for rounding: comparable as a fraction over all wants. */
        const scale = all.reduce((product, { wantBase }) => product * wantBase, 1n);
        const worst = (way: readonly bigint[], forgiven: bigint) =>
          all
            .map(({ wantBase }, index) => ({ part: way[index] ?? 0n, wantBase }))
            .filter(({ part }) => part > 0n)
            .map(({ part, wantBase }) => ((part + forgiven) * scale) / wantBase)
            .toSorted((one, other) => (one < other ? -1 : 1))[0] ?? 0n;
        for (const way of alike) expect(worst(way, 0n)).toBeLessThanOrEqual(worst(parts, 1n));
      }),
      { numRuns: 200 },
    );
  });
});
