import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { Database, sqlState, SystemClock, Transactions } from '../../src/platform/index';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('statements that run often', () => {
  let testDatabase: TestDatabase;
  let source: DataSource;
  let database: Database;
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    source = await new DataSource(dataSourceOptions(testDatabase.url, 2)).initialize();
    database = new Database(source);
    await database.query('CREATE TABLE thing (id int, name int)');
    await database.query('INSERT INTO thing VALUES (1, 7)');
  });
  afterAll(async () => {
    await source.destroy();
    await testDatabase.drop();
  });

  const prepared = async () =>
    (await database.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements')).map(
      ({ statement }) => statement,
    );
  const often = async (sql: string, times = 8) => {
    for (let n = 0; n < times; n += 1) await database.query(sql, [1]);
  };

  it('are prepared from the third time on', async () => {
    await often('SELECT name FROM thing WHERE id = $1', 2);
    expect(await prepared()).not.toContain('SELECT name FROM thing WHERE id = $1');
    await often('SELECT name FROM thing WHERE id = $1', 2);
    expect(await prepared()).toContain('SELECT name FROM thing WHERE id = $1');
  });

  it('are asked anew when a table has changed under them, in a read and in a transaction', async () => {
    const sql = 'SELECT * FROM thing WHERE id = $1';
    await often(sql);
    await database.query('ALTER TABLE thing ALTER COLUMN name TYPE text');
    expect(await database.query(sql, [1])).toEqual([{ id: 1, name: '7' }]);
    await often(sql);
    await database.query('ALTER TABLE thing ADD COLUMN more int');
    expect(await database.query(sql, [1])).toEqual([{ id: 1, name: '7', more: null }]);
  });

  it('are prepared anew on the connection that follows a terminated one', async () => {
    const sql = 'SELECT name, id FROM thing WHERE id = $1';
    await often(sql);
    await database.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
    await often(sql);
    expect(await database.query(sql, [1])).toEqual([{ id: 1, name: '7' }]);
  });

  it('are no more than a connection can hold, however many texts there are', async () => {
    for (let n = 0; n < 400; n += 1) await often(`SELECT ${n} + $1::int AS n`, 3);
    expect((await prepared()).length).toBeLessThanOrEqual(250);
    expect(await database.query('SELECT 7 + $1::int AS n', [1])).toEqual([{ n: 8 }]);
  });

  it('run in the order in which they were asked, where nobody waited between them', async () => {
    const seen = await new Transactions(source, new SystemClock()).run((tx) =>
      Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          tx
            .query<{ count: bigint }>(
              'WITH t AS (INSERT INTO thing VALUES ($1)) SELECT count(*) FROM thing WHERE id >= 100',
              [100 + n],
            )
            .then(([row]) => row?.count),
        ),
      ),
    );
    expect(seen).toEqual(Array.from({ length: 12 }, (_, n) => BigInt(n)));
  });

  it('say why they failed where one before them broke the transaction, and leave nothing of it', async () => {
    const transactions = new Transactions(source, new SystemClock());
    const told: unknown[] = [];
    const failed = transactions.run(async (tx) => {
      const asked = [
        tx.query('INSERT INTO thing VALUES ($1)', [500]),
        tx.query('SELECT 1 / $1::int', [0]),
        tx.query('INSERT INTO thing VALUES ($1)', [501]),
      ];
      for (const one of await Promise.allSettled(asked))
        told.push(one.status === 'rejected' ? sqlState(one.reason) : one.status);
      return Promise.all(asked);
    });
    expect(await failed.catch(sqlState)).toBe('22012');
    expect(told).toEqual(['fulfilled', '22012', '22012']);
    expect(await database.query('SELECT FROM thing WHERE id >= 500')).toEqual([]);
  });

  it('are forgotten where a pooler handed us another connection', async () => {
    const sql = 'SELECT id FROM thing WHERE id = $1';
    await often(sql);
    await database.query('DEALLOCATE ALL');
    expect(await database.query(sql, [1])).toEqual([{ id: 1 }]);
    await often(sql);
    expect(await prepared()).not.toContain(sql); // from now on nothing is prepared in this process
  });
});
