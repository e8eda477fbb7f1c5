import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { RETRY_AFTER_SECONDS } from '../database/availability';
import type { ApolloPlugin } from './apollo-plugin';
import { errorTexts } from './errors';
import { formatError } from './format-error';
import type { Locale, RequestScope } from './request-scope';
import { localeOf } from './request-scope';

/** Translates errors where the caller's language is known; Apollo's own formatError hook does not see the request. */
export const errorTranslation: ApolloPlugin = {
  requestDidStart: async ({ contextValue, request }) => {
    const locale: Locale =
      (contextValue as { scope?: RequestScope }).scope?.locale ??
      localeOf(request.http?.headers.get('accept-language') ?? undefined);
    return {
      willSendResponse: async ({ response, errors, document }) => {
        if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
        const raw: readonly GraphQLError[] = errors ?? [];
        const told = response.body.singleResult.errors.map((sent, index) =>
          formatError(raw[index] ?? sent, locale, document),
        );
        response.body.singleResult.errors = onlyTooLarge(told) ?? told;
        if (!told.some(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE')) return;
        await Promise.resolve(); // Nest's own plugin says 200 in this round
        // Callers, proxies and orchestrators see that asking again later may do.
        response.http.status = 503;
        response.http.headers.set('retry-after', RETRY_AFTER_SECONDS);
      },
    };
  },
};

/** A document beyond a limit is not checked further: what the rules say of the part they saw is of no use. */
function onlyTooLarge(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] | undefined {
  const first = errors.find((error) => error.extensions?.['code'] === 'QUERY_TOO_LARGE');
  return first && [first];
}

/** What Apollo refuses before there is an operation never reaches the plugin: it is said in both languages. */
export function inBothLanguages(sent: GraphQLFormattedError): GraphQLFormattedError {
  const code = sent.extensions?.['code'];
  return code === 'BAD_REQUEST'
    ? { ...sent, message: `${errorTexts.get(code)?.zh} / ${sent.message}` }
    : sent;
}
