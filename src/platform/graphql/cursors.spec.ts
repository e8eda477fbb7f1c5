import { AppConfig } from '../config/config';
import { Cursors } from './cursors';

const [OLD, NEW] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));

function cursorsOf(keys: string): Cursors {
  const key = Buffer.alloc(32).toString('base64');
  const values = {
    DATABASE_URL: 'postgres://nowhere.invalid/x',
    LOOKUP_KEY: key,
    ENCRYPTION_KEYS: `k:${key}`,
  };
  return new Cursors(AppConfig.read('tool', { ...values, TOKEN_KEY: keys }));
}

describe('a cursor', () => {
  const [before, during, after] = [cursorsOf(`${OLD}`), cursorsOf(`${NEW},${OLD}`), cursorsOf(`${NEW}`)];

  it('is read only for the list it was written for', () => {
    const cursor = before.write('orders', ['2026-07-09', 'id']);
    expect(before.read('orders', cursor)).toEqual(['2026-07-09', 'id']);
    expect(() => before.read('lots', cursor)).toThrow();
    expect(() => before.read('orders', 'AAAA')).toThrow();
  });

  it('outlives the change of the signing key while the old key is in the ring, and no longer', () => {
    const cursor = before.write('orders', ['x']);
    expect(during.read('orders', cursor)).toEqual(['x']);
    expect(() => after.read('orders', cursor)).toThrow();
    expect(after.read('orders', during.write('orders', ['y']))).toEqual(['y']);
  });
});
