import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule } from '@nestjs/common';
import { AccessGuard } from '../access/access.guard';
import { ActorReader } from '../access/actor-reader';
import type { AppConfig } from '../config/config';
import { FrameworkLog } from '../logging/framework-log';
import { Meters } from '../metrics/meters';
import { Draining, letGoWhileDraining } from '../health/draining';
import { RequestScope, bearerToken, localeOf } from '../graphql/request-scope';
import { goneOf } from './gone';
import { subscriberOf } from '../origin/subscriber';
import { HttpFaults } from './http-faults.filter';
import { refuseBadAddress, refuseOddRequests } from './request-rules';
import { watchRequests } from './request-watch';
import { admitUploads } from './upload-door';
import { hearSignedCallbacks } from './signed-callbacks';
import { addSecurityHeaders, securityHeaders } from './security-headers';

const LARGEST_BODY = 1024 * 1024;
const LARGEST_FILE = 10 * 1024 * 1024;
const LARGEST_HEAD = 16 * 1024;
// Who sends a request byte by byte holds a connection no longer than this.
const HEADERS_MS = 10_000;
const WHOLE_REQUEST_MS = 60_000;
const CHECKED_EVERY_MS = 2_000;
// Longer than proxies keep theirs (60 s), so that none of them meets a connection that has just been closed.
const IDLE_MS = 65_000;

/** Builds the web application around the root module; it does not listen yet. */
export async function createWebApplication(
  root: DynamicModule,
  { trustedProxies, observing, explorer }: Pick<AppConfig, 'trustedProxies' | 'observing' | 'explorer'>,
): Promise<NestFastifyApplication> {
  const secure = securityHeaders({ explorer });
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    frameworkErrors: refuseBadAddress(secure),
    requestTimeout: WHOLE_REQUEST_MS,
    keepAliveTimeout: IDLE_MS,
    http: {
      headersTimeout: HEADERS_MS,
      connectionsCheckingInterval: CHECKED_EVERY_MS,
      maxHeaderSize: LARGEST_HEAD,
    },
    // Behind an unnamed proxy all callers would share one address, and one of them could slow down all.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new FrameworkLog(),
    abortOnError: false,
    bodyParser: false, // forms are what foreign pages can send: only JSON and file bytes are read
  });
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: LARGEST_FILE },
    (_request, body, done) => done(null, body),
  );
  const meters = app.get(Meters, { strict: false });
  hearSignedCallbacks(fastify, meters);
  watchRequests(fastify, meters, observing.slowOperationMilliseconds);
  addSecurityHeaders(fastify, secure);
  refuseOddRequests(fastify);
  const actors = app.get(ActorReader, { strict: false });
  letGoWhileDraining(fastify, app.get(Draining, { strict: false }));
  fastify.addHook('onRequest', async (request, reply) => {
    const { authorization } = request.headers;
    const caller = subscriberOf(request.ip);
    const gone = () => goneOf(request.raw, reply.raw);
    const locale = localeOf(request.headers['accept-language']);
    const scope = new RequestScope(actors, bearerToken(authorization), locale, caller, gone);
    Object.assign(request, { scope });
  });
  admitUploads(fastify, LARGEST_FILE);
  app.useGlobalGuards(app.get(AccessGuard, { strict: false }));
  app.useGlobalFilters(new HttpFaults());
  return app;
}
