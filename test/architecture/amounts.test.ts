import { startTestApp, type TestApp } from '../support/app';
import { inexactColumns, type ColumnFact } from './amounts';

/** Exact decimals that are no amounts of money or goods. */
const EXACT = ['divisions.longitude', 'divisions.latitude'];
/** Sums of all entries of a month, and what a year is foretold to come to, may outgrow bigint; they are whole all the same. */
const SUMS = [
  'public_cells.net_fen',
  ...['low_amount', 'mid_amount', 'high_amount'].map((column) => `forecasts.${column}`),
  ...[
    'counting_deltas',
    'counting_ledger_days',
    'counting_ledger_months',
    'counting_months',
    'counting_month_goods',
    'counting_region_days',
    'counting_regions',
  ].flatMap((table) =>
    ['gross_fen', 'reversals_fen', 'provisional_fen'].map((column) => `${table}.${column}`),
  ),
];
const NUMERIC = new Set([...EXACT, ...SUMS]);

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
    expect(inexactColumns(all, NUMERIC)).toEqual([]);
    expect(all.filter(({ column }) => /(_|^)(fen|base)$/.test(column)).length).toBeGreaterThan(30);
  });

  it('are whole where they are sums beyond bigint', async () => {
    const whole = await app.database.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE data_type = 'numeric' AND numeric_scale = 0`,
    );
    expect(whole.map(({ name }) => name).toSorted()).toEqual(SUMS.toSorted());
  });

  it.each(['goods_fen integer', 'weight_grams numeric', 'price real', 'total money', 'in_base text'])(
    'are told apart from %s',
    async (column) => {
      await app.database.query(`CREATE TABLE planted (${column})`);
      expect(inexactColumns(await columns(), NUMERIC)).toHaveLength(1);
      await app.database.query('DROP TABLE planted');
    },
  );
});
