import { pageOf, readPage, type Cursors, type Page, type PageArgs } from '../../platform/index';

/** A page of rows held in memory, sorted by a unique key; the same cursors as pages read from tables. */
export function pageInMemory<Row, Node>(
  cursors: Cursors,
  list: string,
  page: PageArgs,
  rows: readonly Row[],
  shape: { keyOf: (row: Row) => string; node: (row: Row) => Node },
): Page<Node> {
  const request = readPage(cursors, list, page);
  const after = String(request.after?.[0] ?? '');
  const rest = request.after ? rows.filter((row) => shape.keyOf(row) > after) : rows;
  return pageOf(cursors, list, request, rest.slice(0, request.fetch), {
    node: shape.node,
    keyOf: (row) => [shape.keyOf(row)],
    totalCount: () => Promise.resolve(rows.length),
  });
}
