import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A slot is held for an intent, allocated to it and occupied by it; what is taken of a park is summed beside what it has. */
export class LetSlotsBeHeld1795300001190 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [TAKEN, HOLDS, WAITINGS, USES, ...KEEP]) await runner.query(statement);
    for (const table of TABLES)
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER park_slot_resources_not_taken ON park_slot_resources');
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION ${name}()`);
    await runner.query('ALTER TABLE intent_releases DROP CONSTRAINT intent_releases_of_one_park');
    await runner.query('ALTER TABLE park_resources DROP COLUMN taken');
  }
}

/** What live holds draw, from the slots they stand on and from what the park has besides. */
const TAKEN = `
  ALTER TABLE park_resources ADD COLUMN taken integer NOT NULL DEFAULT 0 CHECK (taken >= 0),
    ADD CONSTRAINT park_takings_within_capacity CHECK (taken <= capacity);
  ALTER TABLE intent_releases ADD CONSTRAINT intent_releases_of_one_park UNIQUE (id, intent_id, park_id)`;

const HOLDS = `
  CREATE TABLE slot_holds (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    state text NOT NULL CHECK (state IN ('HELD', 'ALLOCATED', 'OCCUPIED', 'RELEASED')),
    slot_id uuid NOT NULL, park_id uuid NOT NULL, terms integer NOT NULL,
    intent_id uuid NOT NULL, release_id uuid NOT NULL,
    operator_id uuid NOT NULL REFERENCES organizations, investor_id uuid NOT NULL REFERENCES organizations,
    waiting_id uuid, held_by uuid REFERENCES members, held_at timestamptz NOT NULL, opens_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > held_at),
    accepted_by uuid REFERENCES members, accepted_at timestamptz CHECK (accepted_at >= held_at AND accepted_at < expires_at),
    occupied_by uuid REFERENCES members, occupied_at timestamptz CHECK (occupied_at >= accepted_at), occupied_on date,
    ended_by uuid REFERENCES members, ended_at timestamptz CHECK (ended_at >= held_at),
    ended_as text CHECK (ended_as IN ('EXPIRED', 'DECLINED', 'TAKEN_BACK', 'INTENT_OVER', 'GIVEN_BACK')), end_note text,
    FOREIGN KEY (slot_id, park_id) REFERENCES park_slots (id, park_id),
    FOREIGN KEY (slot_id, terms) REFERENCES park_slot_terms (slot_id, number),
    FOREIGN KEY (release_id, intent_id, park_id) REFERENCES intent_releases (id, intent_id, park_id),
    CONSTRAINT slot_holds_by_somebody CHECK ((held_by IS NULL) = (waiting_id IS NOT NULL)),
    CONSTRAINT slot_holds_accepted_whole CHECK ((accepted_by IS NULL) = (accepted_at IS NULL)),
    CONSTRAINT slot_holds_occupied_whole CHECK ((occupied_by IS NULL) = (occupied_at IS NULL) AND (occupied_by IS NULL) = (occupied_on IS NULL)
      AND (occupied_at IS NULL OR accepted_at IS NOT NULL)),
    CONSTRAINT slot_holds_end_once CHECK ((state = 'RELEASED') = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_as IS NULL)),
    CONSTRAINT slot_holds_as_they_stand CHECK (CASE state WHEN 'HELD' THEN accepted_at IS NULL
      WHEN 'ALLOCATED' THEN accepted_at IS NOT NULL AND occupied_at IS NULL WHEN 'OCCUPIED' THEN occupied_at IS NOT NULL
      ELSE (ended_as = 'GIVEN_BACK') = (accepted_at IS NOT NULL) END));
  CREATE UNIQUE INDEX slot_holds_one_of_slot ON slot_holds (slot_id) WHERE ended_at IS NULL;
  CREATE UNIQUE INDEX slot_holds_one_of_intent_in_park ON slot_holds (intent_id, park_id) WHERE ended_at IS NULL;
  CREATE UNIQUE INDEX slot_holds_one_allocated_of_intent ON slot_holds (intent_id) WHERE state IN ('ALLOCATED', 'OCCUPIED');
  CREATE INDEX slot_holds_to_expire ON slot_holds (expires_at, id) WHERE state = 'HELD';
  CREATE INDEX slot_holds_by_release ON slot_holds (release_id);
  CREATE INDEX slot_holds_by_slot ON slot_holds (slot_id);
  CREATE INDEX slot_holds_by_operator ON slot_holds (operator_id, held_at DESC, id DESC);
  CREATE INDEX slot_holds_by_investor ON slot_holds (investor_id, held_at DESC, id DESC)`;

/** Who is next: by place, which is the park's alone. No slot: any of the park that fits. */
const WAITINGS = `
  CREATE TABLE slot_waitings (
    id uuid PRIMARY KEY, version integer NOT NULL CHECK (version > 0),
    park_id uuid NOT NULL REFERENCES parks, slot_id uuid, place integer NOT NULL CHECK (place > 0),
    intent_id uuid NOT NULL, release_id uuid NOT NULL,
    operator_id uuid NOT NULL REFERENCES organizations, investor_id uuid NOT NULL REFERENCES organizations,
    queued_by uuid NOT NULL REFERENCES members, queued_at timestamptz NOT NULL, opens_at timestamptz NOT NULL,
    ended_by uuid REFERENCES members, ended_at timestamptz CHECK (ended_at >= queued_at),
    ended_as text CHECK (ended_as IN ('SERVED', 'LEFT', 'REMOVED', 'INTENT_OVER', 'SLOT_GONE')),
    UNIQUE (park_id, place),
    FOREIGN KEY (slot_id, park_id) REFERENCES park_slots (id, park_id),
    FOREIGN KEY (release_id, intent_id, park_id) REFERENCES intent_releases (id, intent_id, park_id),
    CONSTRAINT slot_waitings_end_once CHECK ((ended_at IS NULL) = (ended_as IS NULL)));
  CREATE UNIQUE INDEX slot_waitings_once ON slot_waitings (release_id, slot_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;
  CREATE INDEX slot_waitings_in_order ON slot_waitings (park_id, place) WHERE ended_at IS NULL;
  CREATE INDEX slot_waitings_by_slot ON slot_waitings (slot_id);
  CREATE INDEX slot_waitings_by_investor ON slot_waitings (investor_id, queued_at DESC, id DESC);
  ALTER TABLE slot_holds ADD FOREIGN KEY (waiting_id) REFERENCES slot_waitings;
  CREATE UNIQUE INDEX slot_holds_by_waiting ON slot_holds (waiting_id)`;

const USES = `
  CREATE TABLE park_slot_uses (
    taking_id uuid NOT NULL REFERENCES slot_holds, slot_id uuid NOT NULL, park_id uuid NOT NULL, resource text NOT NULL,
    capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000000000), live boolean NOT NULL,
    PRIMARY KEY (taking_id, resource),
    FOREIGN KEY (slot_id, park_id) REFERENCES park_slots (id, park_id),
    FOREIGN KEY (park_id, resource) REFERENCES park_resources);
  CREATE UNIQUE INDEX park_slot_uses_live ON park_slot_uses (slot_id, resource) WHERE live;
  CREATE INDEX park_slot_uses_by_park ON park_slot_uses (park_id, resource) WHERE live`;

const KEEP = [
  `CREATE FUNCTION keep_slot_holds() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
         OR (OLD.id, OLD.slot_id, OLD.park_id, OLD.terms, OLD.intent_id, OLD.release_id, OLD.operator_id, OLD.investor_id, OLD.held_at, OLD.expires_at)
            IS DISTINCT FROM
            (NEW.id, NEW.slot_id, NEW.park_id, NEW.terms, NEW.intent_id, NEW.release_id, NEW.operator_id, NEW.investor_id, NEW.held_at, NEW.expires_at)
         OR (OLD.accepted_at IS NOT NULL AND (OLD.accepted_at, OLD.accepted_by) IS DISTINCT FROM (NEW.accepted_at, NEW.accepted_by))
         OR (OLD.occupied_at IS NOT NULL AND (OLD.occupied_at, OLD.occupied_by, OLD.occupied_on) IS DISTINCT FROM (NEW.occupied_at, NEW.occupied_by, NEW.occupied_on)) THEN
        RAISE EXCEPTION 'a hold of a slot ends once and stays what it was' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER slot_holds_end_once BEFORE UPDATE OR DELETE ON slot_holds FOR EACH ROW EXECUTE FUNCTION keep_slot_holds()`,
  `CREATE FUNCTION keep_slot_waitings() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
         OR to_jsonb(NEW) - '{version,ended_by,ended_at,ended_as}'::text[] <> to_jsonb(OLD) - '{version,ended_by,ended_at,ended_as}'::text[] THEN
        RAISE EXCEPTION 'who waits for a slot waits at his place and ends once' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER slot_waitings_end_once BEFORE UPDATE OR DELETE ON slot_waitings FOR EACH ROW EXECUTE FUNCTION keep_slot_waitings()`,
  `CREATE FUNCTION keep_park_slot_uses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR NOT OLD.live OR NEW.live OR to_jsonb(NEW) - 'live' <> to_jsonb(OLD) - 'live' THEN
        RAISE EXCEPTION 'what is taken of a slot is given back once' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER park_slot_uses_end_once BEFORE UPDATE OR DELETE ON park_slot_uses FOR EACH ROW EXECUTE FUNCTION keep_park_slot_uses()`,
  `CREATE FUNCTION sum_park_slot_uses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' AND NEW.live AND NEW.capacity > (SELECT r.capacity FROM park_slot_resources r
          WHERE r.slot_id = NEW.slot_id AND r.resource = NEW.resource AND r.live) THEN
        RAISE EXCEPTION 'a slot is taken for more than it has' USING ERRCODE = 'check_violation', CONSTRAINT = 'park_slot_uses_within_slot';
      END IF;
      IF TG_OP = 'UPDATE' OR NEW.live THEN
        UPDATE park_resources SET taken = taken + CASE WHEN NEW.live THEN NEW.capacity ELSE -NEW.capacity END
         WHERE park_id = NEW.park_id AND resource = NEW.resource;
      END IF;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER park_slot_uses_summed AFTER INSERT OR UPDATE ON park_slot_uses FOR EACH ROW EXECUTE FUNCTION sum_park_slot_uses()`,
  `CREATE FUNCTION refuse_taken_slot_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM park_slot_uses u WHERE u.slot_id = OLD.slot_id AND u.live) THEN
        RAISE EXCEPTION 'a slot somebody has stays as it is' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER park_slot_resources_not_taken BEFORE UPDATE ON park_slot_resources FOR EACH ROW EXECUTE FUNCTION refuse_taken_slot_change()`,
  `CREATE FUNCTION prove_slot_hold_uses() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE hold slot_holds;
    BEGIN
      SELECT * INTO hold FROM slot_holds h WHERE h.id = coalesce(to_jsonb(NEW) ->> 'taking_id', to_jsonb(NEW) ->> 'id')::uuid;
      IF (hold.ended_at IS NULL) <> EXISTS (SELECT FROM park_slot_uses u WHERE u.taking_id = hold.id AND u.slot_id = hold.slot_id AND u.live) THEN
        RAISE EXCEPTION 'a hold takes its slot while it stands, and no longer' USING ERRCODE = 'check_violation', CONSTRAINT = 'slot_holds_take_their_slot';
      END IF;
      RETURN NULL;
    END $$`,
  `CREATE CONSTRAINT TRIGGER slot_holds_take_their_slot AFTER INSERT OR UPDATE ON slot_holds DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION prove_slot_hold_uses()`,
  `CREATE CONSTRAINT TRIGGER park_slot_uses_have_their_hold AFTER INSERT OR UPDATE ON park_slot_uses DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION prove_slot_hold_uses()`,
];

const TABLES = ['park_slot_uses', 'slot_holds', 'slot_waitings'];
const FUNCTIONS = [
  'keep_slot_holds',
  'keep_slot_waitings',
  'keep_park_slot_uses',
  'sum_park_slot_uses',
  'refuse_taken_slot_change',
  'prove_slot_hold_uses',
];
