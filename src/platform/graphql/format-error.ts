import { unwrapResolverError } from '@apollo/server/errors';
import { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Refused } from '../../../libs/workflow/src/index';
import { sqlState } from '../database/transactions';
import { errorTexts } from './errors';
import type { Locale } from './request-scope';

type Texts = { zh: string; en: string };

const log = new Logger('GraphQL');
const CLIENT_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
  'QUERY_TOO_LARGE',
]);

/** What leaves the house when something failed: a code, words in the caller's language, the input path. Nothing of the inside. */
export function formatError(error: unknown, locale: Locale): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof Refused) return refusalOutsidePayload(original, locale);
  if (!(error instanceof GraphQLError)) return internal(error, locale);
  const code = String(error.extensions['code'] ?? 'INTERNAL');
  const where = error.path ? { path: error.path } : {};
  const own = original instanceof GraphQLError ? original : error;
  if (errorTexts.has(code) && code !== 'INTERNAL') {
    const detail = (own.extensions['detail'] ?? nestedDetail(own) ?? errorTexts.get(code)) as Texts;
    const path = own.extensions['path'] ?? inputPath(own.message);
    return { message: detail[locale], ...where, extensions: { code, ...(path ? { path } : {}) } };
  }
  if (CLIENT_CODES.has(code)) {
    const detail = own.extensions['detail'] as Texts | undefined;
    return { message: detail?.[locale] ?? own.message, ...where, extensions: { code } };
  }
  return internal(original, locale, where);
}

/** GraphQL names the place of a bad variable only in its message: `… at "input.lines[0].quantity"; …`. */
function inputPath(message: string): string[] | undefined {
  const place = / at "([\w.[\]]+)"/.exec(message)?.[1] ?? /^Variable "\$(\w+)"/.exec(message)?.[1];
  return place?.split(/[.[\]]+/).filter((part) => part.length > 0);
}

function nestedDetail(error: GraphQLError): Texts | undefined {
  const inner = error.originalError;
  if (inner instanceof GraphQLError)
    return (inner.extensions['detail'] as Texts | undefined) ?? nestedDetail(inner);
  return undefined;
}

function refusalOutsidePayload(refused: Refused, locale: Locale): GraphQLFormattedError {
  const first = refused.refusals[0];
  return {
    message: first?.texts[locale] ?? '',
    extensions: { code: first?.code ?? 'REFUSED', path: first?.path.map(String) ?? [] },
  };
}

/** Messages and parameters of database errors hold data: only class name and SQLSTATE are logged. */
function internal(error: unknown, locale: Locale, where: object = {}): GraphQLFormattedError {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const trace = error instanceof Error && sqlState(error) === undefined ? (error.stack ?? '') : '';
  log.error(`${name} ${sqlState(error) ?? ''}`.trim(), trace);
  const texts = errorTexts.get('INTERNAL');
  return { message: texts?.[locale] ?? '', ...where, extensions: { code: 'INTERNAL' } };
}
