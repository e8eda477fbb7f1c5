import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { liesWithin, placeOn } from './division-ancestry';
import { DivisionLineage, type DivisionPeriod } from './division-lineage';

interface Line {
  code: string;
  name: string;
  first: number;
  last: number;
}

/** The rows as they are printed, read without the product's own reader. */
const file = JSON.parse(readFileSync(path.join(__dirname, '../data/divisions.json'), 'utf8')) as {
  rows: string[];
};
const lines: Line[] = file.rows.map((row) => {
  const [code = '', name = '', first = '', last = ''] = row.split('\t');
  return { code, name, first: first ? Number(first) : 0, last: last ? Number(last) : 9999 };
});
const periods: DivisionPeriod[] = file.rows.map((row) => {
  const [code = '', name = '', first, last, successors] = row.split('\t');
  return {
    code,
    name,
    firstYear: first ? Number(first) : null,
    lastYear: last ? Number(last) : null,
    successors: successors ? successors.split(',') : [],
    longitude: null,
    latitude: null,
  };
});
const lineage = new DivisionLineage(periods);

/** I27 read from the rows: the years a code stands in, the newest name of a year first. */
const rowsOn = (code: string, year: number) =>
  lines
    .filter((one) => one.code === code && one.first <= year && year <= one.last)
    .sort((a, b) => b.last - a.last);

const codesOf = (keep: (own: Line[]) => boolean) => {
  const byCode = new Map<string, Line[]>();
  for (const line of lines) byCode.set(line.code, [...(byCode.get(line.code) ?? []), line]);
  return [...byCode].filter(([, own]) => keep(own)).map(([code]) => code);
};
const inForce = codesOf((own) => own.length === 1 && own.every(({ last }) => last === 9999));
const renamed = codesOf((own) => own.length > 1);
const abolished = codesOf((own) => own.every(({ last }) => last !== 9999));
const merged = [
  ...new Set(periods.filter(({ successors }) => successors.length > 1).map(({ code }) => code)),
];
const unknown = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'));

const codes = fc.oneof(
  ...[inForce, renamed, abolished, merged].map((some) => fc.constantFrom(...some)),
  unknown,
);
const days = fc
  .date({ min: new Date('1975-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a region code on a day (I27)', () => {
  it('has every kind of code among the facts', () => {
    expect([inForce, renamed, abolished].every((some) => some.length > 20)).toBe(true);
    expect(merged.length).toBeGreaterThan(3);
  });

  it('stands for the place the rows name for its year, or for none', () => {
    const seen = { place: 0, none: 0 };
    fc.assert(
      fc.property(codes, days, (code, on) => {
        const year = Number(on.slice(0, 4));
        const [row] = rowsOn(code, year);
        const [province] = rowsOn(`${code.slice(0, 2)}0000`, year);
        const place = placeOn(lineage, code, on);
        seen[place ? 'place' : 'none'] += 1;
        expect(place?.name ?? null).toBe(row && province ? row.name : null);
        expect(place?.provinceName ?? null).toBe(row && province ? province.name : null);
        expect(lineage.validOn(code, on)).toBe(row !== undefined);
        if (!place) return;
        expect(place.level).toBe(
          code.endsWith('0000') ? 'PROVINCE' : code.endsWith('00') ? 'PREFECTURE' : 'COUNTY',
        );
        expect(liesWithin(code, place.provinceCode)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(seen.place, seen.none)).toBeGreaterThan(300);
  });

  it('is carried on only to codes that are valid on the other day', () => {
    fc.assert(
      fc.property(codes, days, days, (code, asOf, on) => {
        for (const later of lineage.successorsOn(code, asOf, on))
          expect(rowsOn(later, Number(on.slice(0, 4))).length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });
});
