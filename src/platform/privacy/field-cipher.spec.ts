import { AppConfig } from '../config/config';
import { FieldCipher, masked } from './field-cipher';

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const cipherWith = (keys: string, lookup = 9) =>
  new FieldCipher(
    AppConfig.read('tool', {
      DATABASE_URL: 'postgres://a/b',
      TOKEN_KEY: keyOf(8),
      LOOKUP_KEY: keyOf(lookup),
      ENCRYPTION_KEYS: keys,
    }),
  );

const PHONE = '138 0000 0000';

describe('encrypted fields', () => {
  const old = cipherWith(`k1:${keyOf(1)}`);
  const rotated = cipherWith(`k2:${keyOf(2)},k1:${keyOf(1)}`);

  it('come back whole, and never look the same twice', () => {
    expect(old.decrypt(old.encrypt(PHONE))).toBe(PHONE);
    expect(old.decrypt(old.encrypt(''))).toBe('');
    expect(old.encrypt(PHONE)).not.toBe(old.encrypt(PHONE));
    expect(old.encrypt(PHONE)).not.toContain('138');
  });

  it('written with an old key are read after a rotation, new ones are written with the new key', () => {
    expect(rotated.decrypt(old.encrypt(PHONE))).toBe(PHONE);
    expect(rotated.encrypt(PHONE)).toMatch(/^k2:/);
    expect(() => old.decrypt(rotated.encrypt(PHONE))).toThrow('unknown encryption key k2');
  });

  it('that were changed, cut or moved under another key are not read', () => {
    const stored = rotated.encrypt(PHONE);
    const bytes = Buffer.from(stored.slice(3), 'base64');
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    for (const broken of [
      `k2:${bytes.toString('base64')}`,
      stored.slice(0, 20),
      stored.replace('k2', 'k1'),
      'k2:',
      '',
    ])
      expect(() => rotated.decrypt(broken)).toThrow();
  });

  it('are found by a hash that only the key holder can compute', () => {
    expect(old.lookupHash(PHONE)).toBe(rotated.lookupHash('１３８00000000'));
    expect(old.lookupHash(PHONE)).not.toBe(old.lookupHash('13800000001'));
    expect(old.lookupHash(PHONE)).not.toBe(cipherWith(`k1:${keyOf(1)}`, 3).lookupHash(PHONE));
  });

  it('show their last four characters', () => {
    expect([masked('13812345678'), masked('1234567'), masked('')]).toEqual(['*******5678', '*******', '']);
  });
});
