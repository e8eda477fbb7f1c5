import { escapeIdentifier, type Client } from 'pg';
import { migrate } from '../../src/platform/database/migrate';
import { dropDatabase, urlOf } from './test-cluster';

/** Under its final name a template is complete: it gets that name last, and nobody can connect to it any more. */
export async function createTemplate(client: Client, clusterUrl: string, name: string): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await dropDatabase(client, unfinished);
  await client.query(`CREATE DATABASE ${escapeIdentifier(unfinished)} TEMPLATE template0 ENCODING 'UTF8'`);
  await migrate(urlOf(clusterUrl, unfinished));
  await client.query(`ALTER DATABASE ${escapeIdentifier(unfinished)} ALLOW_CONNECTIONS false`);
  await client.query(`ALTER DATABASE ${escapeIdentifier(unfinished)} RENAME TO ${escapeIdentifier(name)}`);
}
