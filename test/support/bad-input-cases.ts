import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import { AMOUNTS, CODES, ENUM_FORMS, FORMS, MEANINGS, type BadValue } from './bad-values';

/** One field said wrongly, all others as they should be. */
export interface BadCase {
  readonly what: string;
  /** FORM: the field's type forbids it, whatever the state; MEANING: a rule has to. */
  readonly kind: 'FORM' | 'MEANING';
  readonly path: readonly string[];
  readonly variables: Record<string, unknown>;
}

interface Field {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly owner: string;
}

/** Every way to say something wrong in good variables, by the types of the schema. */
export function badCases(args: readonly Field[], good: Record<string, unknown>): BadCase[] {
  return args.flatMap((field) => inField(field, [field.name], good[field.name], good));
}

function inField(
  field: Field,
  path: readonly string[],
  good: unknown,
  all: Record<string, unknown>,
): BadCase[] {
  const put =
    (kind: BadCase['kind'], at: readonly string[]) =>
    ({ what, value }: BadValue): BadCase => ({
      kind,
      what: `${at.join('.')}: ${what}`,
      path: at,
      variables: replaced(all, at, value) as Record<string, unknown>,
    });
  const required = isNonNullType(field.type) ? [put('FORM', path)({ what: 'null', value: null })] : [];
  const type = getNullableType(field.type);
  if (isListType(type)) {
    const item = Array.isArray(good) ? (good[0] as unknown) : undefined;
    const inner = { ...field, type: type.ofType };
    const wide = Array.isArray(good) && good.length > 0 ? lists(good).map(put('MEANING', path)) : [];
    return [...required, ...wide, ...(item === undefined ? [] : inField(inner, [...path, '0'], item, all))];
  }
  if (isInputObjectType(type)) {
    const around = [...required, put('FORM', path)({ what: 'a text', value: 'x' })];
    const open = Object.values(type.getFields()).every((inner) => !isNonNullType(inner.type));
    if ((typeof good !== 'object' || good === null) && !open) return around;
    const unknown = put('FORM', [...path, 'noSuchField'])({ what: 'an unknown field', value: 1 });
    const known = Object.values(type.getFields()).flatMap((inner) =>
      inField(
        { name: inner.name, type: inner.type, owner: type.name },
        [...path, inner.name],
        (good as Record<string, unknown> | undefined)?.[inner.name],
        all,
      ),
    );
    return [...around, unknown, ...known];
  }
  return [
    ...required,
    ...forms(type).map(put('FORM', path)),
    ...meanings(field, type, path, good).map(put('MEANING', path)),
  ];
}

const lists = (good: readonly unknown[]): BadValue[] => [
  { what: 'an empty list', value: [] },
  { what: 'one thing twice', value: [good[0], good[0]] },
  { what: 'a list of 1000', value: Array.from({ length: 1000 }, () => good[0]) },
];

const forms = (type: GraphQLInputType): readonly BadValue[] =>
  isEnumType(type) ? ENUM_FORMS : (FORMS.get(getNamedType(type).name) ?? []);

function meanings(
  { name, owner }: Field,
  type: GraphQLInputType,
  path: readonly string[],
  good: unknown,
): readonly BadValue[] {
  if (name === 'idempotencyKey') return [];
  if (CODES.has(name) && good !== undefined)
    return [{ what: 'a word that names nothing', value: 'no-such-word' }];
  const amounts = AMOUNTS.get(`${owner}.${name}`);
  if (amounts) return amounts;
  // A page's size and what stands in an optional field that nobody said are a matter of form.
  if (path[0] === 'first') return [];
  return MEANINGS.get(getNamedType(type).name) ?? [];
}

/** The variables with one place changed; nothing of the original is touched. */
function replaced(node: unknown, path: readonly string[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(node))
    return node.map((item: unknown, index) => (String(index) === head ? replaced(item, rest, value) : item));
  return {
    ...(node as object),
    [head]: replaced((node as Record<string, unknown> | undefined)?.[head], rest, value),
  };
}
