import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A park is closed on a day and for a reason, by two offices of two sides; a closed one stays closed. */
export class CloseParks1795300001126 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE parks DROP CONSTRAINT parks_state_check, DROP CONSTRAINT parks_check, ADD COLUMN closed_on date,
        ADD CONSTRAINT parks_state_check CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED', 'CLOSED')),
        ADD CONSTRAINT parks_check CHECK ((state IN ('CONFIRMED', 'CLOSED')) = (wording IS NOT NULL)),
        ADD CONSTRAINT parks_closed CHECK ((closed_on IS NOT NULL) = (state = 'CLOSED'))`);
    for (const statement of [CLOSINGS, KEEP, CLOSED]) await runner.query(statement);
    await runner.query(
      'CREATE TRIGGER park_closings_decided_once BEFORE UPDATE OR DELETE ON park_closings FOR EACH ROW EXECUTE FUNCTION keep_park_closings()',
    );
    await runner.query(
      'CREATE TRIGGER park_closings_keep BEFORE TRUNCATE ON park_closings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    );
    await runner.query(
      `CREATE TRIGGER parks_close_once BEFORE UPDATE OF state, closed_on ON parks FOR EACH ROW
       WHEN (OLD.state = 'CLOSED' OR NEW.state = 'CLOSED') EXECUTE FUNCTION keep_closed_parks()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER parks_close_once ON parks');
    await runner.query('DROP FUNCTION keep_closed_parks()');
    await runner.query('DROP TABLE park_closings');
    await runner.query('DROP FUNCTION keep_park_closings()');
    await runner.query(`UPDATE parks SET state = 'CONFIRMED', closed_on = NULL WHERE state = 'CLOSED'`);
    await runner.query(`
      ALTER TABLE parks DROP CONSTRAINT parks_closed, DROP CONSTRAINT parks_state_check, DROP CONSTRAINT parks_check,
        DROP COLUMN closed_on,
        ADD CONSTRAINT parks_state_check CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
        ADD CONSTRAINT parks_check CHECK ((state = 'CONFIRMED') = (wording IS NOT NULL))`);
  }
}

const CLOSINGS = `
  CREATE TABLE park_closings (
    park_id uuid NOT NULL REFERENCES parks, number integer NOT NULL CHECK (number > 0),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    closed_on date NOT NULL, reason text NOT NULL,
    proposed_by uuid NOT NULL REFERENCES members, proposer_id uuid NOT NULL REFERENCES organizations,
    proposed_at timestamptz NOT NULL,
    decided_by uuid REFERENCES members, decider_id uuid REFERENCES organizations, decided_at timestamptz, decision_note text,
    PRIMARY KEY (park_id, number),
    CONSTRAINT park_closings_four_eyes CHECK (decided_by <> proposed_by AND decider_id <> proposer_id),
    CHECK ((state = 'PROPOSED') = (decided_at IS NULL)), CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((decided_at IS NULL) = (decider_id IS NULL)));
  CREATE UNIQUE INDEX park_closings_one_proposed ON park_closings (park_id) WHERE state = 'PROPOSED'`;

const KEEP = `CREATE FUNCTION keep_park_closings() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'PROPOSED' OR NEW.state = 'PROPOSED'
       OR to_jsonb(NEW) - '{state,decided_by,decider_id,decided_at,decision_note}'::text[]
          <> to_jsonb(OLD) - '{state,decided_by,decider_id,decided_at,decision_note}'::text[] THEN
      RAISE EXCEPTION 'the closing of a park is decided once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$`;

const CLOSED = `CREATE FUNCTION keep_closed_parks() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.state = 'CLOSED' AND (NEW.state, NEW.closed_on) IS DISTINCT FROM (OLD.state, OLD.closed_on)
      OR NOT EXISTS (SELECT FROM park_closings c WHERE c.park_id = NEW.id AND c.state = 'CONFIRMED' AND c.closed_on = NEW.closed_on) THEN
      RAISE EXCEPTION 'park % is closed by two offices, once', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;
