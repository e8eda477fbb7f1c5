import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Nothing of ours is shown inside a page: an answer that a browser opens by mistake may load and run nothing. */
const NOTHING = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};
/** The explorer is one page with everything inside it. */
const ONE_PAGE = {
  ...NOTHING,
  'default-src': ["'self'", "'unsafe-inline'", "'unsafe-eval'", 'data:', 'blob:'],
};

const ONE_YEAR = 'max-age=31536000; includeSubDomains';

/** Every answer carries them; what a route says of its own caching stays. */
export async function addSecurityHeaders(
  fastify: FastifyInstance,
  { explorer }: { explorer: boolean },
): Promise<void> {
  await fastify.register(helmet as never, {
    contentSecurityPolicy: { useDefaults: false, directives: explorer ? ONE_PAGE : NOTHING },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    hsts: false,
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('cache-control', 'no-store');
    // Only over https (a named proxy may say so): on plain http browsers ignore it.
    if (request.protocol === 'https') reply.header('strict-transport-security', ONE_YEAR);
    done();
  });
}
