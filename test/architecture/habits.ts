import ts from 'typescript';
import { isTest, walk, type Rule } from './source-tree';

const EMPTY_WORDS = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'base', 'misc']);

/** A file is named for what it does or holds. */
export const namesSaySomething: Rule = (modules) =>
  modules
    .filter(({ path }) => path.split(/[/.-]/).some((word) => EMPTY_WORDS.has(word.toLowerCase())))
    .map(({ path }) => `${path}: the name says nothing`);

export const noInterfacePrefix: Rule = eachNode((node) => {
  const named =
    ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isTypeAliasDeclaration(node);
  return named && /^I[A-Z][a-z]/.test(node.name?.text ?? '') ? `${node.name?.text}: no I-prefix` : null;
});

export const exportsAreNamed: Rule = (modules) =>
  eachNode((node) => {
    if (ts.isExportAssignment(node)) return 'a default export';
    return node.kind === ts.SyntaxKind.DefaultKeyword && ts.canHaveModifiers(node.parent)
      ? 'a default export'
      : null;
  })(modules.filter(({ path }) => !path.startsWith('test/support/global-'))); // Jest asks for default exports there

export const noForwardReference: Rule = eachNode((node) =>
  ts.isIdentifier(node) && node.text === 'forwardRef' ? 'forwardRef' : null,
);

export const noAny: Rule = eachNode((node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : null));

const RELATIONS = new Set(['ManyToOne', 'OneToMany', 'OneToOne', 'ManyToMany', 'JoinColumn', 'JoinTable']);

/** Rows of others are held as ids, the foreign key is in a migration. */
export const entitiesHaveNoRelations: Rule = eachNode((node) =>
  ts.isImportSpecifier(node) && RELATIONS.has((node.propertyName ?? node.name).text)
    ? `TypeORM's ${node.name.text}`
    : null,
);

export const noTestIsSkipped: Rule = (modules) =>
  eachNode((node) => {
    if (!ts.isCallExpression(node)) return null;
    const callee = node.expression.getText();
    return /^((it|test|describe)\.(skip|only|todo)(\.each.*)?|x(it|test|describe)|f(it|describe))$/s.test(
      callee,
    )
      ? callee
      : null;
  })(modules.filter(({ path }) => isTest(path)));

// Put together here, so that this file does not contain what it forbids.
const joined = (...parts: string[]) => parts.join('');
const SILENCED = new RegExp(
  [
    joined('eslint', '-disable'),
    joined('oxlint', '-disable'),
    joined('@ts-', '(ignore|nocheck)'),
    joined('\\bTO', 'DO\\b'),
    joined('\\bFIX', 'ME\\b'),
  ].join('|'),
);

export const nothingIsSilencedOrPutOff: Rule = (modules) =>
  modules.flatMap(({ path, text }) => {
    const found = SILENCED.exec(text);
    return found ? [`${path}: ${found[0]}`] : [];
  });

function eachNode(complain: (node: ts.Node) => string | null): Rule {
  return (modules) =>
    modules.flatMap(({ path, tree }) => {
      const complaints: string[] = [];
      walk(tree, (node) => {
        const complaint = complain(node);
        if (complaint === null) return;
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
        complaints.push(`${path}:${line + 1}: ${complaint}`);
      });
      return complaints;
    });
}
