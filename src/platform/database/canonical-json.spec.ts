import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

describe('canonical JSON', () => {
  it('is the same text whatever the order of the fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });

  it('is JSON that reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('tells values apart that are not equal', () => {
    const values = [
      null,
      0,
      '0',
      false,
      '',
      [],
      {},
      [null],
      [[]],
      { a: null },
      { a: 1 },
      { a: '1' },
      { b: 1 },
      [1, 2],
      [2, 1],
    ];
    expect(new Set(values.map(canonicalJson)).size).toBe(values.length);
  });

  it('writes bigints as text, dates as instants, and leaves out what is undefined', () => {
    const value = { fen: 2n ** 63n, at: new Date(0), gone: undefined, list: [undefined] };
    expect(canonicalJson(value)).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","fen":"9223372036854775808","list":[null]}',
    );
  });
});
