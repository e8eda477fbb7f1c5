import pg from 'pg';

/** What a database holds, asked before anything of ours has touched it. */
export type DatabaseContents =
  | 'EMPTY'
  /** Our tables, and nobody has done anything yet. */
  | 'MIGRATED'
  | 'IN_USE'
  | 'DEMONSTRATION'
  /** A demo year that broke off while it was played. */
  | 'UNFINISHED_DEMONSTRATION'
  /** Tables of something else. */
  | 'FOREIGN';

export async function databaseContents(url: string): Promise<DatabaseContents> {
  return withClient(url, async (client) => {
    const known = await client.query(`SELECT to_regclass('public.installation') IS NOT NULL AS ours,
      EXISTS (SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) AS any`);
    const { ours, any } = known.rows[0] as { ours: boolean; any: boolean };
    if (!ours) return any ? 'FOREIGN' : 'EMPTY';
    const { rows } = await client.query(
      'SELECT to_jsonb(installation) AS row FROM installation WHERE demonstration',
    );
    const mark = (rows[0] as { row: { completed_at?: string | null } } | undefined)?.row;
    if (mark) return mark.completed_at ? 'DEMONSTRATION' : 'UNFINISHED_DEMONSTRATION';
    const used = await client.query('SELECT FROM audit_rows LIMIT 1'); // every transition leaves one
    return used.rows.length > 0 ? 'IN_USE' : 'MIGRATED';
  });
}

/** Drops the database and makes it again, empty, in the same server. */
export async function recreateDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const name = pg.escapeIdentifier(decodeURIComponent(server.pathname.slice(1)));
  server.pathname = '/postgres';
  await withClient(server.href, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  });
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
