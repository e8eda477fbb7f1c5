import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The parts of a payment plan: deposit, balance, instalments, shipments. A request older than plans has no rows and is
 * one part. A part that is paid never changes any more, and parts ask for what the request does, or for what was paid
 * where that is more.
 */
export class CreatePaymentParts1795300000711 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [TABLE, MONEY, KEEP_PAID, ADD_UP]) await runner.query(statement);
    await runner.query(`CREATE TRIGGER payment_parts_keep_paid BEFORE UPDATE ON payment_parts
      FOR EACH ROW EXECUTE FUNCTION keep_paid_payment_parts()`);
    await runner.query(`CREATE TRIGGER payment_parts_stay BEFORE DELETE ON payment_parts
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await runner.query(`CREATE TRIGGER payment_parts_keep BEFORE TRUNCATE ON payment_parts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`CREATE CONSTRAINT TRIGGER payment_parts_add_up AFTER INSERT OR UPDATE ON payment_parts
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_parts_add_up('request_id')`);
    await runner.query(`CREATE CONSTRAINT TRIGGER payment_requests_parts_add_up AFTER UPDATE OF due_fen ON payment_requests
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_parts_add_up('id')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER payment_requests_parts_add_up ON payment_requests');
    await runner.query('DROP TABLE payment_parts');
    for (const name of ['payment_parts_add_up()', 'keep_paid_payment_parts()', 'payment_money(uuid)'])
      await runner.query(`DROP FUNCTION ${name}`);
  }
}

const TABLE = `
  CREATE TABLE payment_parts (
    request_id uuid NOT NULL REFERENCES payment_requests,
    ordinal integer NOT NULL CHECK (ordinal > 0),
    kind text NOT NULL CHECK (kind IN ('WHOLE', 'DEPOSIT', 'BALANCE', 'INSTALMENT', 'SHIPMENT', 'EXTRA')),
    fen bigint NOT NULL CHECK (fen >= 0),
    due_on date,
    extended boolean NOT NULL CHECK (due_on IS NOT NULL OR NOT extended),
    PRIMARY KEY (request_id, ordinal))`;

/** What fills the parts: all that ever came, less what went back while the request was open. */
const MONEY = `
  CREATE FUNCTION payment_money(request uuid) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT sum(p.fen) FROM payments p WHERE p.request_id = request), 0)
         - coalesce((SELECT sum(f.fen) FROM refunds f JOIN payment_requests r ON r.id = f.request_id
                      WHERE f.request_id = request AND f.source = 'HELD' AND r.state = 'OPEN'), 0) $$`;

const KEEP_PAID = `
  CREATE FUNCTION keep_paid_payment_parts() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.request_id, NEW.ordinal) <> (OLD.request_id, OLD.ordinal)
      OR (OLD.fen > 0 AND payment_money(OLD.request_id) >=
        (SELECT sum(p.fen) FROM payment_parts p WHERE p.request_id = OLD.request_id AND p.ordinal <= OLD.ordinal)) THEN
      RAISE EXCEPTION 'part % of request % is paid', OLD.ordinal, OLD.request_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END $$`;

const ADD_UP = `
  CREATE FUNCTION payment_parts_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    request uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
    asked numeric := (SELECT sum(p.fen) FROM payment_parts p WHERE p.request_id = request);
  BEGIN
    IF asked <> (SELECT greatest(r.due_fen, payment_money(request)) FROM payment_requests r
                  WHERE r.id = request AND r.state = 'OPEN') THEN
      RAISE EXCEPTION 'parts of request % ask for %', request, asked USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $$`;
