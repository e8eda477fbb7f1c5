import { performance } from 'node:perf_hooks';
import { isObjectType, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import { isCompilable, lengthOf } from './compilable';

export type Run = CompiledQuery['query'];

export interface Asked {
  /** SHA-256 of the text. */
  readonly hash: string;
  readonly text: string;
  readonly operationName: string | undefined;
  readonly document: DocumentNode;
}

interface Known {
  uses: number;
  /** null: stays with graphql-js. */
  run: Run | null | undefined;
  /** Of what is compiled. */
  length: number;
}

const MOST_KNOWN = 1000;
/** Nodes of all documents kept compiled, at 0.2 to 0.4 KB each: several hundred pages of ours, or a dozen of the longest. */
const MOST_COMPILED = 50_000;
// Compiling costs milliseconds: whoever sends ever new documents does not keep the process busy with it.
const COMPILED_AT_ONCE = 200;
const COMPILED_A_SECOND = 20;

/** Documents that come again are compiled; the least lately used ones are forgotten. */
export class CompiledQueries {
  private readonly known = new Map<string, Known>();
  private compiled = 0;
  private allowance = COMPILED_AT_ONCE;
  private countedAt = performance.now(); // measures age only: no time of day is read

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly afterUses: number,
  ) {
    requireDistinctResolvers(schema);
  }

  /** Null: graphql-js answers. */
  find(asked: Asked): Run | null {
    const key = `${asked.hash}:${asked.operationName ?? ''}`;
    const entry = this.known.get(key) ?? { uses: 0, run: undefined, length: 0 };
    this.known.delete(key);
    this.known.set(key, entry);
    entry.uses += 1;
    if (entry.run === undefined && entry.uses >= this.afterUses && this.mayCompile())
      this.compile(asked, entry);
    this.forget();
    return entry.run ?? null;
  }

  private compile(asked: Asked, entry: Known): void {
    entry.run = compiledOf(this.schema, asked);
    if (!entry.run) return;
    entry.length = lengthOf(asked.document);
    this.compiled += entry.length;
  }

  private forget(): void {
    for (const [key, entry] of this.known) {
      if (this.known.size <= MOST_KNOWN && this.compiled <= MOST_COMPILED) return;
      this.known.delete(key);
      this.compiled -= entry.length;
    }
  }

  private mayCompile(): boolean {
    const now = performance.now();
    const earned = ((now - this.countedAt) / 1000) * COMPILED_A_SECOND;
    this.allowance = Math.min(COMPILED_AT_ONCE, this.allowance + earned);
    this.countedAt = now;
    if (this.allowance < 1) return false;
    this.allowance -= 1;
    return true;
  }
}

/** Loaded with the first query that comes again: a tenth of what a process would load to start. */
const compiler = () => require('graphql-jit') as typeof import('graphql-jit');

function compiledOf(schema: GraphQLSchema, asked: Asked): Run | null {
  if (!isCompilable(schema, asked.document)) return null;
  const { compileQuery, isCompiledQuery } = compiler();
  // The compiler writes into the document it is given, and Apollo keeps the validated one: so it gets its own.
  const compiled = compileQuery(schema, parse(asked.text, { noLocation: true }), asked.operationName);
  return isCompiledQuery(compiled) ? (compiled.query as Run) : null;
}

/** The compiler keeps resolvers by the type's and the field's name in one word: two that spell the same would be mixed up. */
function requireDistinctResolvers(schema: GraphQLSchema): void {
  const seen = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
      const word = `${type.name}${field.name}`;
      if (seen.has(word)) throw new Error(`${type.name}.${field.name} spells like another field: rename it`);
      seen.add(word);
    }
  }
}
