import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = 'organization_facts';

/** What an organization was and whose unit it was, day by day: moving a unit does not move last year's purchases. */
export class RememberWhereUnitsStood1795300000330 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    // Of several facts from one day on the last one holds; the first fact of an organization holds for all days before.
    await runner.query(`
      CREATE TABLE organization_facts (
        unit_id uuid NOT NULL REFERENCES organizations,
        valid_from date NOT NULL,
        position integer NOT NULL CHECK (position > 0),
        kind text NOT NULL,
        region_code text NOT NULL CHECK (region_code ~ '^[0-9]{6}$'),
        side text,
        parent_id uuid REFERENCES organizations CHECK (parent_id <> unit_id),
        recorded_at timestamptz NOT NULL,
        recorded_by uuid REFERENCES members,
        PRIMARY KEY (unit_id, valid_from, position))`);
    await runner.query('CREATE INDEX organization_facts_parent ON organization_facts (parent_id)');
    await runner.query(`
      INSERT INTO organization_facts (unit_id, valid_from, position, kind, region_code, side, parent_id, recorded_at)
      SELECT id, '0001-01-01', 1, kind, region_code, side, parent_id, created_at FROM organizations`);
    await runner.query(
      `CREATE TRIGGER ${APPEND_ONLY}_append_only BEFORE UPDATE OR DELETE ON ${APPEND_ONLY} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
    );
    await runner.query(`
      CREATE FUNCTION remember_new_organization() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO organization_facts (unit_id, valid_from, position, kind, region_code, side, parent_id, recorded_at)
        VALUES (NEW.id, '0001-01-01', 1, NEW.kind, NEW.region_code, NEW.side, NEW.parent_id, NEW.created_at);
        RETURN NULL;
      END $$`);
    await runner.query(
      'CREATE TRIGGER organizations_remember AFTER INSERT ON organizations FOR EACH ROW EXECUTE FUNCTION remember_new_organization()',
    );
    // Two moves that would close a circle together wait for each other: the second sees the first.
    await runner.query(`
      CREATE FUNCTION keep_unit_tree() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('organizations:tree', 0));
        IF EXISTS (
          WITH RECURSIVE above AS (
            SELECT NEW.parent_id AS id
            UNION SELECT o.parent_id FROM organizations o JOIN above ON o.id = above.id)
          SELECT FROM above WHERE id = NEW.id) THEN
          RAISE EXCEPTION 'unit % would stand below itself', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'organizations_no_circle';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER organizations_no_circle BEFORE UPDATE OF parent_id ON organizations FOR EACH ROW
        WHEN (NEW.parent_id IS DISTINCT FROM OLD.parent_id AND NEW.parent_id IS NOT NULL)
        EXECUTE FUNCTION keep_unit_tree()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER organizations_no_circle ON organizations');
    await runner.query('DROP FUNCTION keep_unit_tree');
    await runner.query('DROP TRIGGER organizations_remember ON organizations');
    await runner.query('DROP FUNCTION remember_new_organization');
    await runner.query('DROP TABLE organization_facts');
  }
}
