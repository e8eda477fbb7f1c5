import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Goods that came back by a case: they wait, not for sale, for the county's word. */
export class KeepReturnedGoods1795300000902 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE returned_goods (
        id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
        case_id uuid NOT NULL REFERENCES aftersales_cases,
        case_line_id uuid NOT NULL UNIQUE REFERENCES aftersales_case_lines,
        lot_id uuid NOT NULL REFERENCES lots, supplier_id uuid NOT NULL REFERENCES organizations,
        county_code text NOT NULL, display_unit text NOT NULL, quantity_base bigint NOT NULL CHECK (quantity_base > 0),
        state text NOT NULL CHECK (state IN ('HELD', 'PUT_BACK', 'WRITTEN_OFF')), received_at timestamptz NOT NULL,
        decided_by uuid REFERENCES members, decided_at timestamptz, note text,
        CHECK ((state = 'HELD') = (decided_by IS NULL)), CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
        CHECK ((decided_by IS NULL) = (note IS NULL)))`);
    await runner.query('CREATE INDEX returned_goods_by_date ON returned_goods (received_at DESC, id DESC)');
    await runner.query('CREATE INDEX returned_goods_by_lot ON returned_goods (lot_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE returned_goods');
  }
}
