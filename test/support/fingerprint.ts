import type { TestApp } from './app';

/**
 * Rows and contents of every table, jobs included: two equal fingerprints mean that nothing was written between them.
 * Nothing is left out: a refusal leaves no idempotency key, no audit row, no job.
 */
export async function fingerprint(app: TestApp): Promise<Map<string, string>> {
  const tables = await app.database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS state FROM ${name} t`,
  );
  const rows = await app.database.query<{ name: string; state: string }>(parts.join(' UNION ALL '));
  return new Map(rows.map(({ name, state }) => [name, state]));
}

/** The tables in which something was written. */
export function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, state]) => before.get(name) !== state).map(([name]) => name);
}
