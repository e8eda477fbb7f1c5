import fc from 'fast-check';
import { canonicalJson } from './index';

describe('canonical JSON', () => {
  it('is the same whatever the order of the keys', () => {
    expect(canonicalJson({ b: 1, a: { d: [2n, null], c: 'ü' }, e: undefined })).toBe(
      '{"a":{"c":"ü","d":["2",null]},"b":1}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual({ ...value });
      }),
    );
  });

  it.each([1.5, Number.NaN, Infinity, 2 ** 60, () => 0])('has no text for %s', (value) => {
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });
});
