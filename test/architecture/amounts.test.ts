import { startTestApp, type TestApp } from '../support/app';
import { inexactColumns, type ColumnFact } from './amounts';

/** Exact decimals that are no amounts of money or goods. */
const EXACT = new Set(['divisions.longitude', 'divisions.latitude']);

describe('the columns of amounts (I14)', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  const columns = () =>
    app.database.query<ColumnFact>(
      `SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY 1, 2`,
    );

  it('are bigint, and no column is a float', async () => {
    const all = await columns();
    expect(inexactColumns(all, EXACT)).toEqual([]);
    expect(all.filter(({ column }) => /(_|^)(fen|base)$/.test(column)).length).toBeGreaterThan(30);
  });

  it.each(['goods_fen integer', 'weight_grams numeric', 'price real', 'total money', 'in_base text'])(
    'are told apart from %s',
    async (column) => {
      await app.database.query(`CREATE TABLE planted (${column})`);
      expect(inexactColumns(await columns(), EXACT)).toHaveLength(1);
      await app.database.query('DROP TABLE planted');
    },
  );
});
