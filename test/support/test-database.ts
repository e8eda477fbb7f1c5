import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { escapeIdentifier, type Client } from 'pg';
import { dropDatabase, operatorUrl, runEnvironment, runPrefix, urlOf, withClient } from './test-cluster';

const OBJECT_IN_USE = '55006'; // "source database … is being accessed by other users"
const ATTEMPTS = 20;

export interface TestDatabase {
  readonly url: string;
  /** Ends every connection to it that is still open; nobody can connect to it any more. */
  drop(): Promise<void>;
}

/** Copied as files where nobody else's data has to be flushed for it: a third of the time. */
const strategy = () => (operatorUrl() ? 'WAL_LOG' : 'FILE_COPY');

function setting(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: test databases exist only in a Jest run (test/support/global-setup.ts)`,
    );
  return value;
}

async function cloneTemplate(client: Client, name: string, template: string): Promise<void> {
  const sql = `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)} STRATEGY ${strategy()}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(sql);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== OBJECT_IN_USE || attempt === ATTEMPTS) throw error;
      await sleep(50 * attempt);
    }
  }
}

/**
 * Closes a database; its 900 files are deleted with all the others when the run ends. Deleting them at once makes
 * the next copies slower and slower: ext4 without a journal steps over recently deleted inodes one by one (measured:
 * 30 ms for a copy, 1,100 ms after forty deletions).
 */
async function retire(client: Client, name: string): Promise<void> {
  await client.query(`ALTER DATABASE ${escapeIdentifier(name)} ALLOW_CONNECTIONS false`);
  await client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [
    name,
  ]);
}

/** A migrated database of its own for one test file: call it in beforeAll, and drop() in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clusterUrl = setting(runEnvironment.clusterUrl);
  const name = `${runPrefix(setting(runEnvironment.run))}${randomBytes(6).toString('hex')}`;
  await withClient(clusterUrl, (client) => cloneTemplate(client, name, setting(runEnvironment.template)));
  return {
    url: urlOf(clusterUrl, name),
    drop: () => withClient(clusterUrl, (client) => (operatorUrl() ? dropDatabase : retire)(client, name)),
  };
}
