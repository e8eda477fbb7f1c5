import { Query, Resolver } from '@nestjs/graphql';
import { AllowPublic, CurrentScope, RequestScope } from '../../src/platform/index';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { post } from '../support/raw-http';

@Resolver()
class Echo {
  @AllowPublic()
  @Query(() => String)
  address(@CurrentScope() scope: RequestScope): string {
    return scope.address;
  }
}

describe("the caller's address", () => {
  const apps: PlatformApp[] = [];
  const addressOf = async (proxies: string, forwarded: string) => {
    const app = await startPlatform([Echo], 'serve', { TRUSTED_PROXIES: proxies });
    apps.push(app);
    const answer = await post(app, { query: '{ address }' }, { 'x-forwarded-for': forwarded });
    return answer.json?.data?.['address'];
  };
  afterAll(() => Promise.all(apps.map((app) => app.close())));

  it('is what a named proxy says, the last one no proxy stands behind', async () => {
    expect(await addressOf('127.0.0.0/8, ::1', '198.51.100.9, 192.0.2.7')).toBe('192.0.2.7');
  });

  it('is the connection where no proxy is named, whatever the caller claims', async () => {
    expect(await addressOf('', '192.0.2.7')).toBe('127.0.0.1');
  });
});
