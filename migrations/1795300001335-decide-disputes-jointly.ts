import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 裁定: what the two sides cannot settle both provinces decide together; words bring files. */
export class DecideDisputesJointly1795300001335 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [DECISIONS, SIGNATURES, FILES, DECIDED, WIDER, ...SIGNERS, ...BOTH])
      await runner.query(statement);
    for (const table of APPEND_ONLY) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
      );
      await runner.query(
        `CREATE TRIGGER ${table}_keep BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER counting_disputes_decided_by_both ON counting_disputes');
    await runner.query('DROP FUNCTION keep_joint_decisions()');
    await runner.query(NARROWER);
    await runner.query('ALTER TABLE counting_disputes DROP COLUMN decision');
    for (const table of APPEND_ONLY.toReversed()) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION keep_dispute_signers()');
  }
}

const APPEND_ONLY = [
  'counting_dispute_decisions',
  'counting_dispute_decision_signatures',
  'counting_dispute_files',
];

/** The newest of a dispute is the one to be signed. */
const DECISIONS = `
  CREATE TABLE counting_dispute_decisions (
    dispute_id uuid NOT NULL REFERENCES counting_disputes,
    number integer NOT NULL CHECK (number > 0),
    outcome text NOT NULL CHECK (outcome IN ('UPHELD', 'DISMISSED')),
    reason text NOT NULL,
    content text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    proposed_by uuid NOT NULL REFERENCES members,
    proposed_at timestamptz NOT NULL,
    PRIMARY KEY (dispute_id, number))`;

const SIGNATURES = `
  CREATE TABLE counting_dispute_decision_signatures (
    id uuid PRIMARY KEY,
    dispute_id uuid NOT NULL,
    number integer NOT NULL,
    side text NOT NULL CHECK (side IN ('EAST', 'WEST')),
    organization_id uuid NOT NULL REFERENCES organizations,
    member_id uuid NOT NULL REFERENCES members,
    sha256 text NOT NULL,
    signed_at timestamptz NOT NULL,
    FOREIGN KEY (dispute_id, number) REFERENCES counting_dispute_decisions,
    UNIQUE (dispute_id, number, side),
    UNIQUE (dispute_id, number, organization_id),
    UNIQUE (dispute_id, number, member_id))`;

/** Papers that came with something said. */
const FILES = `
  CREATE TABLE counting_dispute_files (
    dispute_id uuid NOT NULL,
    position integer NOT NULL,
    file_id uuid NOT NULL REFERENCES files,
    sha256 text NOT NULL,
    PRIMARY KEY (dispute_id, file_id),
    FOREIGN KEY (dispute_id, position) REFERENCES counting_dispute_words)`;

/** The decision that ended it; null: one of the sides gave way. */
const DECIDED = `
  ALTER TABLE counting_disputes ADD COLUMN decision integer,
    ADD CONSTRAINT counting_disputes_decision FOREIGN KEY (id, decision) REFERENCES counting_dispute_decisions`;

const states = (list: string, decided: string) => `
  ALTER TABLE counting_disputes
    DROP CONSTRAINT counting_disputes_state_check,
    DROP CONSTRAINT counting_disputes_check,
    ADD CONSTRAINT counting_disputes_state_check CHECK (state IN (${list})),
    ADD CONSTRAINT counting_disputes_check CHECK ((state IN (${decided})) = (decided_by IS NOT NULL) AND (decided_by IS NULL) = (decided_at IS NULL))`;
const STATES = `'OPEN', 'ANSWERED', 'ESCALATED', 'UPHELD', 'WITHDRAWN'`;
const WIDER = `${states(`${STATES}, 'DISMISSED'`, `'UPHELD', 'WITHDRAWN', 'DISMISSED'`)},
    ADD CONSTRAINT counting_disputes_dismissed CHECK (state <> 'DISMISSED' OR decision IS NOT NULL)`;
const NARROWER = `${states(STATES, `'UPHELD', 'WITHDRAWN'`)}, DROP CONSTRAINT counting_disputes_dismissed`;

/** I18: never by who opened the dispute or spoke in it, nor by who proposed the decision; and only the newest is signed. */
const SIGNERS = [
  `CREATE FUNCTION keep_dispute_signers() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM counting_disputes WHERE id = NEW.dispute_id AND opened_by = NEW.member_id)
       OR EXISTS (SELECT FROM counting_dispute_words WHERE dispute_id = NEW.dispute_id AND member_id = NEW.member_id)
       OR NOT EXISTS (SELECT FROM counting_dispute_decisions WHERE dispute_id = NEW.dispute_id AND number = NEW.number
         AND proposed_by <> NEW.member_id AND sha256 = NEW.sha256)
       OR EXISTS (SELECT FROM counting_dispute_decisions WHERE dispute_id = NEW.dispute_id AND number > NEW.number) THEN
       RAISE EXCEPTION 'member % may not sign decision % of dispute %', NEW.member_id, NEW.number, NEW.dispute_id
         USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER counting_dispute_decision_signers BEFORE INSERT ON counting_dispute_decision_signatures
     FOR EACH ROW EXECUTE FUNCTION keep_dispute_signers()`,
];

/** A dispute ends by a decision only as the decision says, with the signatures of both sides under it. */
const BOTH = [
  `CREATE FUNCTION keep_joint_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.decision IS NOT NULL AND NOT EXISTS (SELECT FROM counting_dispute_decisions decided
         WHERE (decided.dispute_id, decided.number, decided.outcome) = (NEW.id, NEW.decision, NEW.state)
           AND (SELECT count(*) FROM counting_dispute_decision_signatures given
             WHERE (given.dispute_id, given.number) = (NEW.id, NEW.decision)) = 2) THEN
       RAISE EXCEPTION 'dispute % is not decided by both provinces', NEW.id USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER counting_disputes_decided_by_both BEFORE INSERT OR UPDATE ON counting_disputes
     FOR EACH ROW EXECUTE FUNCTION keep_joint_decisions()`,
];
