import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { parse, readTree, walk, type SourceModule } from '../architecture/source-tree';

const ROOT = path.resolve(__dirname, '../..');
const SIMULATOR = 'test/integrity/simulator/';
const RULES = 'src/integrity/';

/** What everybody counts with. */
const NOBODYS_OWN = new Set(['0', '1', '2']);

const modules = parse(readTree(ROOT)).filter(({ path: file }) => !/\.(spec|test)\.ts$/.test(file));
const simulator = modules.filter(({ path: file }) => file.startsWith(SIMULATOR));
/** How wide a table's columns are is no rule. */
const rules = modules.filter(
  ({ path: file }) => file.startsWith(RULES) && !file.startsWith(`${RULES}queries/export-`),
);

/** Figures in code, without regard to how they are written: 10_000n is 10000. */
function figuresIn(of: readonly SourceModule[]): Set<string> {
  const figures = new Set<string>();
  for (const { tree } of of)
    walk(tree, (node) => {
      if (ts.isNumericLiteral(node)) figures.add(String(Number(node.text)));
      if (ts.isBigIntLiteral(node)) figures.add(String(Number(node.text.slice(0, -1))));
    });
  return figures;
}

/** Thresholds as the data says them, and as the rules read them: a ratio in basis points, an amount in fen. */
function thresholdFigures(): Set<string> {
  const { rows } = JSON.parse(readFileSync(path.join(ROOT, 'src/regions/data/rules.json'), 'utf8')) as {
    rows: string[];
  };
  const own = rows.map((row) => row.split('\t')).filter(([key]) => key?.startsWith('INTEGRITY_'));
  return new Set(
    own.flatMap(([, , value, unit]) => {
      const said = Number(value);
      return [
        said,
        ...(unit === 'RATIO' ? [Math.round(said * 10_000)] : unit === 'YUAN' ? [said * 100] : []),
      ].map(String);
    }),
  );
}

/** Imports of types alone: they are gone when it runs. */
function importsOfValues({ tree }: SourceModule): string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const clause = statement.importClause;
    const typesOnly = clause !== undefined && clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return typesOnly ? [] : [statement.moduleSpecifier.text];
  });
}

describe('the simulator and the rules', () => {
  it('are there to be compared', () => {
    expect(simulator.length).toBeGreaterThan(8);
    expect(rules.length).toBeGreaterThan(10);
    expect(thresholdFigures().size).toBeGreaterThan(12);
    expect(figuresIn(simulator).size).toBeGreaterThan(100);
  });

  it('share no module: the simulator imports its own, and of the rules only types', () => {
    const foreign = simulator.flatMap((module) =>
      importsOfValues(module)
        .filter((specifier) => !/^\.\/[\w-]+$/.test(specifier))
        .map((specifier) => `${module.path} imports ${specifier}`),
    );
    expect(foreign).toEqual([]);
    const back = rules.flatMap(({ path: file, imports }) =>
      imports
        .filter(({ specifier }) => specifier.includes('simulator'))
        .map(({ specifier }) => `${file} imports ${specifier}`),
    );
    expect(back).toEqual([]);
  });

  it('share no figure: no threshold and no constant of a rule stands in the simulator', () => {
    const known = new Set([...thresholdFigures(), ...figuresIn(rules)]);
    const shared = [...figuresIn(simulator)].filter(
      (figure) => known.has(figure) && !NOBODYS_OWN.has(figure),
    );
    expect(shared).toEqual([]);
  });
});
