import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SecurityHeaders } from './security-headers';

/** Methods of the one address that is registered by Apollo and not by a controller. */
const GRAPHQL_METHODS = new Set(['GET', 'POST']);
const HOST = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** Answered with its status before anything is read. */
export class HttpFault extends Error {
  constructor(readonly statusCode: number) {
    super(`HTTP ${statusCode}`);
  }
}

/** What no request of ours looks like is answered before anything reads it. */
export function refuseOddRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const status = oddityOf(request);
    if (status === 405) reply.header('allow', 'GET, POST');
    // What is not read is not waited for: the connection ends with the answer.
    if (status === 415 || status === 405) reply.header('connection', 'close');
    done(status === null ? undefined : new HttpFault(status));
  });
}

function oddityOf({ method, headers, url }: FastifyRequest): number | null {
  if (headers.host !== undefined && !HOST.test(headers.host)) return 400;
  if (isGraphql(url) && !GRAPHQL_METHODS.has(method)) return 405;
  // A small packed body may unpack to any size; clients of JSON do not pack.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return 415;
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8' ? null : 415;
}

const isGraphql = (url: string) => url === '/graphql' || url.startsWith('/graphql?');

/** An address that cannot be decoded never reaches a hook; the usual answer would repeat it. */
export function refuseBadAddress(secure: SecurityHeaders) {
  return (
    _error: unknown,
    request: Pick<FastifyRequest, 'protocol'>,
    reply: Pick<FastifyReply, 'code' | 'header' | 'headers'>,
  ): void => {
    secure(request, reply);
    reply.code(400).send({ code: 'HTTP_400', message: '请求格式有误 / The request is malformed' });
  };
}
