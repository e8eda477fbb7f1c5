import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'DRAFT', 'NEGOTIATING', 'SIGNED_ONE', 'ACTIVE', 'AMENDING'`;
const NOBODY = `'00000000-0000-0000-0000-000000000000'`;

/** Refuses circles, a child of another tree, and a parent that is a leaf; only where a node hangs may change. */
const KEEP_TREES = `
  CREATE FUNCTION keep_commitment_trees() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE above commitments;
  BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.id, NEW.agreement_id, NEW.indicator, NEW.unit, NEW.leaf, NEW.pairing_id, NEW.unit_id)
      IS DISTINCT FROM (OLD.id, OLD.agreement_id, OLD.indicator, OLD.unit, OLD.leaf, OLD.pairing_id, OLD.unit_id) THEN
      RAISE EXCEPTION 'commitment % stays what it is', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.parent_id IS NULL THEN RETURN NEW; END IF;
    SELECT * INTO above FROM commitments WHERE id = NEW.parent_id;
    IF above.leaf IS NOT NULL THEN
      RAISE EXCEPTION 'commitment % is a leaf and has no parts', above.id USING ERRCODE = 'check_violation';
    END IF;
    IF (above.agreement_id, above.indicator, above.unit) IS DISTINCT FROM (NEW.agreement_id, NEW.indicator, NEW.unit) THEN
      RAISE EXCEPTION 'commitment % belongs to another tree', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
      WITH RECURSIVE line AS (
        SELECT NEW.parent_id AS id UNION SELECT c.parent_id FROM commitments c JOIN line ON c.id = line.id)
      SELECT FROM line WHERE id = NEW.id) THEN
      RAISE EXCEPTION 'commitment % would stand below itself', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

const TARGET_LEAVES = `
  CREATE FUNCTION keep_targets_on_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM commitments WHERE id = NEW.commitment_id AND agreement_id = NEW.agreement_id AND leaf IS NOT NULL) THEN
      RAISE EXCEPTION 'only a leaf of the agreement has a target' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

/** 目标树: province → city → county → unit; targets stand on leaves only. And what an agreement becomes after its year. */
export class LetTargetsBeTrees1795300000402 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE commitments ADD COLUMN unit_id uuid REFERENCES organizations,
        DROP CONSTRAINT commitments_leaf_check, DROP CONSTRAINT commitments_check, DROP CONSTRAINT commitments_check1,
        DROP CONSTRAINT commitments_check2`);
    await runner.query(`
      ALTER TABLE commitments ADD CONSTRAINT commitments_leaf_check CHECK (leaf IN ('PAIRING', 'OWN', 'UNIT')),
        ADD CONSTRAINT commitments_node CHECK (CASE
          WHEN parent_id IS NULL THEN num_nonnulls(leaf, pairing_id, unit_id) = 0
          WHEN leaf IS NULL THEN num_nonnulls(pairing_id, unit_id) > 0
          WHEN leaf = 'OWN' THEN num_nonnulls(pairing_id, unit_id) = 0
          WHEN leaf = 'PAIRING' THEN pairing_id IS NOT NULL AND unit_id IS NULL
          ELSE unit_id IS NOT NULL END)`);
    await runner.query('DROP INDEX commitments_pairing_leaf');
    await runner.query(
      `CREATE UNIQUE INDEX commitments_pairing_leaf ON commitments (agreement_id, indicator, pairing_id) WHERE leaf = 'PAIRING'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX commitments_unit_leaf ON commitments (agreement_id, indicator, unit_id, coalesce(pairing_id, ${NOBODY}))
         WHERE leaf = 'UNIT'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX commitments_inner ON commitments
         (agreement_id, indicator, coalesce(pairing_id, ${NOBODY}), coalesce(unit_id, ${NOBODY}))
         WHERE leaf IS NULL AND parent_id IS NOT NULL`,
    );
    await runner.query('CREATE INDEX commitments_parent ON commitments (parent_id)');
    await runner.query(KEEP_TREES);
    await runner.query(
      'CREATE TRIGGER commitments_are_trees BEFORE INSERT OR UPDATE ON commitments FOR EACH ROW EXECUTE FUNCTION keep_commitment_trees()',
    );
    await runner.query(TARGET_LEAVES);
    await runner.query(
      'CREATE TRIGGER commitment_targets_on_leaves BEFORE INSERT ON commitment_targets FOR EACH ROW EXECUTE FUNCTION keep_targets_on_leaves()',
    );
    await runner.query(`
      ALTER TABLE annual_agreements DROP CONSTRAINT annual_agreements_state_check,
        ADD CONSTRAINT annual_agreements_state_check CHECK
          (state IN (${BEFORE}, 'CUTOFF', 'SELF_REPORTED', 'CROSS_CHECKED', 'ASSESSED', 'ARCHIVED')),
        ADD CONSTRAINT annual_agreements_assessed_in_force CHECK (state IN (${BEFORE}) OR in_force_draft IS NOT NULL)`);
    await runner.query(`
      CREATE TABLE agreement_year_steps (
        agreement_id uuid NOT NULL REFERENCES annual_agreements,
        state text NOT NULL CHECK (state IN ('CUTOFF', 'SELF_REPORTED', 'CROSS_CHECKED', 'ASSESSED', 'ARCHIVED')),
        side text CHECK (side IN ('EAST', 'WEST')),
        member_id uuid NOT NULL REFERENCES members,
        organization_id uuid NOT NULL REFERENCES organizations,
        statement text,
        at timestamptz NOT NULL,
        PRIMARY KEY (agreement_id, state))`);
    // I18: who reports checks nothing, neither the member nor the organization nor the side.
    for (const column of ['member_id', 'organization_id', 'side'])
      await runner.query(
        `CREATE UNIQUE INDEX agreement_year_steps_${column} ON agreement_year_steps (agreement_id, ${column})
           WHERE state IN ('SELF_REPORTED', 'CROSS_CHECKED')`,
      );
    await runner.query(
      'CREATE TRIGGER agreement_year_steps_append_only BEFORE UPDATE OR DELETE ON agreement_year_steps FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    );
  }

  /** Only while no tree is deeper than the agreement's leaves and no agreement is past its year. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TABLE agreement_year_steps');
    await runner.query(`
      ALTER TABLE annual_agreements DROP CONSTRAINT annual_agreements_assessed_in_force,
        DROP CONSTRAINT annual_agreements_state_check,
        ADD CONSTRAINT annual_agreements_state_check CHECK (state IN (${BEFORE}))`);
    await runner.query('DROP TRIGGER commitment_targets_on_leaves ON commitment_targets');
    await runner.query('DROP FUNCTION keep_targets_on_leaves');
    await runner.query('DROP TRIGGER commitments_are_trees ON commitments');
    await runner.query('DROP FUNCTION keep_commitment_trees');
    for (const index of [
      'commitments_parent',
      'commitments_inner',
      'commitments_unit_leaf',
      'commitments_pairing_leaf',
    ])
      await runner.query(`DROP INDEX ${index}`);
    await runner.query(`
      ALTER TABLE commitments DROP CONSTRAINT commitments_node, DROP CONSTRAINT commitments_leaf_check, DROP COLUMN unit_id`);
    await runner.query(`
      ALTER TABLE commitments ADD CONSTRAINT commitments_leaf_check CHECK (leaf IN ('PAIRING', 'OWN')),
        ADD CONSTRAINT commitments_check CHECK ((parent_id IS NULL) = (leaf IS NULL)),
        ADD CONSTRAINT commitments_check1 CHECK ((leaf = 'PAIRING') = (pairing_id IS NOT NULL) OR leaf IS NULL),
        ADD CONSTRAINT commitments_check2 CHECK (leaf IS NOT NULL OR pairing_id IS NULL)`);
    await runner.query(
      `CREATE UNIQUE INDEX commitments_pairing_leaf ON commitments (parent_id, pairing_id) WHERE leaf = 'PAIRING'`,
    );
  }
}
