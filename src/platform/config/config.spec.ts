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

  describe('of Stripe', () => {
    const STRIPE = {
      STRIPE_SECRET_KEY: 'sk_live_01234567',
      STRIPE_PUBLISHABLE_KEY: 'pk_live_01234567',
      STRIPE_WEBHOOK_SECRETS: 'whsec_01234567,whsec_76543210',
    };
    const TEST = { STRIPE_SECRET_KEY: 'sk_test_01234567', STRIPE_PUBLISHABLE_KEY: 'pk_test_01234567' };
    const STAND_IN = { ...STRIPE, ...TEST, STRIPE_API_URL: 'http://127.0.0.1:12111' };
    const read = (said: object, mode: 'serve' | 'dev' = 'serve') =>
      AppConfig.read(mode, { ...RIGHT, ...said }).stripe;

    it('is off without keys, and on with all three', () => {
      expect(read({})).toBeNull();
      expect(read(STRIPE)).toMatchObject({ live: true, standIn: false, webhookSecrets: { length: 2 } });
    });

    it.each([
      [{ STRIPE_SECRET_KEY: undefined }, 'STRIPE_SECRET_KEY'],
      [{ STRIPE_PUBLISHABLE_KEY: undefined }, 'STRIPE_PUBLISHABLE_KEY'],
      [{ STRIPE_WEBHOOK_SECRETS: undefined }, 'STRIPE_WEBHOOK_SECRETS'],
      [{ STRIPE_WEBHOOK_SECRETS: 'whsec_01234567,sk_test_2' }, 'STRIPE_WEBHOOK_SECRETS'],
      [{ STRIPE_PUBLISHABLE_KEY: 'pk_test_01234567' }, 'STRIPE_PUBLISHABLE_KEY'],
      [{ STRIPE_METHODS: 'card,cash' }, 'STRIPE_METHODS'],
      [TEST, 'STRIPE_SECRET_KEY'],
      [{ STRIPE_API_URL: 'http://127.0.0.1:12111' }, 'STRIPE_API_URL'],
      [{ STRIPE_API_URL: 'https://api.stripe.com.example' }, 'STRIPE_API_URL'],
      [{ STRIPE_WEBHOOK_SECRETS: 'whsec_standin01234567' }, 'STRIPE_API_URL'],
      [{ ...STAND_IN, ALLOW_TEST_PAYMENTS: 'yes', NODE_ENV: 'production' }, 'STRIPE_API_URL'],
    ])('%j does not start in service', (said, setting) => {
      const start = () => read({ ...STRIPE, ...said });
      expect(start).toThrow(setting);
      expect(start).not.toThrow(/01234567/);
    });

    it('takes test keys in service only where that is allowed, and the stand-in besides at home', () => {
      expect(read({ ...STRIPE, ...TEST, ALLOW_TEST_PAYMENTS: 'yes', NODE_ENV: 'production' })).toMatchObject({
        live: false,
        standIn: false,
      });
      expect(read({ ...STAND_IN, ALLOW_TEST_PAYMENTS: 'yes' })).toMatchObject({ standIn: true });
      expect(read(STAND_IN, 'dev')).toMatchObject({ standIn: true });
    });
  });

  it('names everything that is missing at once', () => {
    expect(() => AppConfig.read('serve', {})).toThrow(
      /DATABASE_URL[^]*TOKEN_KEY[^]*ENCRYPTION_KEYS[^]*LOOKUP_KEY/,
    );
  });
});
