import { AppConfig, SettableClock } from '../../platform/index';
import { AccessTokens } from './access-tokens';

const AT = new Date('2026-07-09T09:00:00+08:00');
const [OLD, NEW] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));

function tokensOf(keys: string, clock = new SettableClock(AT)): AccessTokens {
  const key = Buffer.alloc(32).toString('base64');
  const values = {
    DATABASE_URL: 'postgres://nowhere.invalid/x',
    LOOKUP_KEY: key,
    ENCRYPTION_KEYS: `k:${key}`,
  };
  return new AccessTokens(AppConfig.read('tool', { ...values, TOKEN_KEY: keys }), clock);
}

describe('an access token', () => {
  it('outlives the change of the signing key while the old key is in the ring, and no longer', async () => {
    const { accessToken } = await tokensOf(`${OLD}`).issue('member', 'session', AT);
    expect(await tokensOf(`${NEW},${OLD}`).read(accessToken)).toMatchObject({ memberId: 'member' });
    expect(await tokensOf(`${NEW}`).read(accessToken)).toBeNull();
  });

  it('is signed by the first key', async () => {
    const { accessToken } = await tokensOf(`${NEW},${OLD}`).issue('member', 'session', AT);
    expect(await tokensOf(`${NEW}`).read(accessToken)).toMatchObject({ sessionId: 'session' });
    expect(await tokensOf(`${OLD}`).read(accessToken)).toBeNull();
  });

  it('holds a quarter of an hour', async () => {
    const clock = new SettableClock(AT);
    const tokens = tokensOf(`${NEW}`, clock);
    const { accessToken } = await tokens.issue('member', 'session', AT);
    clock.advance(15 * 60 * 1000);
    expect(await tokens.read(accessToken)).toBeNull();
  });
});
