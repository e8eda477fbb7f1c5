import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Budget entries stand on unit and year, whether a budget is set or not, and take in the orders that stood outside. */
export class CountEveryOrderInItsYear1795300000803 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE budget_entries ADD COLUMN unit_id uuid REFERENCES organizations,
        ADD COLUMN year integer CHECK (year BETWEEN 2000 AND 2199)`);
    await runner.query('ALTER TABLE budget_entries DISABLE TRIGGER budget_entries_append_only');
    await runner.query(
      'UPDATE budget_entries e SET unit_id = b.unit_id, year = b.year FROM budgets b WHERE b.id = e.budget_id',
    );
    await runner.query('ALTER TABLE budget_entries ENABLE TRIGGER budget_entries_append_only');
    await runner.query(`
      ALTER TABLE budget_entries ALTER COLUMN unit_id SET NOT NULL, ALTER COLUMN year SET NOT NULL,
        DROP COLUMN budget_id`);
    await runner.query('CREATE INDEX budget_entries_year ON budget_entries (unit_id, year)');
    await runner.query(TAKE_IN);
    // A limit that what was ordered before it had passed already leaves nothing: it cannot stand below what is taken.
    await runner.query(`
      UPDATE budgets b SET reserved_fen = t.fen, limit_fen = greatest(b.limit_fen, t.fen)
      FROM (SELECT unit_id, year, sum(fen) AS fen FROM budget_entries GROUP BY unit_id, year) t
      WHERE t.unit_id = b.unit_id AND t.year = b.year`);
  }

  /** Made anew, so that the columns stand where they stood. What no budget stood for is given up, as before. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TEMPORARY TABLE kept ON COMMIT DROP AS
      SELECT e.id, b.id AS budget_id, e.fen, e.subject_kind, e.subject_id, e.at
      FROM budget_entries e JOIN budgets b ON b.unit_id = e.unit_id AND b.year = e.year`);
    await runner.query('DROP TABLE budget_entries');
    await runner.query(`
      CREATE TABLE budget_entries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        budget_id uuid NOT NULL REFERENCES budgets,
        fen bigint NOT NULL CHECK (fen <> 0),
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        at timestamptz NOT NULL)`);
    await runner.query('INSERT INTO budget_entries OVERRIDING SYSTEM VALUE SELECT * FROM kept');
    await runner.query(`
      SELECT setval(pg_get_serial_sequence('budget_entries', 'id'), coalesce(max(id), 0) + 1, false) FROM kept`);
    await runner.query('DROP TABLE kept');
    await runner.query('CREATE INDEX budget_entries_budget ON budget_entries (budget_id)');
    await runner.query('CREATE INDEX budget_entries_subject ON budget_entries (subject_kind, subject_id)');
    await runner.query(
      'CREATE TRIGGER budget_entries_append_only BEFORE UPDATE OR DELETE ON budget_entries FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    );
    await runner.query(
      'CREATE TRIGGER budget_entries_keep BEFORE TRUNCATE ON budget_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    );
  }
}

/** Of every order what it takes today, less what is written down of it. */
const TAKE_IN = `
  INSERT INTO budget_entries (unit_id, year, fen, subject_kind, subject_id, at)
  SELECT o.unit_id, extract(year FROM o.placed_on)::integer, o.fen - coalesce(e.fen, 0), 'Order', o.id, now()
  FROM (SELECT o.id, o.unit_id, o.placed_on, CASE
          WHEN o.state IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED') THEN 0
          WHEN s.id IS NOT NULL THEN s.goods_fen + s.freight_fen - coalesce(
            (SELECT sum(r.fen) FROM settled_line_refunds r WHERE r.order_id = o.id), 0)
          ELSE coalesce(o.accepted_goods_fen, o.goods_fen) + coalesce(o.accepted_freight_fen, o.freight_fen)
        END::bigint AS fen
        FROM orders o LEFT JOIN settlements s ON s.order_id = o.id) o
  LEFT JOIN (SELECT subject_id, sum(fen)::bigint AS fen FROM budget_entries WHERE subject_kind = 'Order'
             GROUP BY subject_id) e ON e.subject_id = o.id
  WHERE o.fen <> coalesce(e.fen, 0)`;
