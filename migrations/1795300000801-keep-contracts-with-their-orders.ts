import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contract's text stands in its own row and is downloaded from there; it needs no second copy among the files. */
export class KeepContractsWithTheirOrders1795300000801 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`SET LOCAL lock_timeout = '5s'`);
    await queryRunner.query(`
      CREATE TEMPORARY TABLE copies ON COMMIT DROP AS SELECT file_id FROM order_contracts`);
    await queryRunner.query('ALTER TABLE order_contracts DROP COLUMN file_id');
    await queryRunner.query('DELETE FROM file_readers WHERE file_id IN (SELECT file_id FROM copies)');
    await queryRunner.query('DELETE FROM files WHERE id IN (SELECT file_id FROM copies)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`SET LOCAL lock_timeout = '5s'`);
    await queryRunner.query(`
      ALTER TABLE order_contracts RENAME audit_head TO head;
      ALTER TABLE order_contracts RENAME created_at TO made_at;
      ALTER TABLE order_contracts ADD COLUMN file_id uuid REFERENCES files, ADD COLUMN audit_head text,
        ADD COLUMN created_at timestamptz`);
    // A file takes the contract's own id; its bytes are the text.
    await queryRunner.query(`
      INSERT INTO files (id, name, media_type, size, sha256, organization_id, member_id, uploaded_at)
      SELECT c.id, '合同-' || o.number || '-V' || c.version || '.txt', 'text/plain; charset=utf-8', octet_length(c.text),
             c.sha256, NULL, NULL, c.made_at
        FROM order_contracts c JOIN orders o ON o.id = c.order_id`);
    await queryRunner.query(`
      INSERT INTO file_readers (file_id, organization_id)
      SELECT DISTINCT c.id, reader FROM order_contracts c JOIN orders o ON o.id = c.order_id,
             unnest(ARRAY[o.buyer_id, o.unit_id, o.supplier_id]) reader`);
    await queryRunner.query(
      'UPDATE order_contracts SET file_id = id, audit_head = head, created_at = made_at',
    );
    await queryRunner.query(`
      ALTER TABLE order_contracts DROP COLUMN head, DROP COLUMN made_at, ALTER COLUMN file_id SET NOT NULL,
        ALTER COLUMN audit_head SET NOT NULL, ALTER COLUMN created_at SET NOT NULL`);
  }
}
