import { runMigrations } from 'graphile-worker';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index';
import { dataSourceOptions } from './data-source';

/** Brings a database to the present schema: ours and the job queue's. Safe to run again and beside another. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const source = await new DataSource({ ...dataSourceOptions(databaseUrl, 2), migrations }).initialize();
  try {
    await source.query(`SELECT pg_advisory_lock(hashtext('xieshou-migrate'))`);
    await runMigrations({ connectionString: databaseUrl });
    const applied = await source.runMigrations({ transaction: 'each' });
    return applied.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
