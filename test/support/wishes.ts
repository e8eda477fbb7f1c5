import { getNamedType, isInputObjectType, type GraphQLInputType } from 'graphql';

interface Wish {
  readonly what: string;
  with(value: string): Record<string, unknown>;
}
interface Argument {
  readonly name: string;
  readonly type: GraphQLInputType;
}

/** Every place of a query's arguments an id or a word can stand in, one at a time, all others as they were. */
export function wishesOf(
  scalar: 'UUID' | 'ShortText',
  args: readonly Argument[],
  good: Record<string, unknown>,
): Wish[] {
  const wishFor = wishing(scalar);
  return args.flatMap((arg) => {
    const named = getNamedType(arg.type);
    const inner = isInputObjectType(named) ? Object.values(named.getFields()) : [];
    return [
      ...wishFor(arg.name, arg.type, (value) => ({ ...good, [arg.name]: value })),
      ...inner.flatMap((field) =>
        wishFor(`${arg.name}.${field.name}`, field.type, (value) => ({
          ...good,
          [arg.name]: { ...(good[arg.name] as object | undefined), [field.name]: value },
        })),
      ),
    ];
  });
}

const wishing =
  (scalar: string) =>
  (what: string, type: GraphQLInputType, put: (value: unknown) => Record<string, unknown>): Wish[] => {
    if (getNamedType(type).name !== scalar) return [];
    const listed = String(type).includes('[');
    return [{ what, with: (value) => put(listed ? [value] : value) }];
  };
