import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';

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

type Asked = Pick<FastifyRequest, 'protocol'>;
type Answered = Pick<FastifyReply, 'header' | 'headers'>;
export type SecurityHeaders = (request: Asked, reply: Answered) => void;

/** Every answer carries them, also one that reaches no route. */
export function securityHeaders({ explorer }: { explorer: boolean }): SecurityHeaders {
  const fixed = { ...fixedHeaders(explorer), 'cache-control': 'no-store' };
  return (request, reply) => {
    reply.headers(fixed);
    // Only over https (a named proxy may say so): on plain http browsers ignore it.
    if (request.protocol === 'https') reply.header('strict-transport-security', ONE_YEAR);
  };
}

/** Before anything else is answered; what a route says of its own caching stays. */
export function addSecurityHeaders(fastify: FastifyInstance, secure: SecurityHeaders): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    secure(request, reply);
    done();
  });
}

/** The same for every answer, so they are worked out once. */
function fixedHeaders(explorer: boolean): Record<string, string> {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  const set = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: explorer ? ONE_PAGE : NOTHING },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    hsts: false,
  });
  set(answer.req, answer, (error?: unknown) => {
    if (error) throw new Error('the security headers cannot be worked out', { cause: error });
  });
  return answer.getHeaders() as Record<string, string>;
}
