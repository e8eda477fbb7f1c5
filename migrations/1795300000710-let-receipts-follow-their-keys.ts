import type { MigrationInterface, QueryRunner } from 'typeorm';

const trigger = (name: string) => `
  CREATE TRIGGER bank_receipts_append_only BEFORE UPDATE OR DELETE ON bank_receipts
  FOR EACH ROW EXECUTE FUNCTION ${name}()`;

/** Receipts stay append-only; only their ciphertexts and keyed hashes may be written anew when a key changes. */
export class LetReceiptsFollowTheirKeys1795300000710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER bank_receipts_append_only ON bank_receipts');
    await runner.query(trigger('refuse_change_but_keys'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER bank_receipts_append_only ON bank_receipts');
    await runner.query(trigger('refuse_change'));
  }
}
