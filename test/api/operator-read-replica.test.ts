import { Database, ReadReplica, Transactions } from '../../src/platform/index';
import { originOf, within } from '../../src/platform/origin/origin';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { startPlatform, type PlatformApp } from '../support/platform-app';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { withClient } from '../support/test-cluster';

const WHO = 'SELECT said FROM which';

/** Two databases of one server: each says who it is, so that a test sees where a query went. */
describe('the read replica', () => {
  let replica: TestDatabase;
  let app: PlatformApp;
  let logged: CapturedLog;
  beforeAll(async () => {
    logged = captureLog('warn');
    replica = await createTestDatabase();
    await withClient(replica.url, (client) => client.query(`CREATE TABLE which AS SELECT 'replica' AS said`));
    app = await startPlatform([], 'serve', { DATABASE_READ_URL: replica.url });
    await app.database.query(`CREATE TABLE which AS SELECT 'database' AS said`);
  });
  afterAll(async () => {
    await app.close();
    await replica.drop();
    logged.stop();
  });

  const heavy = () => app.nest.get(ReadReplica);
  const whoAnswers = async () => (await heavy().one<{ said: string }>(WHO))?.said;

  it('answers what is marked, and nothing else', async () => {
    expect(await whoAnswers()).toBe('replica');
    expect(await app.nest.get(Database).one(WHO)).toEqual({ said: 'database' });
  });

  it('is not asked by a request that has written', async () => {
    const answers = await within(originOf('a-request-that-writes', null), async () => {
      const before = await whoAnswers();
      await app.nest.get(Transactions).run(async (tx) => tx.query('SELECT 1'));
      return [before, await whoAnswers()];
    });
    expect(answers).toEqual(['replica', 'database']);
  });

  it('hands over a statement that is wrong only once, and keeps answering', async () => {
    await expect(heavy().query('SELECT 1 / 0')).rejects.toThrow();
    expect(await whoAnswers()).toBe('replica');
  });

  it('is left alone for a while after it failed, and then asked again', async () => {
    const realNow = performance.now.bind(performance);
    await withClient(replica.url, (client) => client.query('ALTER TABLE which RENAME TO elsewhere'));
    logged.clear();
    expect(await whoAnswers()).toBe('database');
    expect(logged.lines()).toMatchObject([{ msg: 'read replica', sqlState: '42P01' }]);
    await withClient(replica.url, (client) => client.query('ALTER TABLE elsewhere RENAME TO which'));
    expect(await whoAnswers()).toBe('database');
    const later = jest.spyOn(performance, 'now').mockImplementation(() => realNow() + 6_000);
    expect(await whoAnswers()).toBe('replica');
    later.mockRestore();
  });

  it('that does not exist is missed by nobody', async () => {
    const alone = await startPlatform([], 'serve', {
      DATABASE_READ_URL: 'postgres://nobody@127.0.0.1:1/none',
    });
    await alone.database.query(`CREATE TABLE which AS SELECT 'database' AS said`);
    expect(await alone.nest.get(ReadReplica).one(WHO)).toEqual({ said: 'database' });
    await alone.close();
  });
});
