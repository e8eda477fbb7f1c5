import { GraphQLError, OperationTypeNode, type ExecutionResult } from 'graphql';
import type { ApolloPlugin } from './apollo-plugin';
import { CompiledQueries, type Run } from './compiled-queries';

/**
 * Answers queries by compiled functions, after Apollo has parsed, validated and measured them as always.
 * What is not compiled, changes something or has bad variables goes on to graphql-js. On this path Apollo calls
 * neither `executionDidStart` nor `didEncounterErrors` of other plugins: they find errors in `willSendResponse`.
 */
export function compiledExecution(afterUses: number): ApolloPlugin {
  let queries: CompiledQueries | undefined;
  const listener: Awaited<ReturnType<NonNullable<ApolloPlugin['requestDidStart']>>> = {
    responseForOperation: async ({ queryHash, source, document, operation, request, contextValue }) => {
      // Apollo's types promise an operation; a name that fits none comes here, too.
      if ((operation as typeof operation | undefined)?.operation !== OperationTypeNode.QUERY || !queryHash)
        return null;
      const asked = { hash: queryHash, text: source, operationName: request.operationName, document };
      const run = queries?.find(asked);
      const singleResult = run ? await answerOf(run, contextValue, request.variables) : null;
      if (!singleResult) return null;
      return {
        http: { status: undefined, headers: new Map() as never },
        body: { kind: 'single', singleResult },
      };
    },
  };
  return {
    serverWillStart: async ({ schema }) => {
      queries = new CompiledQueries(schema, afterUses);
    },
    requestDidStart: async () => listener,
  };
}

async function answerOf(
  run: Run,
  context: unknown,
  variables?: Record<string, unknown>,
): Promise<ExecutionResult | null> {
  const result = (await run(undefined, context, variables)) as ExecutionResult;
  if (!('data' in result)) return null; // bad variables: graphql-js says what is wrong with them
  if (!result.errors) return result;
  return { data: result.data, errors: result.errors.map(asRealError) };
}

/** The compiler's errors only look like GraphQL's. */
function asRealError({ message, path, originalError, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path, originalError, extensions });
}
