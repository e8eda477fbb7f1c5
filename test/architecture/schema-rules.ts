import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';

/** Exceptions are named one by one, each with its reason. */
export type Exceptions = ReadonlyMap<string, string>;
export type SchemaRule = (schema: GraphQLSchema, exceptions?: Exceptions) => string[];

type Fields = GraphQLField<unknown, unknown>[];
const NONE: Exceptions = new Map();

const queries = (schema: GraphQLSchema): Fields => Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = (schema: GraphQLSchema): Fields =>
  Object.values(schema.getMutationType()?.getFields() ?? {});
const ours = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

export const mutationsTakeOneInput: SchemaRule = (schema) =>
  mutations(schema)
    .filter(({ args }) => args.length !== 1 || args[0]?.name !== 'input' || !isNonNullType(args[0].type))
    .map(({ name }) => `${name} takes something else than one required input`);

export const mutationsAnswerRefusals: SchemaRule = (schema) =>
  mutations(schema).flatMap(({ name, type }) => {
    const payload = getNamedType(type);
    const refusals = isObjectType(payload) ? payload.getFields()['refusals'] : undefined;
    const right = isNonNullType(type) && String(refusals?.type) === '[Refusal!]!';
    return right ? [] : [`${name} answers ${String(type)}, not a payload with refusals`];
  });

export const mutationsCarryAnIdempotencyKey: SchemaRule = (schema, exceptions = NONE) =>
  mutations(schema).flatMap(({ name, args }) => {
    const input = args[0] && getNamedType(args[0].type);
    const key = isInputObjectType(input) ? input.getFields()['idempotencyKey'] : undefined;
    return String(key?.type) === 'IdempotencyKey!' || exceptions.has(name)
      ? []
      : [`${name} takes no idempotencyKey`];
  });

const NAKED = new Set(['String', 'Float', 'ID']);

/** What comes in has a named form: lengths, characters and digits are checked by its scalar. */
export const inputsAreNoNakedText: SchemaRule = (schema, exceptions = NONE) => {
  const naked = (owner: string, fields: readonly (GraphQLInputField | GraphQLArgument)[]) =>
    fields
      .filter(({ name, type }) => NAKED.has(getNamedType(type).name) && !exceptions.has(`${owner}.${name}`))
      .map(({ name, type }) => `${owner}.${name} is a naked ${getNamedType(type).name}`);
  return ours(schema).flatMap((type) => {
    if (isInputObjectType(type)) return naked(type.name, Object.values(type.getFields()));
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      naked(`${type.name}.${field.name}`, field.args),
    );
  });
};

export const nothingIsAFloat: SchemaRule = (schema) =>
  ours(schema).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => getNamedType(field.type).name === 'Float')
          .map((field) => `${type.name}.${field.name} is a Float`)
      : [],
  );

const isList = (type: GraphQLType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

export const listsAreConnections: SchemaRule = (schema, exceptions = NONE) =>
  queries(schema).flatMap((field) => {
    if (isList(field.type))
      return exceptions.has(field.name) ? [] : [`${field.name} is a bare list, not a connection`];
    if (!getNamedType(field.type).name.endsWith('Connection')) return [];
    const names = field.args.map(({ name }) => name);
    return names.includes('first') && names.includes('after') ? [] : [`${field.name} cannot be paged`];
  });

const AMOUNT = /(Fen|Grams|Millilitres|price|amount|total|quantity)$/i;
const isAmount = (name: string) => AMOUNT.test(name) && !name.endsWith('Count');
const isInt = (type: GraphQLType) => String(type).replaceAll(/[[\]!]/g, '') === 'Int';

/** GraphQL's Int ends at 2 billion: 21 million yuan in fen. */
export const amountsAreNoInt: SchemaRule = (schema) =>
  ours(schema).flatMap((type) =>
    isObjectType(type) || isInputObjectType(type)
      ? Object.values(type.getFields())
          .filter(
            (field: GraphQLInputField | GraphQLField<unknown, unknown>) =>
              isInt(field.type) && isAmount(field.name),
          )
          .map(({ name }) => `${type.name}.${name} is an Int`)
      : [],
  );

/** A reason nobody needs is a violation, too. */
export function unneeded(rule: SchemaRule, schema: GraphQLSchema, exceptions: Exceptions): string[] {
  const all = rule(schema).join('\n');
  return [...exceptions.keys()]
    .filter((name) => !all.includes(name))
    .map((name) => `${name}: unneeded exception`);
}
