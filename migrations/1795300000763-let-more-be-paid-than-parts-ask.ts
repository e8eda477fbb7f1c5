import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A dispute is won after its order was paid anew: more is held than its parts ever asked for. They ask for what is due,
 * or for more where that much was paid; before, they had to ask for all that was paid, and such an order could not be
 * priced anew.
 */
export class LetMoreBePaidThanPartsAsk1795300000763 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(addUp('least(asked, payment_money(request))'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(addUp('payment_money(request)'));
  }
}

const addUp = (paid: string) => `
  CREATE OR REPLACE FUNCTION payment_parts_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    request uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
    asked numeric := (SELECT sum(p.fen) FROM payment_parts p WHERE p.request_id = request);
  BEGIN
    IF asked <> (SELECT greatest(r.due_fen, ${paid}) FROM payment_requests r
                  WHERE r.id = request AND r.state = 'OPEN') THEN
      RAISE EXCEPTION 'parts of request % ask for %', request, asked USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $$`;
