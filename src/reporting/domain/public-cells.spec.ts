import fc from 'fast-check';
import { WHOLE, publicCells, restOf, type CountySales } from './public-cells';

const names = (kind: string, from: number, count: number) =>
  new Set(Array.from({ length: count }, (_, at) => `${kind}${from + at}`));
const county = (
  countyCode: string,
  netFen: bigint,
  buyers: number,
  suppliers = buyers,
  from = 0,
): CountySales => ({
  countyCode,
  netFen,
  buyers: names('b', from, buyers),
  suppliers: names('s', from, suppliers),
});
const codesOf = (counties: readonly CountySales[]) => publicCells(counties, 5).map(({ code }) => code);

describe('public figures', () => {
  it('show a county with enough buyers and suppliers, and what is left of its city as one', () => {
    const counties = [
      county('510101', 100n, 9),
      county('510102', 20n, 3, 3, 0),
      county('510103', 30n, 3, 3, 10),
      county('520101', 50n, 8),
    ];
    expect(publicCells(counties, 5)).toEqual([
      { code: WHOLE, parentCode: null, kind: 'WHOLE', netFen: 200n },
      { code: '520000', parentCode: WHOLE, kind: 'PLACE', netFen: 50n },
      { code: '520100', parentCode: '520000', kind: 'PLACE', netFen: 50n },
      { code: '520101', parentCode: '520100', kind: 'PLACE', netFen: 50n },
      { code: '510000', parentCode: WHOLE, kind: 'PLACE', netFen: 150n },
      { code: '510100', parentCode: '510000', kind: 'PLACE', netFen: 150n },
      { code: '510101', parentCode: '510100', kind: 'PLACE', netFen: 100n },
      { code: restOf('510100'), parentCode: '510100', kind: 'REST', netFen: 50n },
    ]);
  });

  it('hide beside a county with few the smallest that has enough, else the few could be subtracted', () => {
    const counties = [county('510101', 100n, 9), county('510102', 60n, 7), county('510103', 5n, 1)];
    expect(codesOf(counties)).toEqual([WHOLE, '510000', '510100', '510101', restOf('510100')]);
    expect(publicCells(counties, 5).at(-1)?.netFen).toBe(65n);
  });

  it('do not divide a city in which only one part would stand beside too few', () => {
    expect(codesOf([county('510101', 100n, 9), county('510102', 5n, 1)])).toEqual([
      WHOLE,
      '510000',
      '510100',
    ]);
  });

  it('count a buyer or supplier once, wherever it bought or sold', () => {
    expect(codesOf([county('510101', 1n, 4), county('510102', 1n, 4)])).toEqual([]);
    expect(codesOf([county('510101', 1n, 9, 4)])).toEqual([]);
  });

  const parties = (kind: string) =>
    fc
      .uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 9 })
      .map((ids) => new Set(ids.map((id) => `${kind}${id}`)));
  const market = fc.uniqueArray(
    fc.record({
      countyCode: fc.constantFrom(
        ...['5101', '5102', '5201', '5301'].flatMap((city) =>
          ['01', '02', '03', '04'].map((end) => city + end),
        ),
      ),
      netFen: fc.bigInt({ min: 1n, max: 1_000n }),
      buyers: parties('b'),
      suppliers: parties('s'),
    }),
    { selector: ({ countyCode }) => countyCode, maxLength: 16 },
  );

  it('have no cell with too few behind it, also none by subtraction', () => {
    fc.assert(
      fc.property(market, (counties) => {
        const cells = publicCells(counties, 5);
        const partsOf = (code: string) => cells.filter(({ parentCode }) => parentCode === code);
        /** The counties a cell is the sum of: of a rest those that no other part of its parent holds. */
        const inside = (code: string): readonly CountySales[] => {
          if (code === WHOLE) return counties;
          const above = cells.find((cell) => cell.code === code);
          if (above?.kind === 'REST') {
            const siblings = partsOf(above.parentCode ?? '').filter((cell) => cell.kind === 'PLACE');
            return inside(above.parentCode ?? '').filter(
              (one) => !siblings.some((cell) => inside(cell.code).includes(one)),
            );
          }
          return counties.filter(({ countyCode }) => countyCode.startsWith(code.replace(/(00)+$/, '')));
        };
        const isWide = (some: readonly CountySales[]) =>
          new Set(some.flatMap(({ buyers }) => [...buyers])).size >= 5 &&
          new Set(some.flatMap(({ suppliers }) => [...suppliers])).size >= 5;
        for (const cell of cells) {
          const sum = inside(cell.code).reduce((all, { netFen }) => all + netFen, 0n);
          expect([cell.code, cell.netFen, isWide(inside(cell.code))]).toEqual([cell.code, sum, true]);
          const parts = partsOf(cell.code);
          // every difference between a cell and some of its parts is nothing, or the sum of other cells that stand
          for (let chosen = 1; chosen < 2 ** parts.length; chosen += 1) {
            const taken = new Set(
              parts.filter((_, at) => chosen & (1 << at)).flatMap(({ code }) => inside(code)),
            );
            const left = inside(cell.code).filter((one) => !taken.has(one));
            expect(left.length === 0 || isWide(left)).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
