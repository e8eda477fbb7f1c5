import { runMigrations as createJobTables } from 'graphile-worker';
import { escapeIdentifier, type Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { dropDatabase, urlOf } from './test-cluster';

/** Creates a database with the whole schema. Job tables come first: migrations may refer to them. */
export async function migrateDatabase(url: string): Promise<void> {
  await createJobTables({ connectionString: url });
  const dataSource = new DataSource({ type: 'postgres', url, migrations, installExtensions: false });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}

/** Under its final name a template is complete: it gets that name last, and nobody can connect to it any more. */
export async function createTemplate(client: Client, clusterUrl: string, name: string): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await dropDatabase(client, unfinished);
  await client.query(`CREATE DATABASE ${escapeIdentifier(unfinished)} TEMPLATE template0 ENCODING 'UTF8'`);
  await migrateDatabase(urlOf(clusterUrl, unfinished));
  await client.query(`ALTER DATABASE ${escapeIdentifier(unfinished)} ALLOW_CONNECTIONS false`);
  await client.query(`ALTER DATABASE ${escapeIdentifier(unfinished)} RENAME TO ${escapeIdentifier(name)}`);
}
