import fc from 'fast-check';
import { allot, cutTo, shareOut, stillWaiting, type FreshLot, type WaitingReservation } from './allotment';

const wants = (
  holderId: string,
  reservedBase: bigint,
  leastRank: number | null = null,
  packBase = 1n,
  leastBase: bigint | null = null,
): WaitingReservation => ({ holderId, reservedBase, packBase, leastBase, leastRank });
const lot = (lotId: string, quantityBase: bigint, rank: number | null = 1) => ({ lotId, quantityBase, rank });
const sum = (all: readonly { quantityBase: bigint }[]) =>
  all.reduce((total, { quantityBase }) => total + quantityBase, 0n);

describe('who gets what of a harvest', () => {
  it('whoever placed earliest is served first and in full', () => {
    expect(allot([wants('a', 60n), wants('b', 60n), wants('c', 10n)], [lot('L', 100n)])).toEqual([
      { holderId: 'a', lotId: 'L', quantityBase: 60n },
      { holderId: 'b', lotId: 'L', quantityBase: 40n },
    ]);
  });

  it('a grade must satisfy, and the plainest that does goes first', () => {
    const lots = [lot('best', 50n, 0), lot('own', 50n, null), lot('second', 50n, 2)];
    expect(allot([wants('any', 70n), wants('first', 40n, 1), wants('second', 20n, 2)], lots)).toEqual([
      { holderId: 'any', lotId: 'own', quantityBase: 50n },
      { holderId: 'any', lotId: 'second', quantityBase: 20n },
      { holderId: 'first', lotId: 'best', quantityBase: 40n },
      { holderId: 'second', lotId: 'second', quantityBase: 20n },
    ]);
    expect(allot([wants('best', 10n, 0)], [lot('first', 50n), lot('own', 50n, null)])).toEqual([]);
  });

  it('whoever placed last is cut first, and only by what does not come', () => {
    const waiting = [wants('a', 60n), wants('b', 0n), wants('c', 30n)];
    expect(cutTo(waiting, 90n)).toEqual([]);
    expect(cutTo(waiting, 45n)).toEqual([
      { holderId: 'c', quantityBase: 30n },
      { holderId: 'a', quantityBase: 15n },
    ]);
  });

  it('gives and leaves whole packs, and what is no pack to whoever takes it', () => {
    const waiting = [wants('a', 75n, null, 25n), wants('b', 30n, null, 10n), wants('c', 7n)];
    const given = allot(waiting, [lot('L', 64n), lot('M', 20n)]);
    expect(given).toEqual([
      { holderId: 'a', lotId: 'L', quantityBase: 50n },
      { holderId: 'b', lotId: 'L', quantityBase: 10n },
      { holderId: 'b', lotId: 'M', quantityBase: 20n },
      { holderId: 'c', lotId: 'L', quantityBase: 4n },
    ]);
    expect(cutTo(waiting, 100n)).toEqual([
      { holderId: 'c', quantityBase: 7n },
      { holderId: 'b', quantityBase: 10n },
    ]);
    expect(cutTo(waiting, 74n)).toEqual([
      { holderId: 'c', quantityBase: 7n },
      { holderId: 'b', quantityBase: 30n },
      { holderId: 'a', quantityBase: 25n },
    ]);
  });

  it('leaves nobody less than is of use to him: he gets nothing, and the others his share', () => {
    const needs = (holderId: string, base: bigint, least: bigint, rank: number | null = null) =>
      wants(holderId, base, rank, 5n, least);
    const waiting = [wants('a', 60n), needs('b', 60n, 50n), needs('c', 30n, 10n)];
    expect(shareOut(waiting, [lot('L', 100n)], 0n)).toEqual({
      allotted: [
        { holderId: 'a', lotId: 'L', quantityBase: 60n },
        { holderId: 'c', lotId: 'L', quantityBase: 30n },
      ],
      cuts: [{ holderId: 'b', quantityBase: 60n }],
    });
    expect(shareOut(waiting, [lot('L', 20n)], 92n).cuts).toEqual([
      { holderId: 'c', quantityBase: 30n },
      { holderId: 'b', quantityBase: 10n },
    ]);
    // the earlier of two useless rests goes first: with what it leaves the later one is of use
    const fine = [needs('d', 40n, 35n, 1), needs('e', 40n, 30n)];
    expect(shareOut(fine, [lot('F', 30n, 1)], 0n)).toEqual({
      allotted: [{ holderId: 'e', lotId: 'F', quantityBase: 30n }],
      cuts: [
        { holderId: 'e', quantityBase: 10n },
        { holderId: 'd', quantityBase: 40n },
      ],
    });
  });

  const grams = fc.bigInt({ min: 0n, max: 200n });
  const ranks = fc.option(fc.integer({ min: 0, max: 3 }));
  const waitings = fc.array(fc.tuple(grams, ranks), { maxLength: 6 });
  const harvests = fc.array(fc.tuple(grams, ranks), { maxLength: 5 });
  const asWaiting = (all: [bigint, number | null][]): WaitingReservation[] =>
    all.map(([base, rank], at) => wants(`h${at}`, base, rank));
  const asLots = (all: [bigint, number | null][]): FreshLot[] =>
    all.map(([base, rank], at) => lot(`l${at}`, base, rank));

  it('never gives a lot twice, a holder more than it reserved, or a grade that does not satisfy', () => {
    fc.assert(
      fc.property(waitings, harvests, grams, (asked, harvest, toCome) => {
        const [waiting, lots] = [asWaiting(asked), asLots(harvest)];
        const given = allot(waiting, lots);
        for (const { lotId, quantityBase } of lots)
          expect(sum(given.filter((one) => one.lotId === lotId)) <= quantityBase).toBe(true);
        const after = stillWaiting(waiting, given);
        for (const { reservedBase } of after) expect(reservedBase >= 0n).toBe(true);
        const cuts = cutTo(after, toCome);
        const left = after.reduce((total, { reservedBase }) => total + reservedBase, 0n) - sum(cuts);
        expect(left <= toCome || left === 0n).toBe(true);
        for (const { holderId, lotId } of given) {
          const least = waiting.find((one) => one.holderId === holderId)?.leastRank ?? null;
          const rank = lots.find((one) => one.lotId === lotId)?.rank ?? null;
          expect(least === null || (rank !== null && rank <= least)).toBe(true);
        }
      }),
    );
  });

  it('never leaves anybody between nothing and his least, or more than there is, and is the same every time', () => {
    const orders = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(1, 5),
        ranks,
      ),
      { maxLength: 7 },
    );
    fc.assert(
      fc.property(orders, harvests, grams, (asked, harvest, toCome) => {
        const lots = asLots(harvest);
        const waiting = asked.map(([packs, least, pack, rank], at) =>
          wants(
            `h${at}`,
            BigInt(packs * pack),
            rank,
            BigInt(pack),
            least > packs ? null : BigInt(least * pack),
          ),
        );
        const { allotted, cuts } = shareOut(waiting, lots, toCome);
        expect(shareOut(waiting, lots, toCome)).toEqual({ allotted, cuts });
        for (const { lotId, quantityBase } of lots)
          expect(sum(allotted.filter((one) => one.lotId === lotId)) <= quantityBase).toBe(true);
        const of = (all: readonly { holderId: string; quantityBase: bigint }[], id: string) =>
          sum(all.filter(({ holderId }) => holderId === id));
        let waits = 0n;
        for (const { holderId, reservedBase, leastBase, packBase } of waiting) {
          const left = reservedBase - of(cuts, holderId);
          const stillComes = left - of(allotted, holderId);
          expect(stillComes >= 0n && left >= 0n && left % packBase === 0n).toBe(true);
          expect(left === 0n || left >= (leastBase ?? 0n)).toBe(true);
          waits += stillComes;
        }
        expect(waits <= toCome).toBe(true);
        // without a least nothing is other than it was
        const plain = waiting.map((one) => ({ ...one, leastBase: null }));
        const given = allot(plain, lots);
        expect(shareOut(plain, lots, toCome)).toEqual({
          allotted: given,
          cuts: cutTo(stillWaiting(plain, given), toCome),
        });
      }),
    );
  });

  it('comes to the same however the harvest is cut into certifications, where the grades satisfy all', () => {
    fc.assert(
      fc.property(waitings, fc.array(grams, { maxLength: 5 }), (asked, harvest) => {
        const waiting = asWaiting(asked.map(([base]) => [base, null]));
        const lots = asLots(harvest.map((base) => [base, 1]));
        const atOnce = stillWaiting(waiting, allot(waiting, lots));
        const step = lots.reduce((left, one) => stillWaiting(left, allot(left, [one])), waiting);
        expect(step).toEqual(atOnce);
      }),
    );
  });
});
