import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Type } from '@nestjs/common';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { AppModule } from '../../src/app.module';
import { ACCESS } from '../../src/platform/access/allow';
import { permissionsText } from '../../src/platform/graphql/permissions-text';
import { declaredIn, schemaOf, schemaText } from '../../src/platform/graphql/schema-text';
import { AppConfig, AllowPublic } from '../../src/platform/index';
import { Query, Resolver } from '@nestjs/graphql';
import * as rules from './schema-rules';

const COMMITTED = path.resolve(__dirname, '../../src/schema.graphql');

const WITHOUT_KEY: rules.Exceptions = new Map([
  ['signIn', 'changes no record; nobody is signed in yet'],
  ['refreshSession', 'its token can be used once'],
  ['signOut', 'twice is the same as once'],
  ['registerOrganization', 'nobody is signed in yet; the USCC is unique'],
  ['acceptInvitation', 'nobody is signed in yet; its token can be used once'],
]);
const BARE_LISTS: rules.Exceptions = new Map([
  ['accountBalances', 'an order or a supplier has one account for each purpose'],
  ['receiptCandidates', 'the likeliest few, never all'],
  ['projectDwell', 'one row for each of twelve stages'],
  ['stageEvidenceNeeds', 'the rules of twelve stages and four kinds of capital'],
]);
const NAKED_TEXT: rules.Exceptions = new Map([]);

const product = () => AppModule.with(AppConfig.reachingNothing());

/** Methods that answer a request: GraphQL root fields and HTTP routes. */
function handlersOf(type: Type): { name: string; method: object }[] {
  const prototype = type.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
    if (typeof method !== 'function' || name === 'constructor') return [];
    const root = Reflect.getMetadata('graphql:resolver_type', method) as string | undefined;
    const isField = Reflect.getMetadata('graphql:resolve_property', method) === true;
    const answers =
      (!isField && ['Query', 'Mutation', 'Subscription'].includes(root ?? '')) ||
      Reflect.hasMetadata('path', method);
    return answers ? [{ name: `${type.name}.${name}`, method }] : [];
  });
}

const withoutAccess = (types: readonly Type[]) =>
  types.flatMap((type) =>
    handlersOf(type)
      .filter(({ method }) => !Reflect.hasMetadata(ACCESS, method) && !Reflect.hasMetadata(ACCESS, type))
      .map(({ name }) => `${name} does not say who may call it`),
  );

describe('the schema', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await schemaOf(product());
  });

  it('lets those call it whom the committed page names: run `npm run schema`', async () => {
    const page = 'src/permissions.txt';
    expect(existsSync(page) ? readFileSync(page, 'utf8') : '').toBe(await permissionsText(product()));
  });

  it('is the committed one: run `npm run schema`', async () => {
    expect(existsSync(COMMITTED) ? readFileSync(COMMITTED, 'utf8') : '').toBe(await schemaText(product()));
  });

  it('says for every operation and route who may call it', async () => {
    const { providers, controllers } = await declaredIn(product());
    const all = [...providers, ...controllers];
    expect(all.flatMap(handlersOf).length).toBeGreaterThan(4);
    expect(withoutAccess(all)).toEqual([]);
  });

  const cases: [keyof typeof rules, rules.SchemaRule, rules.Exceptions | undefined][] = [
    ['mutationsTakeOneInput', rules.mutationsTakeOneInput, undefined],
    ['mutationsAnswerRefusals', rules.mutationsAnswerRefusals, undefined],
    ['mutationsCarryAnIdempotencyKey', rules.mutationsCarryAnIdempotencyKey, WITHOUT_KEY],
    ['inputsAreNoNakedText', rules.inputsAreNoNakedText, NAKED_TEXT],
    ['nothingIsAFloat', rules.nothingIsAFloat, undefined],
    ['listsAreConnections', rules.listsAreConnections, BARE_LISTS],
    ['amountsAreNoInt', rules.amountsAreNoInt, undefined],
  ];
  it.each(cases)('%s', (_name, rule, exceptions) => {
    expect(rule(schema, exceptions)).toEqual([]);
    expect(exceptions ? rules.unneeded(rule, schema, exceptions) : []).toEqual([]);
  });
});

describe('the rules of the schema see', () => {
  const refusal = 'type Refusal { code: String! } scalar IdempotencyKey';
  const mutation = (field: string, rest = '') =>
    buildSchema(`${refusal} type P { refusals: [Refusal!]! } type Bare { ok: Boolean }
      input I { idempotencyKey: IdempotencyKey! } ${rest} type Query { a: Int } type Mutation { ${field} }`);

  it.each<[string, rules.SchemaRule, GraphQLSchema]>([
    ['two arguments', rules.mutationsTakeOneInput, mutation('a(input: I!, b: Int): P!')],
    ['another name', rules.mutationsTakeOneInput, mutation('a(data: I!): P!')],
    ['an optional input', rules.mutationsTakeOneInput, mutation('a(input: I): P!')],
    ['a payload without refusals', rules.mutationsAnswerRefusals, mutation('a(input: I!): Bare!')],
    ['no key', rules.mutationsCarryAnIdempotencyKey, mutation('a(input: N!): P!', 'input N { b: Int }')],
    [
      'an optional key',
      rules.mutationsCarryAnIdempotencyKey,
      mutation('a(input: N!): P!', 'input N { idempotencyKey: IdempotencyKey }'),
    ],
    ['naked text', rules.inputsAreNoNakedText, mutation('a(input: N!): P!', 'input N { b: [String!]! }')],
    ['a naked argument', rules.inputsAreNoNakedText, buildSchema('type Query { a(id: ID!): Int }')],
    ['a float', rules.nothingIsAFloat, buildSchema('type Query { a: [Float!] }')],
    ['a bare list', rules.listsAreConnections, buildSchema('type Query { orders: [Int!]! }')],
    [
      'a list without pages',
      rules.listsAreConnections,
      buildSchema('type OConnection { a: Int } type Query { o: OConnection! }'),
    ],
    ['fen as Int', rules.amountsAreNoInt, buildSchema('type Query { priceFen: Int }')],
  ])('%s', (_what, rule, schema) => {
    expect(rule(schema)).toHaveLength(1);
  });

  it('an operation that does not say who may call it', () => {
    @Resolver()
    class Loose {
      @Query(() => Number)
      open() {
        return 1;
      }
      @AllowPublic()
      @Query(() => Number)
      said() {
        return 1;
      }
    }
    expect(withoutAccess([Loose])).toEqual(['Loose.open does not say who may call it']);
  });
});
