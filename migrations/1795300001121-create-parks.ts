import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateParks1795300001121 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [PARKS, WORDINGS, PARTS, RESOURCES, SLOTS, PAPERS, ...KEEP])
      await runner.query(statement);
    for (const table of APPEND_ONLY) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
    }
    for (const table of KEPT) {
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE parks DROP CONSTRAINT parks_confirmed_wording');
    await runner.query('ALTER TABLE park_slots DROP CONSTRAINT park_slots_terms');
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION ${name}()`);
    await runner.query('DROP SEQUENCE park_numbers');
  }
}

const PARKS = `
  CREATE SEQUENCE park_numbers;
  CREATE TABLE parks (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), number text NOT NULL UNIQUE,
    operator_id uuid NOT NULL REFERENCES organizations, county_code text NOT NULL CHECK (county_code ~ '^[0-9]{6}$'),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED')),
    wording integer CHECK (wording > 0),
    registered_by uuid NOT NULL REFERENCES members, registered_at timestamptz NOT NULL,
    CHECK ((state = 'CONFIRMED') = (wording IS NOT NULL)));
  CREATE INDEX parks_by_date ON parks (registered_at DESC, id DESC);
  CREATE INDEX parks_by_operator ON parks (operator_id, registered_at DESC, id DESC);
  CREATE INDEX parks_by_county ON parks (county_code text_pattern_ops, registered_at DESC, id DESC)`;

/** What is said of a park. Nobody confirms his own words; what was decided stays as it was decided. */
const WORDINGS = `
  CREATE TABLE park_wordings (
    park_id uuid NOT NULL REFERENCES parks, number integer NOT NULL CHECK (number > 0),
    state text NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REJECTED', 'REPLACED')),
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('JOINT', 'AGRICULTURAL', 'ENCLAVE', 'GENERAL')),
    longitude_hundredths integer NOT NULL CHECK (longitude_hundredths BETWEEN 7300 AND 13600),
    latitude_hundredths integer NOT NULL CHECK (latitude_hundredths BETWEEN 300 AND 5400),
    valid_from date NOT NULL, valid_to date CHECK (valid_to >= valid_from),
    workers integer CHECK (workers > 0), commuting_km integer CHECK (commuting_km BETWEEN 1 AND 200),
    description text, environment_note text,
    said_by uuid NOT NULL REFERENCES members, said_at timestamptz NOT NULL,
    decided_by uuid REFERENCES members, decided_at timestamptz, decision_note text,
    PRIMARY KEY (park_id, number),
    CHECK ((workers IS NULL) = (commuting_km IS NULL)),
    CONSTRAINT park_wordings_four_eyes CHECK (decided_by <> said_by),
    CHECK ((decided_at IS NULL) = (state = 'PROPOSED')),
    CHECK ((decided_by IS NOT NULL) = (state IN ('CONFIRMED', 'REJECTED'))));
  CREATE UNIQUE INDEX park_wordings_one_proposed ON park_wordings (park_id) WHERE state = 'PROPOSED';
  ALTER TABLE parks ADD CONSTRAINT parks_confirmed_wording FOREIGN KEY (id, wording)
    REFERENCES park_wordings (park_id, number)`;

const PARTS = `
  CREATE TABLE park_wording_capacities (
    park_id uuid NOT NULL, wording integer NOT NULL, resource text NOT NULL,
    capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000000000),
    PRIMARY KEY (park_id, wording, resource), FOREIGN KEY (park_id, wording) REFERENCES park_wordings);
  CREATE TABLE park_wording_industries (
    park_id uuid NOT NULL, wording integer NOT NULL, code text NOT NULL CHECK (code ~ '^([A-Z]|[0-9]{2,4})$'),
    wanted boolean NOT NULL,
    PRIMARY KEY (park_id, wording, code), FOREIGN KEY (park_id, wording) REFERENCES park_wordings);
  CREATE TABLE park_wording_partners (
    park_id uuid NOT NULL, wording integer NOT NULL, position integer NOT NULL CHECK (position > 0),
    organization_id uuid NOT NULL REFERENCES organizations,
    from_on date NOT NULL, until_on date CHECK (until_on >= from_on),
    PRIMARY KEY (park_id, wording, position), FOREIGN KEY (park_id, wording) REFERENCES park_wordings,
    CONSTRAINT park_partners_dates_apart EXCLUDE USING gist (
      park_id WITH =, wording WITH =, organization_id WITH =, daterange(from_on, until_on, '[]') WITH &&));
  CREATE INDEX park_wording_partners_by_organization ON park_wording_partners (organization_id);
  CREATE TABLE park_wording_markets (
    park_id uuid NOT NULL, wording integer NOT NULL, position integer NOT NULL CHECK (position > 0),
    kind text NOT NULL CHECK (kind IN ('CITY', 'PORT', 'AIRPORT', 'RAILWAY', 'MOTORWAY')), name text NOT NULL,
    km integer NOT NULL CHECK (km BETWEEN 1 AND 10000),
    PRIMARY KEY (park_id, wording, position), FOREIGN KEY (park_id, wording) REFERENCES park_wordings)`;

/** What the confirmed wording has of each resource and what its slots take of it. */
const RESOURCES = `
  CREATE TABLE park_resources (
    park_id uuid NOT NULL REFERENCES parks, resource text NOT NULL,
    capacity integer NOT NULL CHECK (capacity BETWEEN 0 AND 1000000000),
    slotted integer NOT NULL DEFAULT 0 CHECK (slotted >= 0),
    CONSTRAINT park_slots_within_their_park CHECK (slotted <= capacity),
    PRIMARY KEY (park_id, resource))`;

/** A slot's price stands beside its terms, for the search. Live are the resources of the terms that stand. */
const SLOTS = `
  CREATE TABLE park_slots (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0), park_id uuid NOT NULL REFERENCES parks,
    code text NOT NULL, kind text NOT NULL CHECK (kind IN ('LAND', 'PLANT')),
    state text NOT NULL CHECK (state IN ('FREE', 'RETIRED')),
    terms integer NOT NULL CHECK (terms > 0),
    price_fen bigint NOT NULL CHECK (price_fen > 0),
    price_basis text NOT NULL CHECK (price_basis IN ('M2_MONTH', 'M2_YEAR', 'M2_ONCE')),
    available_from date NOT NULL,
    added_by uuid NOT NULL REFERENCES members, added_at timestamptz NOT NULL, retired_at timestamptz,
    UNIQUE (park_id, code), UNIQUE (id, park_id), CHECK ((retired_at IS NULL) = (state <> 'RETIRED')));
  CREATE INDEX park_slots_by_date ON park_slots (added_at DESC, id DESC);
  CREATE INDEX park_slots_by_price ON park_slots (price_basis, price_fen, id);
  CREATE TABLE park_slot_terms (
    slot_id uuid NOT NULL REFERENCES park_slots, number integer NOT NULL CHECK (number > 0),
    price_fen bigint NOT NULL CHECK (price_fen > 0),
    price_basis text NOT NULL CHECK (price_basis IN ('M2_MONTH', 'M2_YEAR', 'M2_ONCE')),
    lease_from_months integer CHECK (lease_from_months BETWEEN 1 AND 840),
    lease_to_months integer CHECK (lease_to_months BETWEEN lease_from_months AND 840),
    rent_free_months integer CHECK (rent_free_months BETWEEN 1 AND 120),
    available_from date NOT NULL, note text,
    said_by uuid NOT NULL REFERENCES members, said_at timestamptz NOT NULL,
    PRIMARY KEY (slot_id, number),
    CHECK ((lease_from_months IS NULL) = (lease_to_months IS NULL)),
    CHECK ((lease_from_months IS NULL) = (price_basis = 'M2_ONCE')),
    CHECK (rent_free_months IS NULL OR lease_from_months IS NOT NULL));
  ALTER TABLE park_slots ADD CONSTRAINT park_slots_terms FOREIGN KEY (id, terms)
    REFERENCES park_slot_terms (slot_id, number) DEFERRABLE INITIALLY DEFERRED;
  CREATE TABLE park_slot_resources (
    slot_id uuid NOT NULL, terms integer NOT NULL, park_id uuid NOT NULL, resource text NOT NULL,
    capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000000000), live boolean NOT NULL,
    PRIMARY KEY (slot_id, terms, resource),
    FOREIGN KEY (slot_id, park_id) REFERENCES park_slots (id, park_id),
    FOREIGN KEY (slot_id, terms) REFERENCES park_slot_terms (slot_id, number),
    FOREIGN KEY (park_id, resource) REFERENCES park_resources);
  CREATE UNIQUE INDEX park_slot_resources_live ON park_slot_resources (slot_id, resource) INCLUDE (capacity) WHERE live;
  CREATE INDEX park_slot_resources_by_capacity ON park_slot_resources (resource, capacity) WHERE live`;

const PAPERS = `
  CREATE TABLE park_files (
    park_id uuid NOT NULL REFERENCES parks, file_id uuid NOT NULL REFERENCES files,
    kind text NOT NULL CHECK (kind IN ('PHOTO', 'PLAN', 'DOCUMENT')),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    attached_by uuid NOT NULL REFERENCES members, attached_at timestamptz NOT NULL,
    removed_by uuid REFERENCES members, removed_at timestamptz,
    PRIMARY KEY (park_id, file_id), CHECK ((removed_by IS NULL) = (removed_at IS NULL)));
  CREATE UNIQUE INDEX park_files_once ON park_files (park_id, sha256) WHERE removed_at IS NULL;
  CREATE TABLE park_policies (
    id uuid PRIMARY KEY, park_id uuid NOT NULL REFERENCES parks,
    kind text NOT NULL CHECK (kind IN ('TAX', 'RENT', 'SUBSIDY', 'POWER', 'TALENT', 'OTHER')),
    title text NOT NULL, document_no text NOT NULL, summary text NOT NULL,
    valid_from date NOT NULL, valid_to date NOT NULL CHECK (valid_to >= valid_from),
    file_id uuid, recorded_by uuid NOT NULL REFERENCES members, recorded_at timestamptz NOT NULL,
    FOREIGN KEY (park_id, file_id) REFERENCES park_files,
    CONSTRAINT park_policies_dates_apart EXCLUDE USING gist (
      park_id WITH =, document_no WITH =, daterange(valid_from, valid_to, '[]') WITH &&))`;

/** A wording is decided once and never said anew; sums follow the rows, whoever writes them. */
const KEEP = [
  `CREATE FUNCTION keep_park_wordings() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR OLD.state <> 'PROPOSED' OR NEW.state = 'PROPOSED'
         OR to_jsonb(NEW) - '{state,decided_by,decided_at,decision_note}'::text[]
            <> to_jsonb(OLD) - '{state,decided_by,decided_at,decision_note}'::text[] THEN
        RAISE EXCEPTION 'a wording of a park is decided once' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER park_wordings_decided_once BEFORE UPDATE OR DELETE ON park_wordings
     FOR EACH ROW EXECUTE FUNCTION keep_park_wordings()`,
  `CREATE FUNCTION keep_park_slot_resources() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR NOT OLD.live OR NEW.live
         OR to_jsonb(NEW) - 'live' <> to_jsonb(OLD) - 'live' THEN
        RAISE EXCEPTION 'what a slot had stays' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER park_slot_resources_end_once BEFORE UPDATE OR DELETE ON park_slot_resources
     FOR EACH ROW EXECUTE FUNCTION keep_park_slot_resources()`,
  `CREATE FUNCTION sum_park_slot_resources() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' OR NEW.live THEN
        UPDATE park_resources SET slotted = slotted + CASE WHEN NEW.live THEN NEW.capacity ELSE -NEW.capacity END
         WHERE park_id = NEW.park_id AND resource = NEW.resource;
      END IF;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER park_slot_resources_summed AFTER INSERT OR UPDATE ON park_slot_resources
     FOR EACH ROW EXECUTE FUNCTION sum_park_slot_resources()`,
  `CREATE FUNCTION keep_park_files() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
         OR to_jsonb(NEW) - '{removed_by,removed_at}'::text[] <> to_jsonb(OLD) - '{removed_by,removed_at}'::text[] THEN
        RAISE EXCEPTION 'a file of a park is removed once' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER park_files_removed_once BEFORE UPDATE OR DELETE ON park_files
     FOR EACH ROW EXECUTE FUNCTION keep_park_files()`,
];

const APPEND_ONLY = [
  'park_wording_capacities',
  'park_wording_industries',
  'park_wording_partners',
  'park_wording_markets',
  'park_slot_terms',
  'park_policies',
];
const KEPT = [...APPEND_ONLY, 'park_wordings', 'park_slot_resources', 'park_files'];
const TABLES = [
  'park_policies',
  'park_files',
  'park_slot_resources',
  'park_slot_terms',
  'park_slots',
  'park_resources',
  'park_wording_markets',
  'park_wording_partners',
  'park_wording_industries',
  'park_wording_capacities',
  'park_wordings',
  'parks',
];
const FUNCTIONS = [
  'keep_park_wordings',
  'keep_park_slot_resources',
  'sum_park_slot_resources',
  'keep_park_files',
];
