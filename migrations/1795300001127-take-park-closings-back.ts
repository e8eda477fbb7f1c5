import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who proposed that a park closes takes it back himself: the four eyes are those of a decision. */
export class TakeParkClosingsBack1795300001127 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE park_closings DROP CONSTRAINT park_closings_state_check, DROP CONSTRAINT park_closings_four_eyes,
        ADD CONSTRAINT park_closings_state_check CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN')),
        ADD CONSTRAINT park_closings_four_eyes
          CHECK (state = 'WITHDRAWN' OR (decided_by <> proposed_by AND decider_id <> proposer_id)),
        ADD CONSTRAINT park_closings_withdrawn CHECK (state <> 'WITHDRAWN' OR decision_note IS NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE park_closings DISABLE TRIGGER park_closings_decided_once');
    await runner.query(`DELETE FROM park_closings WHERE state = 'WITHDRAWN'`);
    await runner.query('ALTER TABLE park_closings ENABLE TRIGGER park_closings_decided_once');
    await runner.query(`
      ALTER TABLE park_closings DROP CONSTRAINT park_closings_withdrawn, DROP CONSTRAINT park_closings_state_check,
        DROP CONSTRAINT park_closings_four_eyes,
        ADD CONSTRAINT park_closings_state_check CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
        ADD CONSTRAINT park_closings_four_eyes CHECK (decided_by <> proposed_by AND decider_id <> proposer_id)`);
  }
}
