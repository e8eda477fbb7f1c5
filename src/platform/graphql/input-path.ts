import { GraphQLError, Kind, visit, type ASTNode, type DocumentNode } from 'graphql';

/**
 * GraphQL names the place of a bad variable only in its message: `… at "input.lines[0].quantity"; …`,
 * and a field that is unknown or missing there after the place of its parent.
 */
export function inputPath(message: string): string[] | undefined {
  const variable = /^Variable "\$(\w+)"/.exec(message)?.[1];
  if (variable === undefined) return undefined;
  const place = / at "([\w.[\]]+)"; /.exec(message)?.[1] ?? variable;
  const field = /; Field "(\w+)" (?:is not defined by type|of required type)/.exec(message)?.[1];
  const path = place.split(/[.[\]]+/).filter((part) => part.length > 0);
  return field === undefined ? path : [...path, field];
}

/** Null for an argument that has a default passes the variables' check and is found by GraphQL, without a code, when it runs. */
export function badArgument(error: GraphQLError): string[] | undefined {
  const { originalError: inner } = error;
  if (inner && (!(inner instanceof GraphQLError) || inner.extensions['code'] !== undefined)) return undefined;
  const name = /^Argument "(\w+)" (?:of (?:non-null|required) type|has invalid value)/.exec(
    error.message,
  )?.[1];
  return name === undefined ? undefined : [name];
}

/** The place of a bad literal: the arguments, input fields and list positions around it. */
export function literalPath(document: DocumentNode | undefined, error: GraphQLError): string[] | undefined {
  const node = error.nodes?.[0];
  if (!document || !node) return undefined;
  let path: string[] | undefined;
  visit(document, {
    enter(entered, _key, parent, _path, ancestors) {
      if (entered === node) path = namesOf([...ancestors, ...(parent ? [parent] : []), entered]);
    },
  });
  return path?.length ? path : undefined;
}

function namesOf(trail: readonly (ASTNode | readonly ASTNode[])[]): string[] {
  return trail.flatMap((step, index) => {
    if (Array.isArray(step)) {
      const list = trail[index - 1] as ASTNode;
      const item = trail[index + 1] as ASTNode;
      return list.kind === Kind.LIST ? [String(step.indexOf(item))] : [];
    }
    const node = step as ASTNode;
    return node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD ? [node.name.value] : [];
  });
}
