import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type Provider } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  ActorReader,
  AppConfig,
  Database,
  PlatformModule,
  SettableClock,
  Transactions,
  createWebApplication,
  type Actor,
  type Mode,
} from '../../src/platform/index';
import { TEST_DAY } from './app';
import { createTestDatabase } from './test-database';

const ORGANIZATIONS: Readonly<Record<string, string>> = {
  one: '00000000-0000-4000-8000-000000000001',
  two: '00000000-0000-4000-8000-000000000002',
};

/** A member of one of two organizations; his token is the organization's name. */
export function actorOf(organization: 'one' | 'two', roles: readonly string[] = ['CLERK']): Actor {
  const organizationId = ORGANIZATIONS[organization] ?? '';
  const memberId = organizationId.replace('-4000-', '-4001-');
  return {
    memberId,
    organizationId,
    organizationKind: 'ENTERPRISE',
    roles,
    regionCode: null,
    side: null,
    sessionId: memberId,
  };
}

class TokenIsTheName extends ActorReader {
  async read(token: string): Promise<Actor | null> {
    return token === 'one' || token === 'two' ? actorOf(token) : null;
  }
}

@Global()
@Module({ providers: [{ provide: ActorReader, useClass: TokenIsTheName }], exports: [ActorReader] })
class People {}

export interface PlatformApp {
  readonly url: string;
  readonly databaseUrl: string;
  readonly nest: NestFastifyApplication;
  readonly clock: SettableClock;
  readonly database: Database;
  readonly transactions: Transactions;
  close(): Promise<void>;
}

/** The platform alone with whatever a test hangs into it: what it promises must hold without any domain. */
export async function startPlatform(
  providers: Provider[] = [],
  mode: Mode = 'serve',
  settings: Readonly<Record<string, string>> = {},
  /** What stands between the product and its database. */
  via: (url: string) => string = (url) => url,
): Promise<PlatformApp> {
  const testDatabase = await createTestDatabase();
  const filesDirectory = mkdtempSync(join(tmpdir(), 'xieshou-files-'));
  const key = () => randomBytes(32).toString('base64');
  const config = AppConfig.read(mode, {
    COMPILE_QUERIES_AFTER: '1',
    ...settings,
    DATABASE_URL: via(testDatabase.url),
    FILES_DIRECTORY: filesDirectory,
    TOKEN_KEY: key(),
    LOOKUP_KEY: key(),
    ENCRYPTION_KEYS: `k1:${key()}`,
  });
  const clock = new SettableClock(TEST_DAY);
  class Root {}
  const imports = [PlatformModule.with(config, { clock }), People];
  const nest = await createWebApplication({ module: Root, imports, providers }, config);
  await nest.listen(0, '127.0.0.1');
  return {
    url: await nest.getUrl(),
    databaseUrl: testDatabase.url,
    nest,
    clock,
    database: nest.get(Database),
    transactions: nest.get(Transactions),
    async close() {
      await nest.close();
      await testDatabase.drop();
      rmSync(filesDirectory, { recursive: true, force: true });
    },
  };
}
