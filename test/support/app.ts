import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../../src/app.module';
import { createWebApplication } from '../../src/platform/http/web';
import {
  AppConfig,
  Database,
  RepeatedDuties,
  SettableClock,
  Transactions,
  Worker,
} from '../../src/platform/index';
import { createTestDatabase } from './test-database';
import { waitLongForConnections } from './patience';

export interface GraphqlAnswer<Data = Record<string, never>> {
  status: number;
  data: Data;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; path?: string[] } }[];
}

/** The whole product on its own database, listening on loopback: tests talk to it over HTTP as clients do. */
export interface TestApp {
  readonly url: string;
  readonly clock: SettableClock;
  readonly database: Database;
  readonly transactions: Transactions;
  readonly nest: NestFastifyApplication;
  graphql<Data = Record<string, never>>(
    query: string,
    variables?: object,
    options?: CallOptions,
  ): Promise<GraphqlAnswer<Data>>;
  /** Runs every due job and repeated duty, until nothing is left. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface CallOptions {
  token?: string | null;
  language?: 'zh' | 'en';
}

/** Thursday, 9 July 2026, 09:00 in Shanghai. */
export const TEST_DAY = new Date('2026-07-09T09:00:00+08:00');

export async function startTestApp(
  at: Date = TEST_DAY,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestApp> {
  const testDatabase = await createTestDatabase();
  const filesDirectory = mkdtempSync(join(tmpdir(), 'xieshou-files-'));
  const config = AppConfig.read('serve', {
    ...testEnvironment(testDatabase.url, filesDirectory),
    ...settings,
  });
  const clock = new SettableClock(at);
  const nest = await createWebApplication(AppModule.with(config, { clock }), config);
  waitLongForConnections(nest);
  await nest.listen(0, '127.0.0.1');
  const url = await nest.getUrl();
  return {
    url,
    clock,
    nest,
    database: nest.get(Database),
    transactions: nest.get(Transactions),
    graphql: (query, variables = {}, options = {}) => callTestApp(url, query, variables, options),
    async settle() {
      await nest.get(Worker).drain();
      await nest.get(RepeatedDuties).runAll();
      await nest.get(Worker).drain();
    },
    async close() {
      await nest.close();
      await testDatabase.drop();
      rmSync(filesDirectory, { recursive: true, force: true });
    },
  };
}

function testEnvironment(databaseUrl: string, filesDirectory: string) {
  const key = () => randomBytes(32).toString('base64');
  return {
    DATABASE_URL: databaseUrl,
    FILES_DIRECTORY: filesDirectory,
    TOKEN_KEY: key(),
    LOOKUP_KEY: key(),
    ENCRYPTION_KEYS: `k1:${key()}`,
    PORT: '0',
    SLOW_OPERATION_MS: '60000', // how fast a busy machine is, is no matter of a line's kind
    WORKER_CONCURRENCY: '2',
    COMPILE_QUERIES_AFTER: '1', // what is tested is the path that production takes from the third use on
  };
}

/** One GraphQL request as clients send it. */
export async function callTestApp<Data>(
  url: string,
  query: string,
  variables: object,
  options: CallOptions,
): Promise<GraphqlAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': options.language === 'en' ? 'en' : 'zh-CN',
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Omit<GraphqlAnswer<Data>, 'status'>;
  return { status: response.status, ...body };
}

/** A fresh idempotency key. */
export const freshKey = () => randomUUID();
