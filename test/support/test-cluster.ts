import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Client, escapeIdentifier } from 'pg';

export const PROJECT_ROOT = path.resolve(__dirname, '../..');
export const TEST_DATA_DIR = path.join(PROJECT_ROOT, '.data/test-postgres');

const PREFIX = 'xieshou_test';

/** How the workers of a run find the cluster; written by the global setup. */
export const runEnvironment = {
  clusterUrl: 'XIESHOU_TEST_CLUSTER',
  template: 'XIESHOU_TEST_TEMPLATE',
  run: 'XIESHOU_TEST_RUN',
} as const;

/** An operator's PostgreSQL is used when one is named; its databases are made and dropped beside his own. */
export function operatorUrl(): string | undefined {
  return process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || undefined;
}

/** Changes whenever the schema might: with any file of migrations/ and with the version of the job tables. */
export function schemaHash(): string {
  const hash = createHash('sha256');
  const folder = path.join(PROJECT_ROOT, 'migrations');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!/\.(ts|sql|json|csv)$/.test(name) || name.endsWith('.spec.ts')) continue;
    hash.update(name).update(readFileSync(path.join(folder, name)));
  }
  hash.update(readFileSync(require.resolve('graphile-worker/package.json')));
  return hash.digest('hex').slice(0, 12);
}

export const templateName = (hash: string): string => `${PREFIX}_template_${hash}`;
export const runPrefix = (run: string): string => `${PREFIX}_run${run}_`;

/** The same server, another database. */
export function urlOf(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function databasesLike(client: Client, prefix: string): Promise<string[]> {
  const sql = 'SELECT datname FROM pg_database WHERE starts_with(datname, $1) ORDER BY datname';
  const { rows } = await client.query<{ datname: string }>(sql, [prefix]);
  return rows.map(({ datname }) => datname);
}

export async function dropDatabase(client: Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}
