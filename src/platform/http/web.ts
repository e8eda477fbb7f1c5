import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule } from '@nestjs/common';
import { AccessGuard } from '../access/access.guard';
import { ActorReader } from '../access/actor-reader';
import type { AppConfig } from '../config/config';
import { FrameworkLog } from '../logging/framework-log';
import { Meters } from '../metrics/meters';
import { RequestScope, bearerToken, localeOf } from '../graphql/request-scope';
import { HttpFaults } from './http-faults.filter';
import { watchRequests } from './request-watch';

const LARGEST_BODY = 1024 * 1024;
const LARGEST_FILE = 10 * 1024 * 1024;

/** Builds the web application around the root module; it does not listen yet. */
export async function createWebApplication(
  root: DynamicModule,
  { trustedProxies, observing }: Pick<AppConfig, 'trustedProxies' | 'observing'>,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    // Behind an unnamed proxy all callers would share one address, and one of them could slow down all.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new FrameworkLog(),
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  fastify.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: LARGEST_FILE },
    (_request, body, done) => done(null, body),
  );
  watchRequests(fastify, app.get(Meters, { strict: false }), observing.slowOperationMilliseconds);
  const actors = app.get(ActorReader, { strict: false });
  fastify.addHook('onRequest', async (request, reply) => {
    const { authorization } = request.headers;
    const scope = new RequestScope(
      actors,
      bearerToken(authorization),
      localeOf(request.headers['accept-language']),
      request.ip,
    );
    Object.assign(request, { scope });
    reply.header('x-content-type-options', 'nosniff');
  });
  app.useGlobalGuards(app.get(AccessGuard, { strict: false }));
  app.useGlobalFilters(new HttpFaults());
  app.enableShutdownHooks([], { useProcessExit: true }); // finished as asked is a success
  return app;
}
