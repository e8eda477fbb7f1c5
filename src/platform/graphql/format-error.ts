import { unwrapResolverError } from '@apollo/server/errors';
import { Logger } from '@nestjs/common';
import { GraphQLError, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import { Refused } from '../../../libs/workflow/src/index';
import { sqlState } from '../database/transactions';
import { errorTexts } from './errors';
import { inputPath, literalPath } from './input-path';
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
export function formatError(error: unknown, locale: Locale, document?: DocumentNode): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const where = error instanceof GraphQLError && error.path ? { path: error.path } : {};
  if (original instanceof Refused) return refusalOutsidePayload(original, locale, where);
  if (!(error instanceof GraphQLError)) return internal(error, locale);
  const own = ownError(original instanceof GraphQLError ? original : error);
  const said = own.extensions['code'] ?? error.extensions['code'];
  const code = typeof said === 'string' ? said : 'INTERNAL';
  if (code !== 'INTERNAL' && (errorTexts.has(code) || CLIENT_CODES.has(code))) {
    const texts = (own.extensions['detail'] ?? errorTexts.get(code)) as Texts | undefined;
    const path = own.extensions['path'] ?? inputPath(error.message) ?? literalPath(document, error);
    return {
      message: texts?.[locale] ?? own.message,
      ...where,
      extensions: { code, ...(path ? { path } : {}) },
    };
  }
  return internal(original, locale, where);
}

/** GraphQL and Apollo wrap what our scalars and limits threw; that one knows its code and its words. */
function ownError(error: GraphQLError): GraphQLError {
  const inner = error.originalError instanceof GraphQLError ? ownError(error.originalError) : undefined;
  return inner?.extensions['detail'] ? inner : error;
}

function refusalOutsidePayload(refused: Refused, locale: Locale, where: object): GraphQLFormattedError {
  const first = refused.refusals[0];
  return {
    message: first?.texts[locale] ?? '',
    ...where,
    extensions: { code: first?.code ?? 'REFUSED', path: first?.path.map(String) ?? [] },
  };
}

/** Messages hold data: class name, SQLSTATE and the frames of the stack are logged. */
function internal(error: unknown, locale: Locale, where: object = {}): GraphQLFormattedError {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  log.error(`${name} ${sqlState(error) ?? ''}`.trim(), framesOf(error));
  const texts = errorTexts.get('INTERNAL');
  return { message: texts?.[locale] ?? '', ...where, extensions: { code: 'INTERNAL' } };
}

function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const frames = (error.stack ?? '').replace(error.message, '').split('\n');
  return frames.filter((line) => line.startsWith('    at ')).join('\n');
}
