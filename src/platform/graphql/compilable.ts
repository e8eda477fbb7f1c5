import {
  BREAK,
  Kind,
  OperationTypeNode,
  TypeInfo,
  getNamedType,
  isAbstractType,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** Nodes of the longest document that is compiled: several times what a page of ours has. */
export const LONGEST_COMPILED = 4_000;

/**
 * Whether graphql-jit 0.8.9 answers this operation as graphql-js does, and safely. Left to graphql-js are
 * - texts in the document: it writes them into the source it compiles, and some of them would run there;
 * - variables inside literals, directives, abstract types: it differs from graphql-js in their corners;
 * - names of its own kind (`__proto__: name`).
 */
export function isCompilable(schema: GraphQLSchema, document: DocumentNode): boolean {
  let fine = true;
  const refuse = () => {
    fine = false;
    return BREAK;
  };
  const types = new TypeInfo(schema);
  const visitor: ASTVisitor = {
    OperationDefinition: (node) => (node.operation === OperationTypeNode.QUERY ? undefined : refuse()),
    StringValue: refuse,
    Directive: refuse,
    Variable: (_node, _key, _parent, _path, ancestors) =>
      ancestors.some(holdsValues) ? refuse() : undefined,
    Field(node) {
      const type = types.getType();
      const hidden = node.alias?.value ?? node.name.value;
      const own = hidden.startsWith('__') && !(hidden === '__typename' && node.name.value === hidden);
      return own || (type && isAbstractType(getNamedType(type))) ? refuse() : undefined;
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return fine && lengthOf(document) <= LONGEST_COMPILED;
}

const holdsValues = (ancestor: ASTNode | readonly ASTNode[]) =>
  'kind' in ancestor && (ancestor.kind === Kind.OBJECT || ancestor.kind === Kind.LIST);

/** Nodes of a document, fragments counted wherever they are used: compiled code and the document it keeps grow with them. */
export function lengthOf(document: DocumentNode): number {
  const fragments = new Map<string, number>();
  const count = (node: ASTNode): number => {
    let nodes = 0;
    visit(node, {
      enter: (inner) => {
        nodes += 1;
        if (inner.kind === Kind.FRAGMENT_SPREAD) nodes += ofFragment(inner.name.value);
      },
    });
    return nodes;
  };
  const ofFragment = (name: string): number => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
    );
    const nodes = fragment ? count(fragment) : 0; // validation has excluded circles
    fragments.set(name, nodes);
    return nodes;
  };
  return document.definitions
    .filter((one) => one.kind === Kind.OPERATION_DEFINITION)
    .reduce((all, one) => all + count(one), 0);
}
