import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

/** Nest's name for the closure that only reads the property of the same name. */
const TRIVIAL = 'rootFieldResolver';

/** What a field without a resolver of its own is: the property, never called. */
export const readProperty: GraphQLFieldResolver<Record<string, unknown>, unknown> = (source, _, __, info) =>
  source[info.fieldName];

/** Takes the closures away that do what is done without them: they cost more than the rest of a page. */
export function withPlainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (field.resolve?.name === TRIVIAL && onlyReads(field.resolve, field.name)) delete field.resolve;
  }
  return schema;
}

/** A closure may also fill in a default or read a property of another name: asked instead of assumed. */
function onlyReads(resolve: GraphQLFieldResolver<unknown, unknown>, name: string): boolean {
  const read = resolve as unknown as (source: object) => unknown;
  const value = {};
  return read({ [name]: value }) === value && read({}) === undefined;
}
