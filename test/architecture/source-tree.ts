import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Path from the project's root → text. Rules see nothing else, so a violation can be planted in memory. */
export type Sources = ReadonlyMap<string, string>;

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Path from the project's root where it points into the project; null for packages and `node:` modules. */
  readonly target: string | null;
}

export interface SourceModule {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** Looks at the whole tree and returns one line per violation. */
export type Rule = (modules: readonly SourceModule[]) => string[];

export const isTest = (file: string) => file.startsWith('test/') || /\.(spec|test)\.ts$/.test(file);

const FOLDERS = ['src', 'libs', 'migrations', 'test'];

export function readTree(root: string): Sources {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.posix.join(folder, name.replaceAll(path.sep, '/')),
    ),
  );
  const wanted = files.filter((file) => file.endsWith('.ts') && !/node_modules|libs\/console/.test(file));
  return new Map(wanted.toSorted().map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

export function parse(sources: Sources): SourceModule[] {
  return [...sources].map(([file, text]) => {
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
    const imports = specifiers(tree).map((specifier) => ({
      specifier,
      target: targetOf(file, specifier, sources),
    }));
    return { path: file, text, tree, imports };
  });
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** import, import type, import('…') as call and as type, import x = require, export … from, require('…'), jest.mock('…'). */
function specifiers(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const add = (node: ts.Node | undefined) => {
    if (node && ts.isStringLiteralLike(node)) found.push(node.text);
  };
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isCallExpression(node) && loadsModule(node.expression)) add(node.arguments[0]);
  });
  return found;
}

function loadsModule(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(callee) && callee.text === 'require') ||
    /^(require\.resolve|jest\.mock|jest\.requireActual)$/.test(callee.getText())
  );
}

function targetOf(from: string, specifier: string, sources: Sources): string | null {
  if (!specifier.startsWith('.')) return null;
  const plain = path.posix.join(path.posix.dirname(from), specifier);
  if (/\.(json|[cm]js|csv)$/.test(plain)) return plain;
  const stem = plain.replace(/\.(js|ts)$/, '');
  return sources.has(`${stem}/index.ts`) ? `${stem}/index.ts` : `${stem}.ts`;
}
