import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import { RETRY_AFTER_SECONDS, Unavailable } from '../database/availability';
import { errorTexts } from '../graphql/errors';
import type { RequestScope } from '../graphql/request-scope';
import { faultFields } from '../logging/fault';
import { log } from '../logging/log';

const STATUS = new Map([
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['NOT_FOUND', 404],
  ['BAD_USER_INPUT', 400],
  ['TOO_MANY_REQUESTS', 429],
  ['UNAVAILABLE', 503],
  ['STORAGE_FULL', 507],
]);

const TEXTS = new Map<number, { zh: string; en: string }>([
  [400, { zh: '请求格式有误', en: 'The request is malformed' }],
  [404, { zh: '地址不存在', en: 'There is nothing at this address' }],
  [413, { zh: '请求内容过大', en: 'The request is too large' }],
  [415, { zh: '不支持的内容类型', en: 'Contents of this type are not accepted' }],
]);

/** Plain HTTP routes answer a code, words in the caller's language and nothing of the inside; GraphQL errors pass on to GraphQL. */
@Catch()
export class HttpFaults implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return error;
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const locale = http.getRequest<{ scope?: RequestScope }>().scope?.locale ?? 'zh';
    if (error instanceof GraphQLError) {
      const code = String(error.extensions['code']);
      const message = errorTexts.get(code)?.[locale];
      if (error instanceof Unavailable || code === 'TOO_MANY_REQUESTS')
        reply.header('retry-after', RETRY_AFTER_SECONDS);
      return reply.code(STATUS.get(code) ?? 400).send({ code, message });
    }
    const status = statusOf(error);
    if (status >= 500) log.error('fault', faultFields(error));
    const code = status >= 500 ? 'INTERNAL' : `HTTP_${status}`;
    const message = (TEXTS.get(status) ?? errorTexts.get(code))?.[locale];
    return reply.code(status).send({ code, message });
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode; // Fastify's own: too large, unsupported media type
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
