import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RETRY_AFTER_SECONDS } from '../database/availability';
import { tooBusy, unauthenticated } from '../graphql/errors';
import type { RequestScope } from '../graphql/request-scope';
import { HttpFault } from './request-rules';

const MOST_UNDER_WAY = 8;
const FILE_BYTES = /^\s*application\/octet-stream\s*(?:;|$)/i;

type Scoped = FastifyRequest & { readonly scope: RequestScope };

/**
 * Ten megabytes are read into memory only where they are a file, of someone who is signed in, and one of few at a time.
 * Guards come after the body: this stands before it, and behind what gives a request its scope.
 */
export function admitUploads(fastify: Pick<FastifyInstance, 'addHook'>, largest: number): void {
  const underWay = new WeakSet<FastifyReply['raw']>();
  let count = 0;
  fastify.addHook('onRequest', async (request, reply) => {
    if (!FILE_BYTES.test(request.headers['content-type'] ?? '')) return;
    const fault =
      (await faultOf(request as Scoped, largest)) ?? (count < MOST_UNDER_WAY ? null : busy(reply));
    if (fault !== null) {
      // What is not read is not waited for: the connection ends with the answer.
      reply.header('connection', 'close');
      throw fault;
    }
    count += 1;
    underWay.add(reply.raw);
    // Also where the caller goes away: there is no answer then.
    reply.raw.once('close', () => {
      if (underWay.delete(reply.raw)) count -= 1;
    });
  });
}

async function faultOf({ method, routeOptions, headers, scope }: Scoped, largest: number) {
  if (method !== 'POST' || routeOptions.url !== '/files') return new HttpFault(415);
  if (Number(headers['content-length'] ?? 0) > largest) return new HttpFault(413);
  return (await scope.actor()) ? null : unauthenticated();
}

function busy(reply: FastifyReply): Error {
  reply.header('retry-after', RETRY_AFTER_SECONDS);
  return tooBusy(Number(RETRY_AFTER_SECONDS));
}
