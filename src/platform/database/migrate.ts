import { runMigrations } from 'graphile-worker';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index';
import { dataSourceOptions } from './data-source';

/** Brings a database to the present schema: ours and the job queue's. Safe to run again and beside another. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  // A migration says itself how long it waits for a lock (SET LOCAL lock_timeout); how long it may work, its table says.
  const options = dataSourceOptions(databaseUrl, 2, { unhurried: true });
  const source = await new DataSource({ ...options, migrations }).initialize();
  const turn = source.createQueryRunner();
  try {
    await turn.query(`SET lock_timeout = '15min'`); // another one may be building an index
    await turn.query(`SELECT pg_advisory_lock(hashtext('xieshou-migrate'))`);
    await runMigrations({ connectionString: databaseUrl });
    const applied = await source.runMigrations({ transaction: 'each' });
    return applied.map((migration) => migration.name);
  } finally {
    await turn.release();
    await source.destroy();
  }
}
