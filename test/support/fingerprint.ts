import type { TestApp } from './app';

/**
 * Rows and contents of every table, jobs included: two equal fingerprints mean that nothing was written between them.
 * Nothing is left out: a refusal leaves no idempotency key, no audit row, no job.
 */
export async function fingerprint(app: TestApp): Promise<Map<string, string>> {
  const tables = await app.database.query<{ name: string; hash: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, CASE WHEN EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.atttypid NOT IN (
          SELECT o.opcintype FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod WHERE m.amname = 'hash'))
        THEN 'hashtextextended(t::text, 0)' ELSE 'hash_record_extended(t, 0)' END AS hash -- the quicker one, where it can
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const parts = tables.map(
    ({ name, hash }) =>
      `SELECT '${name}' AS name, count(*) || ' rows, ' || coalesce(sum(${hash}), 0) AS state FROM ${name} t`,
  );
  return app.transactions.run(async (tx) => {
    await tx.query('SET LOCAL max_parallel_workers_per_gather = 0'); // a hundred small tables: starting workers takes longer
    const rows = await tx.query<{ name: string; state: string }>(parts.join(' UNION ALL '));
    return new Map(rows.map(({ name, state }) => [name, state]));
  });
}

/** The tables in which something was written. */
export function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, state]) => before.get(name) !== state).map(([name]) => name);
}
