import { createTestDatabase } from './test-database';
import { withClient } from './test-cluster';

describe('the test database', () => {
  it('gives every caller a migrated copy of its own, also at the same time', async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => createTestDatabase()));
    const counts = await Promise.all(
      databases.map(({ url }, index) =>
        withClient(url, async (client) => {
          await client.query('CREATE TABLE marker (n int)');
          await client.query('INSERT INTO marker SELECT generate_series(1, $1)', [index + 1]);
          const { rows } = await client.query<{ n: string; jobs: string | null }>(
            `SELECT count(*) AS n, to_regclass('graphile_worker.migrations')::text AS jobs FROM marker`,
          );
          return rows[0];
        }),
      ),
    );
    await Promise.all(databases.map((database) => database.drop()));
    expect(counts).toEqual([1, 2, 3, 4].map((n) => ({ n: String(n), jobs: 'graphile_worker.migrations' })));
  });

  it('is closed after drop, even while a connection to it is open', async () => {
    const database = await createTestDatabase();
    await withClient(database.url, async (client) => {
      client.on('error', () => undefined); // an unheard error would end the process
      await database.drop();
    });
    await expect(withClient(database.url, (client) => client.query('SELECT 1'))).rejects.toMatchObject({
      code: expect.stringMatching(/^(55000|3D000)$/), // closed, or gone where the server is an operator's
    });
  });
});
