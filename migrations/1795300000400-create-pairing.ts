import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePairing1795300000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await runner.query(`
      CREATE TABLE pairings (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('EAST_WEST')),
        level text NOT NULL CHECK (level IN ('PROVINCE', 'PREFECTURE', 'CITY_TO_COUNTY', 'COUNTY')),
        east_region_code text NOT NULL CHECK (east_region_code ~ '^[0-9]{6}$'),
        west_region_code text NOT NULL CHECK (west_region_code ~ '^[0-9]{6}$'),
        valid_from date NOT NULL,
        valid_to date,
        state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED_EAST', 'ACTIVE', 'SUSPENDED', 'ENDED')),
        exclusive boolean NOT NULL,
        source_document text NOT NULL,
        verified boolean NOT NULL,
        note text,
        proposed_by uuid,
        ending_on date,
        ending_asked_side text CHECK (ending_asked_side IN ('EAST', 'WEST')),
        version integer NOT NULL DEFAULT 1,
        CHECK (valid_to IS NULL OR valid_to >= valid_from),
        CHECK (state <> 'ENDED' OR valid_to IS NOT NULL),
        CHECK ((ending_on IS NULL) = (ending_asked_side IS NULL)),
        CONSTRAINT pairings_dates_apart EXCLUDE USING gist (
          kind WITH =, east_region_code WITH =, west_region_code WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
          WHERE (state IN ('ACTIVE', 'SUSPENDED', 'ENDED')),
        CONSTRAINT pairings_one_east_partner EXCLUDE USING gist (
          kind WITH =, west_region_code WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
          WHERE (exclusive AND state IN ('ACTIVE', 'SUSPENDED', 'ENDED')))`);
    await runner.query('CREATE INDEX pairings_west ON pairings (kind, west_region_code, east_region_code)');
    await runner.query('CREATE INDEX pairings_east ON pairings (kind, east_region_code)');
    await runner.query(`
      CREATE TABLE annual_agreements (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('EAST_WEST')),
        pairing_id uuid NOT NULL REFERENCES pairings,
        year integer NOT NULL CHECK (year BETWEEN 2000 AND 2199),
        east_region_code text NOT NULL,
        west_region_code text NOT NULL,
        state text NOT NULL CHECK (state IN ('DRAFT', 'NEGOTIATING', 'SIGNED_ONE', 'ACTIVE', 'AMENDING')),
        draft_number integer NOT NULL CHECK (draft_number > 0),
        in_force_draft integer CHECK (in_force_draft <= draft_number),
        in_force_since timestamptz,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        UNIQUE (pairing_id, year),
        CHECK ((in_force_draft IS NULL) = (in_force_since IS NULL)))`);
    await runner.query(
      'CREATE INDEX annual_agreements_regions ON annual_agreements (year, west_region_code, east_region_code)',
    );
    await runner.query(`
      CREATE TABLE commitments (
        id uuid PRIMARY KEY,
        agreement_id uuid NOT NULL REFERENCES annual_agreements,
        parent_id uuid REFERENCES commitments,
        indicator text NOT NULL,
        unit text NOT NULL,
        leaf text CHECK (leaf IN ('PAIRING', 'OWN')),
        pairing_id uuid REFERENCES pairings,
        CHECK ((parent_id IS NULL) = (leaf IS NULL)),
        CHECK ((leaf = 'PAIRING') = (pairing_id IS NOT NULL) OR leaf IS NULL),
        CHECK (leaf IS NOT NULL OR pairing_id IS NULL))`);
    await runner.query(
      'CREATE UNIQUE INDEX commitments_root ON commitments (agreement_id, indicator) WHERE parent_id IS NULL',
    );
    await runner.query(
      `CREATE UNIQUE INDEX commitments_own_leaf ON commitments (parent_id) WHERE leaf = 'OWN'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX commitments_pairing_leaf ON commitments (parent_id, pairing_id) WHERE leaf = 'PAIRING'`,
    );
    await runner.query(`
      CREATE TABLE commitment_targets (
        agreement_id uuid NOT NULL REFERENCES annual_agreements,
        draft_number integer NOT NULL,
        commitment_id uuid NOT NULL REFERENCES commitments,
        target bigint NOT NULL CHECK (target >= 0),
        due_on date NOT NULL,
        PRIMARY KEY (agreement_id, draft_number, commitment_id))`);
    await runner.query(`
      CREATE TABLE agreement_preparers (
        agreement_id uuid NOT NULL REFERENCES annual_agreements,
        draft_number integer NOT NULL,
        member_id uuid NOT NULL,
        organization_id uuid NOT NULL,
        PRIMARY KEY (agreement_id, draft_number, member_id))`);
    await runner.query(`
      CREATE TABLE agreement_documents (
        agreement_id uuid NOT NULL REFERENCES annual_agreements,
        draft_number integer NOT NULL,
        content text NOT NULL,
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        audit_head text NOT NULL,
        frozen_at timestamptz NOT NULL,
        PRIMARY KEY (agreement_id, draft_number))`);
    await runner.query(`
      CREATE TABLE agreement_signatures (
        id uuid PRIMARY KEY,
        agreement_id uuid NOT NULL,
        draft_number integer NOT NULL,
        side text NOT NULL CHECK (side IN ('EAST', 'WEST')),
        organization_id uuid NOT NULL,
        member_id uuid NOT NULL,
        sha256 text NOT NULL,
        signed_at timestamptz NOT NULL,
        FOREIGN KEY (agreement_id, draft_number) REFERENCES agreement_documents,
        UNIQUE (agreement_id, draft_number, side),
        UNIQUE (agreement_id, draft_number, organization_id))`);
    for (const table of APPEND_ONLY) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'agreement_signatures',
      'agreement_documents',
      'agreement_preparers',
      'commitment_targets',
      'commitments',
      'annual_agreements',
      'pairings',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

const APPEND_ONLY = ['agreement_documents', 'agreement_signatures'];
