import { AppConfig } from './config';

const KEY = Buffer.alloc(32, 7).toString('base64');
const RIGHT = {
  DATABASE_URL: 'postgres://a:b@c/d',
  TOKEN_KEY: KEY,
  LOOKUP_KEY: KEY,
  ENCRYPTION_KEYS: `k2:${KEY},k1:${KEY}`,
};

describe('the configuration', () => {
  it('fills in what is not said', () => {
    const config = AppConfig.read('serve', RIGHT);
    expect([config.host, config.port, config.poolSize, config.explorer, config.demoAccountsAllowed]).toEqual([
      '127.0.0.1',
      3000,
      16,
      false,
      false,
    ]);
    expect([...config.encryptionKeys.keys()]).toEqual(['k2', 'k1']);
  });

  it('shows explorer and schema only where one person develops', () => {
    expect(
      (['dev', 'serve', 'work', 'tool'] as const).map((mode) => AppConfig.read(mode, RIGHT).explorer),
    ).toEqual([true, false, false, false]);
  });

  it.each([
    ['DATABASE_URL', 'mysql://secret'],
    ['DATABASE_POOL_SIZE', '1secret'],
    ['PORT', '70000'],
    ['TOKEN_KEY', 'secret'],
    ['LOOKUP_KEY', 'secret'],
    ['ENCRYPTION_KEYS', 'secret'],
    ['ENCRYPTION_KEYS', 'k1:c2VjcmV0'],
    ['TRUSTED_PROXIES', 'secret'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['WORKER_CONCURRENCY', '0'],
    ['ALLOW_DEMO_ACCOUNTS', 'secret'],
  ])('names %s when it is wrong, and never its value', (name, value) => {
    const read = () => AppConfig.read('serve', { ...RIGHT, [name]: value });
    expect(read).toThrow(name);
    expect(read).not.toThrow(value);
  });

  it('names everything that is missing at once', () => {
    expect(() => AppConfig.read('serve', {})).toThrow(
      /DATABASE_URL[^]*TOKEN_KEY[^]*ENCRYPTION_KEYS[^]*LOOKUP_KEY/,
    );
  });
});
