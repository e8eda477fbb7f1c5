import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an entry counts on, and whose goods of which day and place it says they are, each in one number which the database
 * keeps: the recount compares millions of entries by these.
 */
export class DigestWhatEntriesSay1795300001358 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(DIGESTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE counting_entries DROP COLUMN leaf_digest, DROP COLUMN said_digest');
  }
}

const NOBODY = `'00000000-0000-0000-0000-000000000000'`;
const uuid = (column: string, before: string) =>
  `uuid_hash_extended(coalesce(${column}, ${NOBODY}), ${before})`;
const text = (column: string, before: string) => `hashtextextended(coalesce(${column}, ''), ${before})`;

const LEAF = ['agreement_id', 'pairing_id', 'commitment_id'].reduce(
  (before, column) => uuid(column, before),
  ['scheme', 'mode', 'unit'].reduce((before, column) => text(column, before), '1::bigint'),
);
const WHOSE = ['unit_id', 'supplier_id', 'buyer_id'].reduce(
  (before, column) => uuid(column, before),
  '2::bigint',
);
const WHAT = ['county_code', 'category_code'].reduce((before, column) => text(column, before), '3::bigint');

export const DIGESTS = `
  ALTER TABLE counting_entries
    ADD COLUMN leaf_digest bigint NOT NULL GENERATED ALWAYS AS
      (${LEAF} # (settlement_line_id IS NOT NULL)::int::bigint) STORED,
    ADD COLUMN said_digest bigint NOT NULL GENERATED ALWAYS AS
      (hashdateextended(coalesce(counted_on, '-infinity'), ${WHOSE}) # ${WHAT}) STORED`;
