import type { Client } from 'pg';
import { ensureCluster } from '../../libs/tooling/embedded-postgres.cjs';
import {
  databasesLike,
  dropDatabase,
  operatorUrl,
  runEnvironment,
  runPrefix,
  schemaHash,
  templateName,
  TEST_DATA_DIR,
  withClient,
} from './test-cluster';

const TEMPLATE_LOCK = 7_031_986; // any number that nothing else on the server locks

async function clusterUrl(): Promise<string> {
  const operators = operatorUrl();
  if (operators) return operators;
  return (await ensureCluster({ dataDir: TEST_DATA_DIR, fast: true })).url;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What killed runs left behind; on an operator's server another machine may be testing, so nothing is touched. */
async function dropRemains(client: Client): Promise<void> {
  for (const name of await databasesLike(client, runPrefix(''))) {
    const pid = Number(/_run(\d+)_/.exec(name)?.[1]);
    if (!isAlive(pid)) await dropDatabase(client, name);
  }
}

async function ensureTemplate(client: Client, url: string, name: string): Promise<void> {
  const templates = await databasesLike(client, templateName(''));
  if (templates.includes(name)) return;
  if (!operatorUrl()) for (const outdated of templates) await dropDatabase(client, outdated);
  // loaded only when needed: TypeORM and the job library take longer than the rest of the setup
  const { createTemplate } = require('./test-template') as typeof import('./test-template');
  await createTemplate(client, url, name);
}

/** One cluster for all tests, kept between runs, and in it a migrated template that test files clone. */
export default async function globalSetup(): Promise<void> {
  const url = await clusterUrl();
  const template = templateName(schemaHash());
  await withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if (!operatorUrl()) await dropRemains(client);
    await ensureTemplate(client, url, template);
  });
  process.env[runEnvironment.clusterUrl] = url;
  process.env[runEnvironment.template] = template;
  process.env[runEnvironment.run] = String(process.pid);
}
