import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Global, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../config/config';
import { cacheControlDisabled } from './apollo-plugin';
import { compiledExecution } from './compiled-execution';
import { costLimit } from './cost';
import { CountBudget } from './count-budget';
import { Cursors } from './cursors';
import { documentStore, persistedQueryStore } from './document-stores';
import { explorerPlugin } from './explorer';
import { LARGEST_DOCUMENT_TOKENS, MOST_ERRORS, documentLimits } from './limits';
import { errorTranslation, inBothLanguages } from './error-translation';
import { operationWatch } from './operation-watch';
import { RefusalResolver } from './payload.type';
import { readProperty, withPlainFields } from './plain-fields';
import type { RequestScope } from './request-scope';

@Global()
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        autoSchemaFile: true,
        sortSchema: true,
        buildSchemaOptions: { skipCheck: true }, // Apollo checks what is served: twice takes longer to start
        graphiql: false,
        introspection: config.explorer,
        hideSchemaDetailsFromClientErrors: !config.explorer,
        includeStacktraceInErrorResponses: false,
        stopOnTerminationSignals: false,
        allowBatchedHttpRequests: false,
        autoTransformHttpErrors: false,
        preserveHttpStatusForExecutionErrors: false, // an error may say its status: 429
        validationRules: [documentLimits],
        validationOptions: { maxErrors: MOST_ERRORS },
        formatError: inBothLanguages,
        // Without locations a kept document does not hold on to its text and tokens.
        parseOptions: { maxTokens: LARGEST_DOCUMENT_TOKENS, noLocation: true },
        documentStore: documentStore(),
        persistedQueries: { cache: persistedQueryStore() },
        csrfPrevention: true,
        context: (request: FastifyRequest & { scope: RequestScope }) => ({
          scope: request.scope,
          req: request,
        }),
        transformSchema: withPlainFields,
        fieldResolver: readProperty,
        plugins: [
          cacheControlDisabled,
          errorTranslation,
          operationWatch,
          costLimit(new CountBudget(config.poolSize)),
          ...(config.compileQueriesAfter > 0 ? [compiledExecution(config.compileQueriesAfter)] : []),
          ...(config.explorer ? [explorerPlugin] : []),
        ],
      }),
    }),
  ],
  providers: [Cursors, RefusalResolver],
  exports: [Cursors],
})
export class GraphqlModule {}
