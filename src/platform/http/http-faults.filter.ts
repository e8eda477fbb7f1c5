import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import { sqlState } from '../database/transactions';

const STATUS = new Map([
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['NOT_FOUND', 404],
  ['BAD_USER_INPUT', 400],
]);

/** Plain HTTP routes answer a code and nothing of the inside; GraphQL errors pass on to GraphQL. */
@Catch()
export class HttpFaults implements ExceptionFilter {
  private readonly log = new Logger('HTTP');

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof GraphQLError) {
      const code = String(error.extensions['code']);
      return reply.code(STATUS.get(code) ?? 400).send({ code });
    }
    const status = statusOf(error);
    if (status >= 500)
      this.log.error(
        `${error instanceof Error ? error.constructor.name : 'error'} ${sqlState(error) ?? ''}`.trim(),
      );
    return reply.code(status).send({ code: status >= 500 ? 'INTERNAL' : `HTTP_${status}` });
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode; // Fastify's own: too large, unsupported media type
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
