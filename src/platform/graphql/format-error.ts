import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import { Refused } from '../../../libs/workflow/src/index';
import { faultFields } from '../logging/fault';
import { log } from '../logging/log';
import { errorTexts } from './errors';
import { inputFault } from './input-fault';
import { badArgument, inputPath, literalPath } from './input-path';
import type { Locale } from './request-scope';

type Texts = { zh: string; en: string };

const LONGEST = 300;
/** Apollo's own: what exactly is wrong with the document is said in its English words, after ours. */
const APOLLO_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);
const OTHER_CLIENT_CODES = new Set([
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_TOO_LARGE',
]);

/** What leaves the house when something failed: a code, words in the caller's language, the input path. Nothing of the inside. */
export function formatError(error: unknown, locale: Locale, document?: DocumentNode): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const where = error instanceof GraphQLError && error.path ? { path: error.path } : {};
  if (original instanceof Refused) return refusalOutsidePayload(original, locale, where);
  if (!(error instanceof GraphQLError)) return internal(error, locale);
  const own = ownError(original instanceof GraphQLError ? original : error);
  const argument = badArgument(error);
  const said = argument
    ? 'BAD_USER_INPUT'
    : (own.extensions['code'] ?? error.extensions['code'] ?? codeOfStatus(error));
  const code = typeof said === 'string' ? said : 'INTERNAL';
  if (code === 'INTERNAL' || !(errorTexts.has(code) || OTHER_CLIENT_CODES.has(code)))
    return internal(original, locale, where);
  const path = argument ?? own.extensions['path'] ?? inputPath(error.message) ?? literalPath(document, error);
  return { message: wordsFor(own, code, locale), ...where, extensions: { code, ...(path ? { path } : {}) } };
}

/** Apollo gives a few of its own refusals a status and no code: a persisted query under a foreign hash, for one. */
function codeOfStatus(error: GraphQLError): string | undefined {
  const { http } = error.extensions;
  return http?.status === 400 ? 'BAD_REQUEST' : undefined;
}

function wordsFor(error: GraphQLError, code: string, locale: Locale): string {
  const detail = error.extensions['detail'] as Texts | undefined;
  const general = errorTexts.get(code);
  if (detail || !general) return detail?.[locale] ?? error.message;
  if (code === 'BAD_USER_INPUT') return inputFault(error.message)?.[locale] ?? general[locale];
  return APOLLO_CODES.has(code) ? `${general[locale]}: ${briefly(error.message)}` : general[locale];
}

/** GraphQL repeats parts of the document: a long one need not be sent back. */
const briefly = (message: string) => (message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message);

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
  log.error('fault', faultFields(error));
  const texts = errorTexts.get('INTERNAL');
  return { message: texts?.[locale] ?? '', ...where, extensions: { code: 'INTERNAL' } };
}
