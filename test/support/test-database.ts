import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { escapeIdentifier, type Client } from 'pg';
import { dropDatabase, runEnvironment, runPrefix, urlOf, withClient } from './test-cluster';

const OBJECT_IN_USE = '55006'; // "source database … is being accessed by other users"
const ATTEMPTS = 20;

export interface TestDatabase {
  readonly url: string;
  /** Ends every connection to it that is still open. */
  drop(): Promise<void>;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `${name} is not set: test databases exist only in a Jest run (test/support/global-setup.ts)`,
    );
  return value;
}

async function cloneTemplate(client: Client, name: string, template: string): Promise<void> {
  const sql = `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}`;
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

/** A migrated database of its own for one test file: call it in beforeAll, and drop() in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clusterUrl = setting(runEnvironment.clusterUrl);
  const name = `${runPrefix(setting(runEnvironment.run))}${randomBytes(6).toString('hex')}`;
  await withClient(clusterUrl, (client) => cloneTemplate(client, name, setting(runEnvironment.template)));
  return {
    url: urlOf(clusterUrl, name),
    drop: () => withClient(clusterUrl, (client) => dropDatabase(client, name)),
  };
}
