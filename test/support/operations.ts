import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import {
  Kind,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { AppModule } from '../../src/app.module';
import { ACCESS, type Access } from '../../src/platform/access/allow';
import { DEAREST, costOf } from '../../src/platform/graphql/cost';
import { declaredIn } from '../../src/platform/graphql/schema-text';
import { AppConfig } from '../../src/platform/index';
import type { TestApp } from './app';

/** One root field of the running schema, and who may call it. */
export interface Operation {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly access: Access | undefined;
  readonly field: GraphQLField<unknown, unknown>;
  /** Of a mutation. */
  readonly input: GraphQLInputObjectType | undefined;
  /** Asks for all it answers, as deep as one request with these variables may. */
  documentFor(variables: Readonly<Record<string, unknown>>): string;
}

const DEEPEST = 6;

/** Every Query and Mutation of the running application. */
export async function operationsOf(app: TestApp): Promise<Operation[]> {
  const { schema } = app.nest.get(GraphQLSchemaHost, { strict: false });
  const { providers } = await declaredIn(AppModule.with(AppConfig.reachingNothing()));
  const access = new Map(providers.flatMap(declaredAccess));
  const fieldsOf = (kind: Operation['kind']) =>
    Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {});
  return (['query', 'mutation'] as const).flatMap((kind) =>
    fieldsOf(kind).map((field): Operation => {
      const input = field.args.find(({ name }) => name === 'input');
      const inputType = input && getNamedType(input.type);
      return {
        name: field.name,
        kind,
        access: access.get(`${kind} ${field.name}`),
        field,
        input: kind === 'mutation' && isInputObjectType(inputType) ? inputType : undefined,
        documentFor: withinLimits(schema, kind, field),
      };
    }),
  );
}

/** What @Allow… says beside each @Query and @Mutation. */
function declaredAccess(type: Type): [string, Access | undefined][] {
  const prototype = type.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name): [string, Access | undefined][] => {
    const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    if (typeof method !== 'function' || name === 'constructor') return [];
    const root = Reflect.getMetadata('graphql:resolver_type', method) as string | undefined;
    if (root !== 'Query' && root !== 'Mutation') return [];
    if (Reflect.getMetadata('graphql:resolve_property', method) === true) return [];
    const said = Reflect.getMetadata('graphql:resolver_name', method) as string | undefined;
    const access = (Reflect.getMetadata(ACCESS, method) ?? Reflect.getMetadata(ACCESS, type)) as
      Access | undefined;
    return [[`${root.toLowerCase()} ${said ?? name}`, access]];
  });
}

/** The deepest document that is not too dear for its variables. */
function withinLimits(schema: GraphQLSchema, kind: string, field: GraphQLField<unknown, unknown>) {
  const documents = Array.from({ length: DEEPEST }, (_, above) => {
    const text = documentOf(kind, field, DEEPEST - above);
    const document = parse(text);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`not an operation: ${text}`);
    return { text, cost: costOf(schema, document, operation) };
  });
  return (variables: Readonly<Record<string, unknown>>): string => {
    const found = documents.find(({ cost }) => cost(variables).fields <= DEAREST);
    if (!found) throw new Error(`${field.name} cannot be asked for within the limits`);
    return found.text;
  };
}

function documentOf(kind: string, field: GraphQLField<unknown, unknown>, deepest: number): string {
  const declared = field.args.map(({ name, type, defaultValue }) =>
    isNonNullType(type) && defaultValue === undefined
      ? `$${name}: ${String(type)}`
      : `$${name}: ${String(type).replace(/!$/, '')}`,
  );
  const given = field.args.map(({ name }) => `${name}: $${name}`);
  const head = declared.length > 0 ? ` (${declared.join(', ')})` : '';
  const body = given.length > 0 ? `(${given.join(', ')})` : '';
  return `${kind}${head} { ${field.name}${body} ${selectionOf(field.type, [], deepest)} }`;
}

/** Every field that needs no argument; a type is not entered again below itself. */
function selectionOf(type: GraphQLOutputType, above: readonly string[], deepest: number): string {
  const named = getNamedType(type);
  if (isLeafType(named) || !isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) return [];
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    if (above.includes(inner.name) || inner.name === named.name || above.length >= deepest) return [];
    const selection = selectionOf(field.type, [...above, named.name], deepest);
    return selection ? [`${field.name} ${selection}`] : [];
  });
  return fields.length > 0 ? `{ ${fields.join(' ')} }` : '';
}
