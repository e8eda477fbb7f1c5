import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One person with accounts on both sides confirms or ends no pairing alone: who spoke for the first side is kept. */
export class NameWhoSpokeForASide1795300000831 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE pairings ADD COLUMN confirmed_east_by uuid REFERENCES members,
      ADD COLUMN ending_asked_by uuid REFERENCES members`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE pairings DROP COLUMN confirmed_east_by, DROP COLUMN ending_asked_by`);
  }
}
