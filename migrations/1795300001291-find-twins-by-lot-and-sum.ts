import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A twin is looked for once per row of a table: by its lot alone, each row met every claim on that lot. */
export class FindTwinsByLotAndSum1795300001291 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('CREATE INDEX claim_lines_twins ON claim_lines (lot_id, goods_fen) WHERE live');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX claim_lines_twins');
  }
}
