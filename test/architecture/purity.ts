import ts from 'typescript';
import { isTest, walk, type Rule, type SourceModule } from './source-tree';

/** Which other libraries each library may know: `xieshou.mayKnow` of its package.json. */
export type MayKnow = ReadonlyMap<string, readonly string[]>;

const libraryOf = (file: string) => /^libs\/([\w-]+)\/src\//.exec(file)?.[1];

export const librariesKnowWhatTheySay =
  (mayKnow: MayKnow): Rule =>
  (modules) =>
    modules
      .filter(({ path }) => libraryOf(path) !== undefined && !isTest(path))
      .flatMap(({ path, imports }) => {
        const own = libraryOf(path) ?? '';
        const known = mayKnow.get(own);
        if (!known) return [`${path}: libs/${own}/package.json does not say what it may know`];
        return imports.flatMap(({ specifier, target }) => {
          const other = target === null ? undefined : libraryOf(target);
          if (other === own || (other !== undefined && known.includes(other))) return [];
          return [`${path} imports ${specifier}: libs/${own} may know only [${known.join(', ')}]`];
        });
      });

/** In libraries nothing of the outside; in domains no clock but the injected one. */
export const timeComesFromTheClock: Rule = (modules) =>
  modules
    .filter(({ path }) => isOurs(path) && path !== 'src/platform/clock/clock.ts')
    .flatMap((module) =>
      found(module, (node) => {
        if (ts.isNewExpression(node) && node.expression.getText() === 'Date') return !node.arguments?.length;
        return ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now';
      }).map((where) => `${where}: the present comes from the injected Clock`),
    );

const OUTSIDE =
  /^(process|Math\.random|setTimeout|setInterval|setImmediate|fetch|crypto|globalThis|console)$/;

export const librariesTouchNothingOutside: Rule = (modules) =>
  modules
    .filter(({ path }) => libraryOf(path) !== undefined && !isTest(path))
    .flatMap((module) =>
      found(module, (node) =>
        ts.isPropertyAccessExpression(node)
          ? OUTSIDE.test(node.getText())
          : ts.isIdentifier(node) && OUTSIDE.test(node.text) && isUse(node),
      ).map((where) => `${where}: libraries are pure`),
    );

export const environmentIsReadInOnePlace: Rule = (modules) =>
  modules
    .filter(({ path }) => isOurs(path) && !path.startsWith('src/platform/config/'))
    .flatMap((module) =>
      found(
        module,
        (node) =>
          (ts.isPropertyAccessExpression(node) && node.name.text === 'env' && isProcess(node.expression)) ||
          (ts.isElementAccessExpression(node) && isProcess(node.expression)) ||
          (ts.isVariableDeclaration(node) &&
            ts.isObjectBindingPattern(node.name) &&
            node.initializer !== undefined &&
            isProcess(node.initializer)) ||
          (ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === 'env'),
      ).map((where) => `${where}: process.env is read only in src/platform/config`),
    );

const isProcess = (node: ts.Expression) => /^(globalThis\.)?process$/.test(node.getText());

/** Not the name of a property, a parameter or a member. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return ts.isCallExpression(parent) || ts.isNewExpression(parent) || ts.isElementAccessExpression(parent);
}

const isOurs = (file: string) => /^(src|libs\/[\w-]+\/src|migrations)\//.test(file) && !isTest(file);

function found(module: SourceModule, matches: (node: ts.Node) => boolean): string[] {
  const places: string[] = [];
  walk(module.tree, (node) => {
    if (!matches(node)) return;
    const { line } = module.tree.getLineAndCharacterOfPosition(node.getStart());
    places.push(`${module.path}:${line + 1}`);
  });
  return places;
}
