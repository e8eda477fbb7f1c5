import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLOSED_BUT_NOT_SIGNED, keepingPeriods } from './1795300001320-dispute-lines-of-closed-months';
import { RESTATED } from './1795300001321-restate-locked-months';

const LEGAL = `(${CLOSED_BUT_NOT_SIGNED}) OR (found = 'LOCKED' AND ${RESTATED})`;

/**
 * The same may be booked where as before. What may be booked into a closed month takes a plan of eight tables: made ready
 * for every row, also of an open month, that took longer than all else of writing it.
 */
export class AskOnlyClosedMonths1795300001340 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(KEEP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(keepingPeriods(`OR ${LEGAL}`));
  }
}

const KEEP = `
  CREATE OR REPLACE FUNCTION keep_counting_periods() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE found text := counting_period_state(NEW.agreement_id, NEW.period);
  BEGIN
    IF found = 'OPEN' THEN
      RETURN NEW;
    END IF;
    IF ${LEGAL} THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'entry %: month % of agreement % is %', NEW.id, NEW.period, NEW.agreement_id, found
      USING ERRCODE = 'check_violation';
  END $$`;
