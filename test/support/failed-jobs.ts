import type { Database } from '../../src/platform/index';
import { eventually } from './eventually';

/** The queue writes down how a job ended after its slot is free again; until then it is locked. */
const writtenDown = (database: Database) =>
  eventually(async () => {
    const locked = await database.query(
      'SELECT FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL LIMIT 1',
    );
    return locked.length === 0;
  });

/** What is kept of jobs that failed. */
export async function failedJobs(database: Database): Promise<{ error: string; attempts: number }[]> {
  await writtenDown(database);
  return database.query(
    'SELECT last_error AS error, attempts FROM graphile_worker._private_jobs WHERE last_error IS NOT NULL ORDER BY id',
  );
}

/** Those that failed are due at once. */
export async function dueAgain(database: Database): Promise<void> {
  await writtenDown(database);
  await database.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
}
