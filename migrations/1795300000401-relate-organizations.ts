import type { MigrationInterface, QueryRunner } from 'typeorm';

const PARTIES = `
  ADD COLUMN helper_organization_id uuid REFERENCES organizations,
  ADD COLUMN helped_organization_id uuid REFERENCES organizations,
  ADD COLUMN helped_list text CHECK (helped_list ~ '^[A-Z_]{3,40}$'),
  ADD COLUMN counter_organization_id uuid REFERENCES organizations`;

/** The second side is a region's office, or an organization that signs for a list or for who is helped. */
const parties = (table: string) => `
  ADD CONSTRAINT ${table}_helped CHECK (num_nonnulls(helped_organization_id, helped_list) <= 1),
  ADD CONSTRAINT ${table}_counter CHECK
    ((num_nonnulls(helped_organization_id, helped_list) = 1) = (counter_organization_id IS NOT NULL)),
  ADD CONSTRAINT ${table}_two_sides CHECK
    (helper_organization_id <> counter_organization_id AND helper_organization_id <> helped_organization_id)`;

const HELPER = `(coalesce(helper_organization_id::text, east_region_code))`;
const HELPED = `(coalesce(helped_organization_id::text, helped_list, west_region_code))`;
const LEVELS = `'PROVINCE', 'PREFECTURE', 'CITY_TO_COUNTY', 'COUNTY'`;

/** 结对关系 of every scheme: the helping side may be an organization, the helped one an organization or a list of counties. */
export class RelateOrganizations1795300000401 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE pairings ${PARTIES},
        DROP CONSTRAINT pairings_kind_check, ADD CONSTRAINT pairings_kind_check CHECK (kind ~ '^[A-Z][A-Z_]{2,39}$'),
        DROP CONSTRAINT pairings_level_check, ADD CONSTRAINT pairings_level_check CHECK
          (level IN (${LEVELS}, 'PROVINCE_TO_PREFECTURE', 'PROVINCE_TO_COUNTY', 'ORGANIZATION'))`);
    await runner.query(`
      ALTER TABLE pairings ${parties('pairings')},
        ADD CONSTRAINT pairings_level_of_parties CHECK ((level = 'ORGANIZATION') =
          (num_nonnulls(helper_organization_id, helped_organization_id, helped_list) > 0)),
        DROP CONSTRAINT pairings_dates_apart, ADD CONSTRAINT pairings_dates_apart EXCLUDE USING gist (
          kind WITH =, ${HELPER} WITH =, ${HELPED} WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
          WHERE (state IN ('ACTIVE', 'SUSPENDED', 'ENDED')),
        DROP CONSTRAINT pairings_one_east_partner, ADD CONSTRAINT pairings_one_east_partner EXCLUDE USING gist (
          kind WITH =, ${HELPED} WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
          WHERE (exclusive AND state IN ('ACTIVE', 'SUSPENDED', 'ENDED'))`);
    await runner.query(
      'CREATE INDEX pairings_helper ON pairings (helper_organization_id, kind) WHERE helper_organization_id IS NOT NULL',
    );
    await runner.query(
      'CREATE INDEX pairings_counter ON pairings (counter_organization_id) WHERE counter_organization_id IS NOT NULL',
    );
    await runner.query(`
      ALTER TABLE annual_agreements ${PARTIES},
        DROP CONSTRAINT annual_agreements_kind_check,
        ADD CONSTRAINT annual_agreements_kind_check CHECK (kind ~ '^[A-Z][A-Z_]{2,39}$')`);
    await runner.query(`ALTER TABLE annual_agreements ${parties('annual_agreements')}`);
    await runner.query(
      'CREATE INDEX annual_agreements_helper ON annual_agreements (helper_organization_id) WHERE helper_organization_id IS NOT NULL',
    );
    await runner.query(
      'CREATE INDEX annual_agreements_counter ON annual_agreements (counter_organization_id) WHERE counter_organization_id IS NOT NULL',
    );
  }

  /** Only while every relation is one of two regions of the east and the west. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE pairings DROP CONSTRAINT pairings_dates_apart, DROP CONSTRAINT pairings_one_east_partner,
        DROP CONSTRAINT pairings_level_of_parties, DROP CONSTRAINT pairings_level_check, DROP CONSTRAINT pairings_kind_check`);
    for (const table of ['pairings', 'annual_agreements'])
      await runner.query(`
        ALTER TABLE ${table} DROP COLUMN helper_organization_id, DROP COLUMN helped_organization_id, DROP COLUMN helped_list,
          DROP COLUMN counter_organization_id`);
    await runner.query(`
      ALTER TABLE annual_agreements DROP CONSTRAINT annual_agreements_kind_check,
        ADD CONSTRAINT annual_agreements_kind_check CHECK (kind IN ('EAST_WEST'))`);
    await runner.query(`
      ALTER TABLE pairings ADD CONSTRAINT pairings_kind_check CHECK (kind IN ('EAST_WEST')),
        ADD CONSTRAINT pairings_level_check CHECK (level IN (${LEVELS})),
        ADD CONSTRAINT pairings_dates_apart EXCLUDE USING gist (
          kind WITH =, east_region_code WITH =, west_region_code WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
          WHERE (state IN ('ACTIVE', 'SUSPENDED', 'ENDED')),
        ADD CONSTRAINT pairings_one_east_partner EXCLUDE USING gist (
          kind WITH =, west_region_code WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
          WHERE (exclusive AND state IN ('ACTIVE', 'SUSPENDED', 'ENDED'))`);
  }
}
