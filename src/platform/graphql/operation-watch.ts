import { Kind, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { presentOrigin } from '../origin/origin';
import { traces } from '../tracing/traces';
import type { ApolloPlugin } from './apollo-plugin';

const names = new WeakMap<OperationDefinitionNode, string>();

/** One for all requests: what is about a request stands in its origin. */
const listener: Awaited<ReturnType<NonNullable<ApolloPlugin['requestDidStart']>>> = {
  didResolveOperation: async ({ operation, schema }) => {
    const origin = presentOrigin();
    if (!origin || !operation) return;
    const known = names.get(operation) ?? rootFieldOf(operation, schema);
    names.set(operation, known);
    origin.operation = known;
    if (traces.on) traces.enter(`${operation.operation} ${known}`, origin);
  },
  willSendResponse: async ({ response }) => {
    const origin = presentOrigin();
    if (!origin) return;
    const errors = (response.body.kind === 'single' && response.body.singleResult.errors) || [];
    const codes = errors
      .map((error) => error.extensions?.['code'])
      .filter((code) => typeof code === 'string');
    origin.errors.push(...codes);
    if (origin.span?.outer) traces.leave(origin, codes[0]);
  },
};

/** Tells whoever watches the request which operation it is and what went wrong in it; after the translation of errors. */
export const operationWatch: ApolloPlugin = { requestDidStart: async () => listener };

/** Only names the schema knows, so that no caller can invent labels; his own operation name says nothing. */
export function rootFieldOf(operation: OperationDefinitionNode, schema: GraphQLSchema): string {
  const known = schema.getRootType(operation.operation)?.getFields() ?? {};
  const names = [...new Set(fieldsOf(operation.selectionSet))];
  const [name = 'fragments', ...more] = names.filter((field) => !field.startsWith('__'));
  if (names.length > 0 && names.every((field) => field.startsWith('__'))) return 'introspection';
  if (more.length > 0) return 'several';
  return name === 'fragments' || Object.hasOwn(known, name) ? name : 'unknown';
}

function fieldsOf(set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}
