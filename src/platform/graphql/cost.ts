import {
  Kind,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { ApolloPlugin } from './apollo-plugin';
import { LARGEST_PAGE } from './connection';
import type { Comer } from '../http/waiting-line';
import type { CountBudget } from './count-budget';
import { tooLarge } from './errors';
import type { RequestScope } from './request-scope';

/** Fields of all rows that one answer may hold: 100 rows of 200 fields. */
export const DEAREST = 20_000;
/** Rows assumed of a list that is no page. */
const ROWS_OF_A_LIST = 10;
/** A count reads every row there is: nine of them leave the other requests of a process most of its connections. */
const COUNT = 2_000;

type Variables = Readonly<Record<string, unknown>>;
type Count = (sizes: Sizes) => number;
type Cost = (sizes: Sizes) => Charge;

/** What a selection comes to: fields of each row of its field, and counts made once for all of its rows. */
interface Charge {
  readonly fields: number;
  readonly counts: number;
  /** Counts that stand as fields already. */
  readonly counted: number;
}

const NOTHING: Charge = { fields: 0, counts: 0, counted: 0 };
const ONE_FIELD: Charge = { fields: 1, counts: 0, counted: 0 };
const ONE_COUNT: Charge = { fields: 0, counts: 1, counted: 0 };

const sum = (one: Charge, other: Charge): Charge => ({
  fields: one.fields + other.fields,
  counts: one.counts + other.counts,
  counted: one.counted + other.counted,
});

/** Page sizes of one request, and what its fragments came to. */
interface Sizes {
  readonly variables: Variables;
  readonly fragments: Map<string, Charge>;
}

/** What a request may make us read and write at most, told before anything is read: page size × fields, level by level. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables) => { readonly fields: number; readonly counted: number } {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const ofSet = (set: SelectionSetNode, typeName: string): Cost => {
    const costs = set.selections.map((selection): Cost => {
      if (selection.kind === Kind.FIELD) return ofField(selection, typeName);
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return ofSet(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
      return ofFragment(selection.name.value);
    });
    return (sizes) => costs.reduce((all, cost) => sum(all, cost(sizes)), NOTHING);
  };
  const made = new Map<string, Cost>();
  const ofFragment = (name: string): Cost => {
    const fragment = fragments.get(name);
    if (!fragment) return () => NOTHING;
    let cost = made.get(name);
    cost ??= ofSet(fragment.selectionSet, fragment.typeCondition.name.value);
    made.set(name, cost);
    return once(name, cost);
  };
  const ofField = (node: FieldNode, typeName: string): Cost => {
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return () => (isCount(node, typeName) ? ONE_COUNT : ONE_FIELD);
    const inner = ofSet(node.selectionSet, getNamedType(field.type).name);
    const rows = rowsOf(field, node, operation);
    return (sizes) => {
      const { fields, counts, counted } = inner(sizes);
      return { fields: 1 + rows(sizes) * fields + COUNT * counts, counts: 0, counted: counted + counts };
    };
  };
  const root = schema.getRootType(operation.operation);
  const cost = root ? ofSet(operation.selectionSet, root.name) : () => NOTHING;
  return (variables) => cost({ variables, fragments: new Map() });
}

const isCount = (node: FieldNode, typeName: string) =>
  node.name.value === 'totalCount' && typeName.endsWith('Connection');

/** Fragments within fragments are added up once a request, however often they are used. */
const once =
  (name: string, cost: Cost): Cost =>
  (sizes) => {
    const known = sizes.fragments.get(name) ?? cost(sizes);
    sizes.fragments.set(name, known);
    return known;
  };

function rowsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  operation: OperationDefinitionNode,
): Count {
  const page = field.args.find((argument) => argument.name === 'first');
  if (page) return pageSize(node, operation, Number(page.defaultValue ?? LARGEST_PAGE));
  const rows = field.name !== 'edges' && isListType(getNullableType(field.type)); // a page has counted its edges
  return () => (rows && !isLeafType(getNamedType(field.type)) ? ROWS_OF_A_LIST : 1);
}

/** What cannot be a page size is refused later; here it counts as the largest. */
function pageSize(node: FieldNode, operation: OperationDefinitionNode, usual: number): Count {
  const said = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (!said) return () => usual;
  if (said.kind === Kind.INT) return () => bounded(Number(said.value), usual);
  if (said.kind !== Kind.VARIABLE) return () => LARGEST_PAGE;
  const { value: name } = said.name;
  const preset = operation.variableDefinitions?.find((one) => one.variable.name.value === name)?.defaultValue;
  const unsaid = preset ? bounded(preset.kind === Kind.INT ? Number(preset.value) : null, usual) : usual;
  return ({ variables }) => bounded(variables[name], unsaid);
}

function bounded(size: unknown, usual: number): number {
  if (size === undefined) return usual;
  return typeof size === 'number' && size >= 0 && size < LARGEST_PAGE ? size : LARGEST_PAGE;
}

/** Refuses what is too dear for one request; what counts waits until there is room for its counts. */
export function costLimit(budget: CountBudget): ApolloPlugin {
  const costs = new WeakMap<OperationDefinitionNode, ReturnType<typeof costOf>>();
  const rooms = new WeakMap<object, () => void>();
  const listener: Awaited<ReturnType<NonNullable<ApolloPlugin['requestDidStart']>>> = {
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      if (!operation) return;
      const cost = costs.get(operation) ?? costOf(schema, document, operation);
      costs.set(operation, cost);
      const { fields, counted } = cost(request.variables ?? {});
      if (fields > DEAREST) throw tooDear(fields);
      if (counted > 0) rooms.set(contextValue, await budget.enter(await comerOf(contextValue, counted)));
    },
    // Also called where something failed.
    willSendResponse: async ({ contextValue }) => {
      rooms.get(contextValue)?.();
      rooms.delete(contextValue);
    },
  };
  return { requestDidStart: async () => listener };
}

const tooDear = (fields: number) =>
  tooLarge({
    zh: `一次请求最多 ${DEAREST} 个字段（每页条数 × 字段数，每个总数算 ${COUNT} 个），此请求有 ${fields} 个：请减少条数或字段`,
    en: `One request has at most ${DEAREST} fields (page size × fields, a total counts as ${COUNT}), this one ${fields}: ask for fewer rows or fields`,
  });

/** The person, or where nobody is signed in (or that cannot be told now, and the guards will say so) the address. */
async function comerOf(context: object, cost: number): Promise<Comer> {
  const { scope } = context as { scope: RequestScope };
  const actor = await scope.actor().catch(() => null);
  return { caller: actor?.memberId ?? scope.address, cost, gone: () => scope.gone };
}
