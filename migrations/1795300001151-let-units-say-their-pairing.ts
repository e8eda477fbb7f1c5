import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A pool has no pairing: each of its units says its own when it joins. */
export class LetUnitsSayTheirPairing1795300001151 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE pool_joins ADD COLUMN pairing_choice uuid REFERENCES pairings');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pool_joins DROP COLUMN pairing_choice');
  }
}
