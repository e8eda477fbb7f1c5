import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators of industrial parks take part, and what a record publishes may be read by everybody who is signed in. */
export class LetParksBeOperated1795300001120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await allowKinds(runner, [...KINDS, 'PARK_OPERATOR']);
    await runner.query('ALTER TABLE files ADD COLUMN published boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE files DROP COLUMN published');
    await allowKinds(runner, KINDS);
  }
}

const KINDS = [
  'ENTERPRISE',
  'PUBLIC_UNIT',
  'COOPERATIVE',
  'FAMILY_FARM',
  'COUNTY_DEPARTMENT',
  'COLLABORATION_OFFICE',
  'PLATFORM_OPERATIONS',
  'AUDIT_OFFICE',
];

async function allowKinds(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query('ALTER TABLE organizations DROP CONSTRAINT organizations_kind_check');
  await runner.query(
    `ALTER TABLE organizations ADD CONSTRAINT organizations_kind_check
       CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`,
  );
}
