import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How strong a finding was when it was decided: what opens it again is worse than that. */
export class KnowWhatWasDismissed1795300001403 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE findings ADD COLUMN decided_strength_bp bigint');
    await runner.query('UPDATE findings SET decided_strength_bp = strength_bp WHERE decided_by IS NOT NULL');
    await runner.query(`ALTER TABLE findings ADD CONSTRAINT findings_decided_strength
      CHECK ((decided_strength_bp IS NULL) = (decided_by IS NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE findings DROP COLUMN decided_strength_bp');
  }
}
