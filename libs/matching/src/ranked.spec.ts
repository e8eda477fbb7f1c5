import { ranked } from './ranked';
import { seededRandom } from './seeded-random';

describe('ranked', () => {
  it.each([0, 1, 2, 7, 8, 9, 16, 17, 100, 1_000, 1_025])(
    'gives what a stable sort gives, with many equal keys (%s)',
    (count) => {
      const random = seededRandom(count);
      const keys = Float64Array.from({ length: count }, () => Math.floor(random() * 40) - 20);
      const expected = [...keys.keys()].toSorted((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
      const before = keys.slice();
      expect([...ranked(keys)]).toEqual(expected);
      expect(keys).toEqual(before);
    },
  );
});
