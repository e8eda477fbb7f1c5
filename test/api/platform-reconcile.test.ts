import { Reconciliation } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';

describe('reconcile', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  const analyzed = async (table: string) => {
    const sql = 'SELECT analyze_count::int AS times FROM pg_stat_user_tables WHERE relname = $1';
    return (await app.database.one<{ times: number }>(sql, [table]))?.times;
  };

  it('looks at what has just come in before it plans its questions, and only at that', async () => {
    await app.transactions.run(async (tx) => {
      await tx.query('CREATE TABLE just_imported AS SELECT generate_series(1, 5000) AS row');
      await tx.query('CREATE TABLE hardly_changed AS SELECT generate_series(1, 500) AS row');
      await tx.query('SELECT pg_stat_force_next_flush()');
    });
    expect(await analyzed('just_imported')).toBe(0);
    for (let times = 0; times < 2; times += 1) await app.nest.get(Reconciliation).run(() => undefined);
    expect(await analyzed('just_imported')).toBe(1);
    expect(await analyzed('hardly_changed')).toBe(0);
  });
});
