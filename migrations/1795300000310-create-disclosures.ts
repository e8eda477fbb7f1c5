import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who saw whose data in full, and why. The audit row holds the same by ids; this one is what the person may read. */
export class CreateDisclosures1795300000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE disclosures (
        id uuid PRIMARY KEY,
        viewer_id uuid NOT NULL REFERENCES members,
        viewer_organization_id uuid NOT NULL REFERENCES organizations,
        what text NOT NULL CHECK (what IN ('MEMBER_PHONE', 'BANK_ACCOUNT_NUMBER', 'PAYER_ACCOUNT', 'PERSON_EXPORT')),
        subject_id uuid NOT NULL,
        person_id uuid REFERENCES members,
        organization_id uuid REFERENCES organizations,
        purpose text NOT NULL,
        note_encrypted text,
        at timestamptz NOT NULL)`);
    await runner.query('CREATE INDEX disclosures_viewer ON disclosures (viewer_id, at)');
    await runner.query('CREATE INDEX disclosures_person ON disclosures (person_id, at DESC, id DESC)');
    await runner.query(
      'CREATE INDEX disclosures_organization ON disclosures (organization_id, at DESC, id DESC)',
    );
    // Append-only but for one thing: ciphertexts and keyed hashes follow their keys while `reencrypt` says it is at work.
    await runner.query(`
      CREATE FUNCTION refuse_change_but_keys() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        kept_old jsonb; kept_new jsonb;
      BEGIN
        IF TG_OP = 'UPDATE' AND current_setting('xieshou.reencrypting', true) = 'on' THEN
          SELECT jsonb_object_agg(key, value) INTO kept_old FROM jsonb_each(to_jsonb(OLD)) WHERE key !~ '_(encrypted|hash)$';
          SELECT jsonb_object_agg(key, value) INTO kept_new FROM jsonb_each(to_jsonb(NEW)) WHERE key !~ '_(encrypted|hash)$';
          IF kept_old = kept_new THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(
      'CREATE TRIGGER disclosures_append_only BEFORE UPDATE OR DELETE ON disclosures FOR EACH ROW EXECUTE FUNCTION refuse_change_but_keys()',
    );
    await runner.query(
      'CREATE TRIGGER disclosures_keep BEFORE TRUNCATE ON disclosures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE disclosures');
    await runner.query('DROP FUNCTION refuse_change_but_keys()');
  }
}
