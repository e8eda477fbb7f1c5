import { stopCluster } from '../../libs/tooling/embedded-postgres.cjs';
import {
  databasesLike,
  dropDatabase,
  operatorUrl,
  runEnvironment,
  runPrefix,
  TEST_DATA_DIR,
  withClient,
} from './test-cluster';

/** Drops what this run left. The cluster stays for the next run, except where nobody will come back to it. */
export default async function globalTeardown(): Promise<void> {
  const url = process.env[runEnvironment.clusterUrl];
  const run = process.env[runEnvironment.run];
  if (!url || !run) return;
  await withClient(url, async (client) => {
    for (const name of await databasesLike(client, runPrefix(run))) await dropDatabase(client, name);
  });
  if (process.env.CI === 'true' && !operatorUrl()) await stopCluster(TEST_DATA_DIR);
}
