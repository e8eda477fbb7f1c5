import type { Rule } from './source-tree';
import { isTest } from './source-tree';

/** The one list: a folder imports only leftwards. README repeats it on one line. */
export const DIRECTIONS = [
  'libs',
  'platform',
  'regions',
  'organizations',
  'pairing',
  'responsibility',
  'reserves',
  'catalog',
  'supply',
  'helpselling',
  'ledger',
  'payments',
  'banking',
  'stripe',
  'procurement',
  'aftersales',
  'payouts',
  'invoices',
  'hubs',
  'sourcing',
  'pooling',
  'quoting',
  'sampling',
  'frameworks',
  'parks',
  'investing',
  'projects',
  'operating',
  'sharing',
  'allocating',
  'claims',
  'counting',
  'forecasting',
  'integrity',
  'matching',
  'rescue',
  'reporting',
  'demo',
  'app.module',
] as const;

/** What starts the product stands right of everything. */
const ENTRY_POINTS = new Set(['commands', 'main', 'worker']);
const FAR_RIGHT = DIRECTIONS.length;

/** `src/catalog/domain/lot.ts` → catalog; `src/main.ts` → main; `libs/money/src/money.ts` → libs. */
export function placeOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
}

/** Position in the list; null for what is not on it. Migrations stand beside libs: they know no code of ours. */
function positionOf(file: string): number | null {
  const place = placeOf(file);
  if (place === 'migrations') return 0;
  if (ENTRY_POINTS.has(place)) return FAR_RIGHT;
  const position = (DIRECTIONS as readonly string[]).indexOf(place);
  return position === -1 ? null : position;
}

export const everythingIsOnTheList: Rule = (modules) =>
  modules
    .filter(({ path }) => !path.startsWith('test/') && positionOf(path) === null)
    .map(({ path }) => `${path}: ${placeOf(path)} is not on the list of directions`);

export const importsPointLeft: Rule = (modules) =>
  modules
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, imports }) =>
      imports.flatMap(({ target }) => {
        const from = positionOf(path);
        if (target === null || from === null || placeOf(target) === placeOf(path)) return [];
        const to = positionOf(target);
        return to !== null && to <= from ? [] : [`${path} imports ${target}, which is not to its left`];
      }),
    );

/** A domain is entered by its index.ts, a library by its src/index.ts, the migrations by their list. */
export const othersAreEnteredByTheirDoor: Rule = (modules) =>
  modules
    .filter(({ path }) => !path.startsWith('test/'))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target !== null && homeOf(target) !== homeOf(path) && !isDoor(target))
        .map(({ target }) => `${path} imports ${target} past its door`),
    );

/** Every library is a home of its own. */
function homeOf(file: string): string {
  return placeOf(file) === 'libs' ? file.split('/').slice(0, 2).join('/') : placeOf(file);
}

function isDoor(target: string): boolean {
  if (/^src\/[\w.-]+\.ts$/.test(target)) return true; // app.module.ts, commands.ts: one file is its own door
  if (target.startsWith('libs/tooling/')) return true; // build tools have no door
  return /^(src\/[\w-]+\/index|libs\/[\w-]+\/src\/index|migrations\/index)\.ts$/.test(target);
}

export const noCircles: Rule = (modules) => {
  const graph = new Map(
    modules.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start !== -1) circles.push([...trail.slice(start), file].join(' → '));
    if (start !== -1 || done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
};

/** README says the list on one line; null where there is no README yet. */
export function directionsInReadme(readme: string): string | undefined {
  return readme
    .split('\n')
    .map((line) => line.replaceAll(/[`*]/g, '').trim())
    .find((line) => line.startsWith('libs → '));
}
