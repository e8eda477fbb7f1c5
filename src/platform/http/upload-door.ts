import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RETRY_AFTER_SECONDS } from '../database/availability';
import { tooBusy, unauthenticated } from '../graphql/errors';
import type { RequestScope } from '../graphql/request-scope';
import { HttpFault } from './request-rules';

const MOST_UNDER_WAY = 8;
const FILE_BYTES = /^\s*application\/octet-stream\s*(?:;|$)/i;

type Scoped = FastifyRequest & { readonly scope: RequestScope };

/** What an upload in the house still needs its place for. */
interface Upload {
  isGone: boolean;
  /** Its bytes are read and somebody works on them. */
  isWorkedOn: boolean;
}

/**
 * Ten megabytes are read into memory only where they are a file, of someone who is signed in, and one of few at a time.
 * Guards come after the body: this stands before it, and behind what gives a request its scope.
 */
export function admitUploads(fastify: Pick<FastifyInstance, 'addHook'>, largest: number): void {
  const underWay = new WeakMap<FastifyRequest, Upload>();
  let count = 0;
  /** A caller who goes away leaves his bytes behind: the place is free when nobody works on them any more, either. */
  const leave = (request: FastifyRequest, { isGone, isWorkedOn }: Upload) => {
    if (isGone && !isWorkedOn && underWay.delete(request)) count -= 1;
  };
  fastify.addHook('onRequest', async (request, reply) => {
    if (!FILE_BYTES.test(request.headers['content-type'] ?? '')) return;
    const { gone } = (request as Scoped).scope;
    const fault =
      (await faultOf(request as Scoped, largest)) ??
      (count < MOST_UNDER_WAY && !gone.aborted ? null : tooBusy(Number(RETRY_AFTER_SECONDS)));
    if (fault !== null) {
      // What is not read is not waited for: the connection ends with the answer.
      reply.header('connection', 'close');
      throw fault;
    }
    const upload = { isGone: false, isWorkedOn: false };
    count += 1;
    underWay.set(request, upload);
    gone.addEventListener('abort', () => leave(request, Object.assign(upload, { isGone: true })));
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    const upload = underWay.get(request);
    if (upload) upload.isWorkedOn = true;
    done();
  });
  // Whatever a handler comes to is sent, also to nobody.
  fastify.addHook('onSend', (request, _reply, _payload, done) => {
    const upload = underWay.get(request);
    if (upload) leave(request, Object.assign(upload, { isWorkedOn: false }));
    done();
  });
}

async function faultOf({ method, routeOptions, headers, scope }: Scoped, largest: number) {
  if (method !== 'POST' || routeOptions.url !== '/files') return new HttpFault(415);
  if (Number(headers['content-length'] ?? 0) > largest) return new HttpFault(413);
  return (await scope.actor()) ? null : unauthenticated();
}
