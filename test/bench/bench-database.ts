import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { escapeIdentifier, type Client } from 'pg';
import { ensureCluster } from '../../libs/tooling/embedded-postgres.cjs';
import {
  databasesLike,
  dropDatabase,
  PROJECT_ROOT,
  schemaHash,
  urlOf,
  withClient,
} from '../support/test-cluster';
import { productEnvironment } from './product-environment';

const PREFIX = 'xieshou_bench';
const DATA_DIR = path.join(PROJECT_ROOT, '.data/bench-postgres');
const SEED_DIR = path.join(__dirname, 'seed');

export interface BenchCluster {
  readonly url: string;
  stop(): Promise<boolean>;
}

/** A PostgreSQL as the product gets it, durable; its data are kept between runs, because making them takes longest. */
export async function startCluster(): Promise<BenchCluster> {
  const cluster = await ensureCluster({ dataDir: DATA_DIR });
  return { url: cluster.url, stop: async () => (cluster.adopted ? false : cluster.stop()) };
}

/** What a seed of today would look like: it follows the schema and the seeding code. */
function seedHash(): string {
  const hash = createHash('sha256').update(schemaHash());
  for (const name of readdirSync(SEED_DIR).toSorted()) hash.update(readFileSync(path.join(SEED_DIR, name)));
  return hash.digest('hex').slice(0, 10);
}

/** The filled database called so, made if it is not there yet; outdated ones go. Answers its address. */
export async function filledDatabase(
  cluster: BenchCluster,
  name: string,
  fill: (client: Client) => Promise<void>,
): Promise<string> {
  const current = `${PREFIX}_${seedHash()}_`;
  const database = `${current}${name}`;
  await withClient(cluster.url, async (client) => {
    const known = await databasesLike(client, PREFIX);
    for (const old of known) if (!old.startsWith(current)) await dropDatabase(client, old);
    if (known.includes(database)) return;
    const unfinished = `${database}_unfinished`;
    await dropDatabase(client, unfinished);
    await client.query(`CREATE DATABASE ${escapeIdentifier(unfinished)} TEMPLATE template0 ENCODING 'UTF8'`);
    await migrate(urlOf(cluster.url, unfinished));
    await withClient(urlOf(cluster.url, unfinished), fill);
    await client.query(
      `ALTER DATABASE ${escapeIdentifier(unfinished)} RENAME TO ${escapeIdentifier(database)}`,
    );
  });
  return urlOf(cluster.url, database);
}

/** A copy for one run, so that what it writes is gone afterwards. */
export async function copyOf(
  cluster: BenchCluster,
  sourceUrl: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  const source = new URL(sourceUrl).pathname.slice(1);
  const copy = `${source}_copy`;
  await withClient(cluster.url, async (client) => {
    await dropDatabase(client, copy);
    await client.query(
      `CREATE DATABASE ${escapeIdentifier(copy)} TEMPLATE ${escapeIdentifier(source)} STRATEGY FILE_COPY`,
    );
    await client.query('CHECKPOINT');
  });
  return {
    url: urlOf(cluster.url, copy),
    drop: () => withClient(cluster.url, (client) => dropDatabase(client, copy)),
  };
}

/** Structure and reference facts, by the product's own command. */
async function migrate(databaseUrl: string): Promise<void> {
  const main = path.join(PROJECT_ROOT, 'dist/src/main.js');
  const child = spawn(process.execPath, [main, 'migrate'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...productEnvironment(databaseUrl) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`migrate ended with ${String(code)}`);
}
