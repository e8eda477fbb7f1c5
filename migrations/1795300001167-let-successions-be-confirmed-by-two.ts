import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That two codes are one enterprise is said by two offices, and by two of them taken back. What one office had recorded before
 * stands as confirmed and is marked: it has been counted by, in months that are signed; two offices may void it.
 */
export class LetSuccessionsBeConfirmedByTwo1795300001167 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of DOWN) await runner.query(statement);
  }
}

const STATES = `'RECORDED', 'CONFIRMED', 'VOID_ASKED', 'VOID', 'REJECTED'`;
/** What makes two codes one enterprise. */
const STANDS = `state IN ('CONFIRMED', 'VOID_ASKED')`;
/** SQL: the region lies in that of the office. */
const over = (region: string, office: string) =>
  `coalesce(${region} LIKE regexp_replace(${office}.region_code, '(00){1,2}$', '') || '%', false)`;

const SHAPE = [
  'DROP TRIGGER enterprise_successions_append_only ON enterprise_successions',
  `ALTER TABLE enterprise_successions ADD version integer NOT NULL DEFAULT 1, ADD state text NOT NULL DEFAULT 'CONFIRMED',
     ADD recorder_id uuid REFERENCES organizations, ADD by_one_office boolean NOT NULL DEFAULT true,
     ADD CONSTRAINT enterprise_successions_state CHECK (state IN (${STATES}))`,
  'UPDATE enterprise_successions s SET recorder_id = m.organization_id FROM members m WHERE m.id = s.recorded_by',
  `ALTER TABLE enterprise_successions ALTER recorder_id SET NOT NULL, ALTER version DROP DEFAULT, ALTER state DROP DEFAULT,
     ALTER by_one_office DROP DEFAULT, DROP CONSTRAINT enterprise_successions_once`,
  `CREATE UNIQUE INDEX enterprise_successions_once ON enterprise_successions (predecessor_uscc, successor_uscc)
     WHERE state NOT IN ('VOID', 'REJECTED')`,
  'CREATE INDEX enterprise_successions_by_project ON enterprise_successions (project_id)',
  `CREATE TABLE enterprise_succession_words (
     succession_id uuid NOT NULL REFERENCES enterprise_successions, number integer NOT NULL CHECK (number > 0),
     verb text NOT NULL CHECK (verb IN ('record', 'confirm', 'reject', 'askToVoid', 'keep', 'void')),
     organization_id uuid NOT NULL REFERENCES organizations, member_id uuid NOT NULL REFERENCES members, note text,
     at timestamptz NOT NULL, PRIMARY KEY (succession_id, number))`,
  `INSERT INTO enterprise_succession_words SELECT id, 1, 'record', recorder_id, recorded_by, NULL, recorded_at FROM enterprise_successions`,
];

/** Why the two cannot become one; null where they can. A whole has one successor unless it is split, a part one predecessor unless merged. */
const CONFLICT = `CREATE FUNCTION succession_conflict(before text, after text, how text) RETURNS text LANGUAGE sql STABLE AS $$
  WITH RECURSIVE later AS (SELECT after AS uscc
    UNION SELECT s.successor_uscc FROM later l JOIN enterprise_successions s ON s.predecessor_uscc = l.uscc AND s.${STANDS})
  SELECT CASE WHEN EXISTS (SELECT FROM later WHERE uscc = before) THEN 'CYCLE'
    WHEN EXISTS (SELECT FROM enterprise_successions s WHERE s.${STANDS}
      AND (s.predecessor_uscc = before AND (s.kind, how) IS DISTINCT FROM ('SPLIT', 'SPLIT')
        OR s.successor_uscc = after AND (s.kind, how) IS DISTINCT FROM ('MERGED', 'MERGED'))) THEN 'DOUBLE' END $$`;

const KEEP = `CREATE FUNCTION keep_enterprise_successions() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      RAISE EXCEPTION 'succession % stays', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' AND (NEW.state <> 'RECORDED' OR NEW.by_one_office) OR TG_OP = 'UPDATE' AND (
        to_jsonb(NEW) - '{state,version}'::text[] <> to_jsonb(OLD) - '{state,version}'::text[]
        OR (OLD.state, NEW.state) NOT IN (('RECORDED', 'CONFIRMED'), ('RECORDED', 'REJECTED'), ('CONFIRMED', 'VOID_ASKED'),
          ('VOID_ASKED', 'CONFIRMED'), ('VOID_ASKED', 'VOID'))) THEN
      RAISE EXCEPTION 'succession % cannot change so', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'RECORDED' AND NEW.state = 'CONFIRMED'
      AND succession_conflict(NEW.predecessor_uscc, NEW.successor_uscc, NEW.kind) IS NOT NULL THEN
      RAISE EXCEPTION 'succession % contradicts another', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

/** Who decides is of another office than who spoke first, of the other side or a province’s, and none of the park’s county. */
const SPOKEN = `CREATE FUNCTION keep_succession_words() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE first enterprise_succession_words;
  BEGIN
    IF NEW.verb IN ('record', 'askToVoid') THEN
      RETURN NEW;
    END IF;
    SELECT * INTO first FROM enterprise_succession_words w WHERE w.succession_id = NEW.succession_id
      AND w.verb = CASE WHEN NEW.verb IN ('confirm', 'reject') THEN 'record' ELSE 'askToVoid' END ORDER BY number DESC LIMIT 1;
    IF NOT EXISTS (SELECT FROM enterprise_successions s JOIN park_projects p ON p.id = s.project_id JOIN parks k ON k.id = p.park_id
        JOIN organizations o ON o.id = NEW.organization_id JOIN organizations f ON f.id = first.organization_id
      WHERE s.id = NEW.succession_id AND o.id <> f.id AND NEW.member_id <> first.member_id AND o.kind = 'COLLABORATION_OFFICE'
        AND o.region_code <> k.home_county_code AND (${over('k.home_county_code', 'o')} OR ${over('p.east_region_code', 'o')})
        AND (o.region_code LIKE '%0000' OR ${over('k.home_county_code', 'o')} <> ${over('k.home_county_code', 'f')})) THEN
      RAISE EXCEPTION 'succession % is decided by an office that may not', NEW.succession_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

const PROVED = `CREATE FUNCTION prove_enterprise_successions() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM enterprise_successions s
        JOIN LATERAL (SELECT verb FROM enterprise_succession_words w WHERE w.succession_id = s.id ORDER BY number DESC LIMIT 1) last ON true
      WHERE s.id = NEW.id AND (s.state, last.verb) IN (('RECORDED', 'record'), ('CONFIRMED', 'confirm'), ('CONFIRMED', 'keep'),
        ('REJECTED', 'reject'), ('VOID_ASKED', 'askToVoid'), ('VOID', 'void'))) THEN
      RAISE EXCEPTION 'succession % stands otherwise than was said last', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $$`;

const UP = [
  ...SHAPE,
  CONFLICT,
  KEEP,
  SPOKEN,
  PROVED,
  `CREATE TRIGGER enterprise_successions_kept BEFORE INSERT OR UPDATE OR DELETE ON enterprise_successions
     FOR EACH ROW EXECUTE FUNCTION keep_enterprise_successions()`,
  `CREATE CONSTRAINT TRIGGER enterprise_successions_said AFTER INSERT OR UPDATE ON enterprise_successions DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION prove_enterprise_successions()`,
  `CREATE TRIGGER enterprise_succession_words_by_another BEFORE INSERT ON enterprise_succession_words
     FOR EACH ROW EXECUTE FUNCTION keep_succession_words()`,
  `CREATE TRIGGER enterprise_succession_words_append_only BEFORE UPDATE OR DELETE ON enterprise_succession_words
     FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER enterprise_succession_words_keep BEFORE TRUNCATE ON enterprise_succession_words
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

/** What never stood, or stands no more, has no place in the shape before. */
const DOWN = [
  'DROP TABLE enterprise_succession_words',
  'DROP TRIGGER enterprise_successions_said ON enterprise_successions',
  'DROP TRIGGER enterprise_successions_kept ON enterprise_successions',
  'DROP FUNCTION prove_enterprise_successions()',
  'DROP FUNCTION keep_succession_words()',
  'DROP FUNCTION keep_enterprise_successions()',
  'DROP FUNCTION succession_conflict(text, text, text)',
  `DELETE FROM enterprise_successions WHERE NOT ${STANDS}`,
  'DROP INDEX enterprise_successions_by_project',
  'DROP INDEX enterprise_successions_once',
  `ALTER TABLE enterprise_successions DROP version, DROP state, DROP recorder_id, DROP by_one_office,
     ADD CONSTRAINT enterprise_successions_once UNIQUE (predecessor_uscc, successor_uscc)`,
  `CREATE TRIGGER enterprise_successions_append_only BEFORE UPDATE OR DELETE ON enterprise_successions
     FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
];
