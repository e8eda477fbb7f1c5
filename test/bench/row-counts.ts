import { escapeIdentifier, type Client } from 'pg';

/** Rows of every table, those of the job queue included. */
export async function rowCounts(client: Client): Promise<Map<string, bigint>> {
  const { rows: tables } = await client.query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const counts = tables.map(
    ({ schema, name }) =>
      `SELECT '${name}' AS name, count(*)::text AS count FROM ${escapeIdentifier(schema)}.${escapeIdentifier(name)}`,
  );
  const { rows } = await client.query<{ name: string; count: string }>(counts.join(' UNION ALL '));
  return new Map(rows.map(({ name, count }) => [name, BigInt(count)]));
}

/** Tables that grew, and by how much. */
export function rowsAdded(
  before: ReadonlyMap<string, bigint>,
  after: ReadonlyMap<string, bigint>,
): Record<string, number> {
  const grown = [...after].map(([name, count]) => [name, Number(count - (before.get(name) ?? 0n))] as const);
  return Object.fromEntries(grown.filter(([, added]) => added !== 0));
}
