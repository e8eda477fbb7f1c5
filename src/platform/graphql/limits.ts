import { GraphQLError, Kind, type ASTVisitor, type ValidationContext } from 'graphql';
import { tooLarge } from './errors';
import { measuring } from './extent';

/** Tokens of one document; Apollo counts while parsing. */
export const LARGEST_DOCUMENT_TOKENS = 4000;
/** Errors told of one document; checking ends there. */
export const MOST_ERRORS = 10;
const DEEPEST = 14;
const MOST_ALIASES = 40;
const MOST_ROOT_FIELDS = 20;
const MOST_FIELDS = 600;
const MOST_DIRECTIVES = 20;
const MOST_FRAGMENTS = 40;

/**
 * Refuses documents that are too deep, too broad or repeat too much. Fragments count wherever they are used.
 * It runs before every other rule and ends the checking, for some rules take quadratic time over what it refuses.
 */
export function documentLimits(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const extentOf = measuring(context);
      const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
      refuseAbove(context, fragments.length, MOST_FRAGMENTS, '片段', 'fragments');
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
          continue;
        const extent = extentOf(definition.selectionSet);
        const directives = extent.directives + (definition.directives?.length ?? 0);
        if (extent.depth > DEEPEST)
          refuse(context, {
            zh: `查询嵌套超过 ${DEEPEST} 层`,
            en: `The query is nested deeper than ${DEEPEST}`,
          });
        refuseAbove(context, extent.aliases, MOST_ALIASES, '别名', 'aliases');
        refuseAbove(context, directives, MOST_DIRECTIVES, '指令', 'directives');
        refuseAbove(context, extent.fields, MOST_FIELDS, '字段', 'fields');
        if (definition.kind === Kind.OPERATION_DEFINITION)
          refuseAbove(context, extent.breadth, MOST_ROOT_FIELDS, '顶层字段', 'root fields');
      }
    },
    OperationDefinition(operation) {
      if (!context.getSchema().getRootType(operation.operation))
        context.reportError(new GraphQLError(`No ${operation.operation} here`, { nodes: operation }));
    },
  };
}

function refuseAbove(context: ValidationContext, count: number, most: number, zh: string, en: string): void {
  if (count > most) refuse(context, { zh: `${zh}超过 ${most} 个`, en: `More than ${most} ${en}` });
}

/** More errors than are told end the checking; the same one said often is told once. */
function refuse(context: ValidationContext, what: { zh: string; en: string }): void {
  const error = tooLarge(what);
  for (let said = 0; said <= MOST_ERRORS; said += 1) context.reportError(error);
}
