import written from './stripe-api.json';

/**
 * A type of the SDK, compactly: `string`, `number`, `boolean`, `map`, a literal `'card'`, several of them joined by `|`,
 * `@Charge` (an id of, or expanded the whole), or built of others. A property ending in `?` may be left out.
 */
export type Shape = string | Built | Properties;
export type Built = readonly ['array' | 'list' | 'or', ...Shape[]];
export interface Properties {
  readonly [property: string]: Shape;
}

export const isBuilt = (shape: Shape): shape is Built => Array.isArray(shape);

export interface Operation {
  readonly parameters: Properties;
  readonly answer: string;
}

export interface ApiTable {
  readonly apiVersion: string;
  readonly sdk: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly objects: Readonly<Record<string, Properties>>;
}

/** Made from the SDK's types by `npm run stripe:table`; a test sees that it is current. */
export const API_TABLE = written as unknown as ApiTable;

export interface Route {
  readonly name: string;
  readonly operation: Operation;
  /** What stands where the path has {…}, in order. */
  readonly ids: readonly string[];
}

const ROUTES = Object.entries(API_TABLE.operations).map(([name, operation]) => {
  const [method = '', path = ''] = name.split(' ');
  return { name, operation, method, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`) };
});

export function routeOf(method: string, path: string): Route | undefined {
  for (const { name, operation, method: of, pattern } of ROUTES) {
    const found = of === method ? pattern.exec(path) : null;
    if (found) return { name, operation, ids: found.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}
