import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A seal says which transactions it has seen (a snapshot) instead of where the oldest open one began: a long
 * transaction, also of another database of the server, no longer holds back everybody's rows.
 * A seal that ended below one transaction has seen exactly those before it: the same rows, the same hash.
 */
export class SealBySnapshot1795300000103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE audit_seals ADD COLUMN seen pg_snapshot');
    await runner.query('ALTER TABLE audit_seals DISABLE TRIGGER USER');
    await runner.query(`UPDATE audit_seals SET seen = format('%s:%s:', to_tx, to_tx)::pg_snapshot`);
    await runner.query('ALTER TABLE audit_seals ENABLE TRIGGER USER');
    await runner.query(`
      ALTER TABLE audit_seals ALTER COLUMN seen SET NOT NULL, DROP CONSTRAINT audit_seals_check,
        ALTER COLUMN from_tx DROP NOT NULL, ALTER COLUMN to_tx DROP NOT NULL`);
    await runner.query('CREATE INDEX audit_seals_cluster ON audit_seals (cluster, id)');
  }

  /** What an older program seals after this it proves; a seal made around open transactions it takes for broken. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_seals_cluster');
    await runner.query('ALTER TABLE audit_seals DISABLE TRIGGER USER');
    await runner.query(`
      UPDATE audit_seals seal SET to_tx = pg_snapshot_xmax(seal.seen), from_tx = coalesce(
        (SELECT pg_snapshot_xmax(before.seen) FROM audit_seals before
         WHERE before.cluster = seal.cluster AND before.id < seal.id ORDER BY before.id DESC LIMIT 1), '0'::xid8)
      WHERE to_tx IS NULL`);
    await runner.query('ALTER TABLE audit_seals ENABLE TRIGGER USER');
    await runner.query(`
      ALTER TABLE audit_seals DROP COLUMN seen, ALTER COLUMN from_tx SET NOT NULL, ALTER COLUMN to_tx SET NOT NULL,
        ADD CONSTRAINT audit_seals_check CHECK (from_tx < to_tx)`);
  }
}
