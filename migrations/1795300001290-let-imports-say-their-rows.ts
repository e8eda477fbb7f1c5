import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many rows a table has, before they are read; and what a single claim may say beside, said by a row as well. */
export class LetImportsSayTheirRows1795300001290 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE claim_imports ADD COLUMN rows_found integer,
         ADD CONSTRAINT claim_imports_read_what_is_there CHECK (rows_found IS NULL OR rows_read <= rows_found)`,
    );
    await runner.query(
      `ALTER TABLE claim_import_rows ADD COLUMN channel_note text, ADD COLUMN relation_choices uuid[] NOT NULL DEFAULT '{}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE claim_import_rows DROP COLUMN channel_note, DROP COLUMN relation_choices',
    );
    await runner.query('ALTER TABLE claim_imports DROP COLUMN rows_found');
  }
}
