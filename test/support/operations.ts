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
import { LARGEST_PAGE } from '../../src/platform/graphql/connection';
import { DEAREST, costOf } from '../../src/platform/graphql/cost';
import { declaredIn } from '../../src/platform/graphql/schema-text';
import { AppConfig } from '../../src/platform/index';
import type { TestApp } from './app';

/** One root field of the running schema, who may call it, and documents that ask for all it answers that one request may. */
export interface Operation {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly access: Access | undefined;
  readonly field: GraphQLField<unknown, unknown>;
  /** Of a mutation. */
  readonly input: GraphQLInputObjectType | undefined;
  readonly document: string;
  /** So little that one request may ask for the largest page of it. */
  readonly briefDocument: string;
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
        document: withinLimits(schema, kind, field, {}),
        briefDocument: withinLimits(schema, kind, field, { first: LARGEST_PAGE }),
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

/** The deepest document that is not too dear. */
function withinLimits(
  schema: GraphQLSchema,
  kind: string,
  field: GraphQLField<unknown, unknown>,
  variables: object,
): string {
  for (let deepest = DEEPEST; deepest > 0; deepest -= 1) {
    const text = documentOf(kind, field, deepest);
    const document = parse(text);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) break;
    const cost = costOf(schema, document, operation)({ ...variables });
    if (cost <= DEAREST) return text;
  }
  throw new Error(`${field.name} cannot be asked for within the limits`);
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
