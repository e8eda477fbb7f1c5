import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import type { CursorKey, Cursors } from './cursors';
import { badInput } from './errors';
import { Cursor } from './scalars';

export const LARGEST_PAGE = 100;

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage!: boolean;

  @Field(() => Cursor, { nullable: true })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: `1 to ${LARGEST_PAGE}` })
  first!: number;

  @Field(() => Cursor, { nullable: true })
  after?: string | null;
}

export interface Page<Node> {
  edges: { node: Node; cursor: string }[];
  pageInfo: PageInfo;
  /** Only asked of the database when the client asks for it. */
  totalCount: () => Promise<number>;
}

/** Nest reads a property and never calls it; a count costs a query, so it is made only when the field is selected. */
async function whenAsked(_: unknown, next: () => Promise<unknown>): Promise<unknown> {
  const value = await next();
  return typeof value === 'function' ? (value as () => unknown)() : value;
}

/** Declares `<Name>Connection` and `<Name>Edge` for a node type. */
export function connectionOf<Node extends object>(node: Type<Node>, name: string): Type<Page<Node>> {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => node)
    node!: Node;

    @Field(() => Cursor)
    cursor!: string;
  }

  @ObjectType(`${name}Connection`)
  class Connection {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int, { middleware: [whenAsked], description: 'Of all pages; counted only when asked for' })
    totalCount!: () => Promise<number>;
  }
  return Connection;
}

export interface PageRequest {
  /** One more than the page, to see whether another follows: use it as LIMIT, or `limitOf` where planning is dear. */
  readonly fetch: number;
  readonly after: CursorKey | null;
}

/** Few, so that few statements differ. */
const LIMITS = [11, 21, 51, LARGEST_PAGE + 1];

/**
 * LIMIT as a literal. With a parameter PostgreSQL keeps no plan: for it does not know how little is wanted, takes the
 * general plan for a dear one and plans a page of six tables anew each time. `pageOf` drops the rows beyond `fetch`.
 */
export const limitOf = ({ fetch }: Pick<PageRequest, 'fetch'>): number =>
  LIMITS.find((limit) => limit >= fetch) ?? fetch;

export function readPage(cursors: Cursors, list: string, page: PageArgs): PageRequest {
  if (page.first < 1 || page.first > LARGEST_PAGE) {
    throw badInput(['first'], {
      zh: `每页 1–${LARGEST_PAGE} 条`,
      en: `A page has 1 to ${LARGEST_PAGE} rows`,
    });
  }
  return { fetch: page.first + 1, after: cursors.read(list, page.after) };
}

/** Signing a cursor costs more than the rest of an edge: only those asked for are. */
class PageEdge<Node> {
  constructor(
    readonly node: Node,
    private readonly sign: () => string,
  ) {}

  get cursor(): string {
    return this.sign();
  }
}

/** Builds the page from up to `fetch` rows; `keyOf` gives the keyset values of a row, in the order of the sort. */
export function pageOf<Row, Node>(
  cursors: Cursors,
  list: string,
  request: PageRequest,
  rows: readonly Row[],
  shape: { node: (row: Row) => Node; keyOf: (row: Row) => CursorKey; totalCount: () => Promise<number> },
): Page<Node> {
  const edges = rows
    .slice(0, request.fetch - 1)
    .map((row) => new PageEdge(shape.node(row), () => cursors.write(list, shape.keyOf(row))));
  const pageInfo = { hasNextPage: rows.length >= request.fetch, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, pageInfo, totalCount: shape.totalCount };
}
