import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An award may wait for the supplier: the channel its orders go over waits with it. */
export class LetAwardsNameTheirChannel1795300001231 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE quote_awards ADD COLUMN channel_id uuid REFERENCES sales_channels');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE quote_awards DROP COLUMN channel_id');
  }
}
