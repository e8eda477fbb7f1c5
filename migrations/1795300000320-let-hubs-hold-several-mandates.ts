import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A hub (枢纽) sells named goods of several producers; who sells everything of a producer still does so for one at a time. */
export class LetHubsHoldSeveralMandates1795300000320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE agency_mandates ADD COLUMN kind text NOT NULL DEFAULT 'SOLE' CHECK (kind IN ('SOLE', 'HUB')),
        DROP CONSTRAINT one_principal_at_a_time,
        ADD CONSTRAINT one_principal_at_a_time EXCLUDE USING gist
          (agent_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
          WHERE (state IN ('ACTIVE', 'ENDED') AND kind = 'SOLE'),
        ADD CONSTRAINT one_hub_mandate_of_a_member EXCLUDE USING gist
          (agent_id WITH =, principal_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
          WHERE (state = 'ACTIVE' AND kind = 'HUB')`);
  }

  /** Only while no hub has a mandate. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE agency_mandates DROP CONSTRAINT one_hub_mandate_of_a_member, DROP CONSTRAINT one_principal_at_a_time,
        ADD CONSTRAINT one_principal_at_a_time EXCLUDE USING gist
          (agent_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&) WHERE (state IN ('ACTIVE', 'ENDED')),
        DROP COLUMN kind`);
  }
}
