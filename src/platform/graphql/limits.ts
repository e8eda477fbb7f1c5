import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Tokens of one document; Apollo counts while parsing. */
export const LARGEST_DOCUMENT_TOKENS = 4000;
const DEEPEST = 14;
const MOST_ALIASES = 40;
const MOST_ROOT_FIELDS = 20;

const INTROSPECTION = new Set(['__schema', '__type']);

function tooLarge(what: { zh: string; en: string }): GraphQLError {
  return new GraphQLError(what.en, { extensions: { code: 'QUERY_TOO_LARGE', detail: what } });
}

/** Refuses documents that are too deep, too broad at the root or alias one field many times. Fragments count where they are used. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const seen = { aliases: 0, deepest: 0 };
      measure(context, operation.selectionSet, 1, seen, new Set());
      if (seen.deepest > DEEPEST)
        context.reportError(
          tooLarge({ zh: `查询嵌套超过 ${DEEPEST} 层`, en: `The query is nested deeper than ${DEEPEST}` }),
        );
      if (seen.aliases > MOST_ALIASES)
        context.reportError(
          tooLarge({ zh: `别名超过 ${MOST_ALIASES} 个`, en: `More than ${MOST_ALIASES} aliases` }),
        );
      if (operation.selectionSet.selections.length > MOST_ROOT_FIELDS) {
        context.reportError(
          tooLarge({
            zh: `顶层字段超过 ${MOST_ROOT_FIELDS} 个`,
            en: `More than ${MOST_ROOT_FIELDS} root fields`,
          }),
        );
      }
    },
  };
}

function measure(
  context: ValidationContext,
  set: SelectionSetNode,
  depth: number,
  seen: { aliases: number; deepest: number },
  within: ReadonlySet<string>,
): void {
  if (depth > seen.deepest) seen.deepest = depth;
  if (seen.deepest > DEEPEST || seen.aliases > MOST_ALIASES) return;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.alias) seen.aliases += 1;
      if (selection.selectionSet && !INTROSPECTION.has(selection.name.value))
        measure(context, selection.selectionSet, depth + 1, seen, within);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      measure(context, selection.selectionSet, depth, seen, within);
    } else {
      const fragment = within.has(selection.name.value)
        ? undefined
        : context.getFragment(selection.name.value);
      if (fragment)
        measure(context, fragment.selectionSet, depth, seen, new Set([...within, selection.name.value]));
    }
  }
}
