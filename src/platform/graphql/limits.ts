import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** Tokens of one document; Apollo counts while parsing. */
export const LARGEST_DOCUMENT_TOKENS = 4000;
const DEEPEST = 14;
const MOST_ALIASES = 40;
const MOST_ROOT_FIELDS = 20;

const INTROSPECTION = new Set(['__schema', '__type']);

function tooLarge(what: { zh: string; en: string }): GraphQLError {
  return new GraphQLError(what.en, { extensions: { code: 'QUERY_TOO_LARGE', detail: what } });
}

interface Extent {
  readonly depth: number;
  readonly aliases: number;
  /** Fields of the outermost level. */
  readonly fields: number;
}

const NOTHING: Extent = { depth: 0, aliases: 0, fields: 0 };

/** Refuses documents that are too deep, too broad at the root or alias many times. Fragments count wherever they are used. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  const extentOf = measuring(context);
  return {
    OperationDefinition(operation) {
      if (!context.getSchema().getRootType(operation.operation))
        context.reportError(new GraphQLError(`No ${operation.operation} here`, { nodes: operation }));
      const { depth, aliases, fields } = extentOf(operation.selectionSet);
      if (depth > DEEPEST)
        context.reportError(
          tooLarge({ zh: `查询嵌套超过 ${DEEPEST} 层`, en: `The query is nested deeper than ${DEEPEST}` }),
        );
      if (aliases > MOST_ALIASES)
        context.reportError(
          tooLarge({ zh: `别名超过 ${MOST_ALIASES} 个`, en: `More than ${MOST_ALIASES} aliases` }),
        );
      if (fields > MOST_ROOT_FIELDS)
        context.reportError(
          tooLarge({
            zh: `顶层字段超过 ${MOST_ROOT_FIELDS} 个`,
            en: `More than ${MOST_ROOT_FIELDS} root fields`,
          }),
        );
    },
  };
}

/** Every fragment is measured once: thirty that each use the next twice would otherwise take a billion steps. */
function measuring(context: ValidationContext): (set: SelectionSetNode) => Extent {
  const fragments = new Map<string, Extent>();
  const ofSet = (set: SelectionSetNode): Extent => set.selections.map(ofSelection).reduce(together, NOTHING);
  const ofFragment = (name: string): Extent => {
    const known = fragments.get(name);
    if (known) return known;
    fragments.set(name, NOTHING); // a circle is another rule's business
    const fragment = context.getFragment(name);
    const extent = fragment ? ofSet(fragment.selectionSet) : NOTHING;
    fragments.set(name, extent);
    return extent;
  };
  const ofSelection = (selection: SelectionNode): Extent => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet);
    const enters = selection.selectionSet && !INTROSPECTION.has(selection.name.value);
    const inner = enters ? ofSet(selection.selectionSet) : NOTHING;
    return { depth: inner.depth + 1, aliases: inner.aliases + (selection.alias ? 1 : 0), fields: 1 };
  };
  return ofSet;
}

const together = (one: Extent, other: Extent): Extent => ({
  depth: Math.max(one.depth, other.depth),
  aliases: one.aliases + other.aliases,
  fields: one.fields + other.fields,
});
