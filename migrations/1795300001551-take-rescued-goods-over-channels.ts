import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 帮助销售 in a rescue round: each unit names the channel its own order goes over. */
export class TakeRescuedGoodsOverChannels1795300001551 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE rescue_parts ADD COLUMN channel_id uuid REFERENCES sales_channels');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE rescue_parts DROP COLUMN channel_id');
  }
}
