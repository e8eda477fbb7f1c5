import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { log } from '../logging/log';
import type { Meters } from '../metrics/meters';
import { originOf, within, type Origin } from '../origin/origin';
import { kinds, traces } from '../tracing/traces';
import { requestIdOf, traceparentOf } from '../origin/request-id';

type Watched = FastifyRequest & { origin: Origin };

/** Gives every request its id and, when it is answered, one line: which operation, how it came out, how long it took. */
export function watchRequests(fastify: FastifyInstance, meters: Meters, slowAfterMilliseconds: number): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { headers } = request;
    const origin = originOf(requestIdOf(headers), traceparentOf(headers['traceparent']));
    Object.assign(request, { origin });
    reply.header('x-request-id', origin.requestId);
    if (traces.on) traces.enter(routeOf(request), origin, { kind: kinds.server });
    within(origin, done);
  });
  // The body arrives in events of the socket, which know nothing of the request.
  fastify.addHook('preValidation', (request, _reply, done) => within((request as Watched).origin, done));
  fastify.addHook('onResponse', (request, reply, done) => {
    const { origin } = request as Watched;
    origin.operation ??= routeOf(request);
    const outcome = outcomeOf(origin, reply.statusCode);
    meters.answered(origin.operation, outcome, reply.elapsedTime / 1000, origin);
    while (origin.span) traces.leave(origin, outcome === 'failed' ? outcome : undefined);
    within(origin, () => say(reply, origin, outcome, slowAfterMilliseconds));
    done();
  });
}

function say(reply: FastifyReply, origin: Origin, outcome: RequestOutcome, slowAfter: number): void {
  const fields = {
    operation: origin.operation,
    status: reply.statusCode,
    outcome,
    codes: [...new Set([...origin.refusals, ...origin.errors])],
    milliseconds: Math.round(reply.elapsedTime),
  };
  if (reply.elapsedTime >= slowAfter) log.warn('slow operation', fields);
  else if (origin.operation?.startsWith('GET /health')) log.debug('request', fields);
  else log.info('request', fields);
}

/** `GET /files/:id`: the route, never the address, which a caller may fill with anything. */
function routeOf({ method, routeOptions }: FastifyRequest): string {
  const url = routeOptions.url;
  return url && url !== '*' ? `${method} ${url}` : 'unknown route';
}

export type RequestOutcome = 'ok' | 'refused' | 'rejected' | 'failed';

/** refused: by a rule of the business; rejected: the request itself was wrong; failed: ours. */
export function outcomeOf({ refusals, errors }: Origin, status: number): RequestOutcome {
  if (status >= 500 || errors.includes('INTERNAL')) return 'failed';
  if (status >= 400 || errors.length > 0) return 'rejected';
  return refusals.length > 0 ? 'refused' : 'ok';
}
