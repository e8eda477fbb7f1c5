import type { DynamicModule, ForwardReference, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { GraphQLSchema, isObjectType, lexicographicSortSchema, printSchema } from 'graphql';

type ModuleLike = Type | DynamicModule | ForwardReference | Promise<DynamicModule>;

export interface Declared {
  readonly providers: readonly Type[];
  readonly controllers: readonly Type[];
}

/** The classes a module tree declares, read from the decorators: nothing is started, no database is needed. */
export async function declaredIn(root: ModuleLike): Promise<Declared> {
  const seen = new Set<unknown>();
  const providers = new Set<Type>();
  const controllers = new Set<Type>();
  const visit = async (entry: ModuleLike): Promise<void> => {
    const one = await entry;
    const dynamic = 'module' in one ? one : undefined;
    const type = (dynamic?.module ?? one) as Type;
    if (seen.has(one)) return;
    seen.add(one);
    const all = <Item>(name: 'imports' | 'providers' | 'controllers'): Item[] => [
      ...((Reflect.getMetadata(name, type) as Item[] | undefined) ?? []),
      ...((dynamic?.[name] as Item[] | undefined) ?? []),
    ];
    for (const provider of all('providers'))
      if (typeof provider === 'function') providers.add(provider as Type);
    for (const controller of all<Type>('controllers')) controllers.add(controller);
    for (const imported of all<ModuleLike>('imports')) await visit(imported);
  };
  await visit(root);
  return { providers: [...providers], controllers: [...controllers] };
}

/** Without what no operation reaches: Nest puts in every type that anything in this process has declared. */
function reached(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const within = (types: typeof config.types): GraphQLSchema => {
    const found = new GraphQLSchema({ ...config, types });
    const implementing = config.types.filter(
      (type) =>
        isObjectType(type) &&
        !found.getType(type.name) &&
        type.getInterfaces().some(({ name }) => found.getType(name)),
    );
    return implementing.length ? within([...types, ...implementing]) : found;
  };
  return within([]);
}

export async function schemaOf(root: ModuleLike): Promise<GraphQLSchema> {
  const { providers } = await declaredIn(root);
  const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, {
    logger: ['error'],
  });
  const resolvers = providers.filter((provider) => Reflect.hasMetadata('graphql:resolver_type', provider));
  const schema = await builder.get(GraphQLSchemaFactory).create(resolvers);
  await builder.close();
  return lexicographicSortSchema(reached(schema));
}

/** What src/schema.graphql holds. */
export async function schemaText(root: ModuleLike): Promise<string> {
  return `# Generated from the code by \`npm run schema\`.\n\n${printSchema(await schemaOf(root))}\n`;
}
