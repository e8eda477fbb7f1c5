import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An award nobody answered before its quote was through is shown as lapsed. A supplier has one quote that stands on a
 * request, and may have older ones: what was said under an earlier seal is a quote of its own.
 */
export class LetAwardsLapse1795300001230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE quote_awards DROP CONSTRAINT quote_awards_state_check,
        ADD CONSTRAINT quote_awards_state_check CHECK (state IN ('OFFERED', 'DECLINED', 'LAPSED', 'ORDERED'))`);
    await runner.query(`
      UPDATE quote_awards a SET state = 'LAPSED', version = a.version + 1
        FROM quotes q JOIN quote_versions v ON v.quote_id = q.id AND v.number = q.current_number
       WHERE q.id = a.quote_id AND a.state = 'OFFERED'
         AND (a.version_id <> v.id OR q.state NOT IN ('SUBMITTED', 'REVISED', 'SHORTLISTED'))`);
    await runner.query(`
      ALTER TABLE quotes DROP CONSTRAINT quotes_request_id_supplier_id_key;
      CREATE UNIQUE INDEX one_standing_quote ON quotes (request_id, supplier_id)
        WHERE state IN ('SUBMITTED', 'COUNTERED', 'REVISED', 'SHORTLISTED', 'ACCEPTED');
      CREATE INDEX quotes_by_request ON quotes (request_id, supplier_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE quote_awards SET state = 'OFFERED' WHERE state = 'LAPSED'`);
    await runner.query(`
      ALTER TABLE quote_awards DROP CONSTRAINT quote_awards_state_check,
        ADD CONSTRAINT quote_awards_state_check CHECK (state IN ('OFFERED', 'DECLINED', 'ORDERED'))`);
    await runner.query(`
      DROP INDEX quotes_by_request;
      DROP INDEX one_standing_quote;
      ALTER TABLE quotes ADD CONSTRAINT quotes_request_id_supplier_id_key UNIQUE (request_id, supplier_id)`);
  }
}
