import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrganizations1795300000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE organizations (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('ENTERPRISE', 'PUBLIC_UNIT', 'COOPERATIVE', 'FAMILY_FARM',
          'COUNTY_DEPARTMENT', 'COLLABORATION_OFFICE', 'PLATFORM_OPERATIONS', 'AUDIT_OFFICE')),
        name text NOT NULL,
        uscc text UNIQUE CHECK (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$' AND uscc !~ '^0+$'),
        region_code text NOT NULL CHECK (region_code ~ '^[0-9]{6}$'),
        side text CHECK (side IN ('EAST', 'WEST')),
        parent_id uuid REFERENCES organizations,
        demonstration boolean NOT NULL,
        created_at timestamptz NOT NULL,
        version integer NOT NULL,
        CHECK (parent_id <> id))`);
    await runner.query('CREATE INDEX organizations_parent ON organizations (parent_id)');
    await runner.query(
      'CREATE INDEX organizations_region ON organizations (region_code text_pattern_ops, kind)',
    );
    await runner.query(`
      CREATE TABLE members (
        id uuid PRIMARY KEY,
        organization_id uuid NOT NULL REFERENCES organizations,
        login text NOT NULL,
        display_name text NOT NULL,
        phone_encrypted text,
        phone_hash text,
        password_hash text NOT NULL,
        roles text[] NOT NULL,
        active boolean NOT NULL,
        created_at timestamptz NOT NULL,
        version integer NOT NULL)`);
    await runner.query('CREATE UNIQUE INDEX members_login ON members (login)');
    await runner.query('CREATE INDEX members_organization ON members (organization_id)');
    await runner.query('CREATE INDEX members_phone ON members (phone_hash)');
    await runner.query(`
      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        member_id uuid NOT NULL REFERENCES members,
        started_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text CHECK (end_reason IN ('SIGNED_OUT', 'REFRESH_REUSED', 'PASSWORD_CHANGED', 'DEACTIVATED')),
        CHECK ((ended_at IS NULL) = (end_reason IS NULL)))`);
    await runner.query('CREATE INDEX sessions_member ON sessions (member_id) WHERE ended_at IS NULL');
    await runner.query(`
      CREATE TABLE refresh_tokens (
        token_hash bytea PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES sessions,
        issued_at timestamptz NOT NULL,
        used_at timestamptz)`);
    await runner.query('CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id)');
    await runner.query(`
      CREATE TABLE throttles (
        key text PRIMARY KEY,
        failures integer NOT NULL CHECK (failures > 0),
        last_at timestamptz NOT NULL,
        blocked_until timestamptz NOT NULL)`);
    await runner.query('CREATE INDEX throttles_last ON throttles (last_at)');
    await runner.query(`
      CREATE TABLE invitations (
        id uuid PRIMARY KEY,
        organization_id uuid NOT NULL REFERENCES organizations,
        roles text[] NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        invited_by uuid REFERENCES members,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        accepted_by uuid REFERENCES members,
        CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)))`);
    await runner.query('CREATE INDEX invitations_organization ON invitations (organization_id)');
    await runner.query(`
      CREATE TABLE bank_accounts (
        id uuid PRIMARY KEY,
        organization_id uuid NOT NULL REFERENCES organizations,
        holder_name text NOT NULL,
        bank_name text NOT NULL,
        number_encrypted text NOT NULL,
        number_hash text NOT NULL,
        last_four text NOT NULL CHECK (length(last_four) = 4),
        state text NOT NULL CHECK (state IN ('PROPOSED', 'ACTIVE', 'REPLACED', 'REFUSED')),
        proposed_by uuid NOT NULL REFERENCES members,
        decided_by uuid REFERENCES members,
        created_at timestamptz NOT NULL,
        decided_at timestamptz,
        version integer NOT NULL,
        CHECK (decided_by <> proposed_by))`);
    await runner.query(
      `CREATE UNIQUE INDEX bank_accounts_active ON bank_accounts (organization_id) WHERE state = 'ACTIVE'`,
    );
    await runner.query(
      'CREATE INDEX bank_accounts_organization ON bank_accounts (organization_id, created_at)',
    );
    await runner.query('CREATE INDEX bank_accounts_number ON bank_accounts (number_hash)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'bank_accounts',
      'invitations',
      'throttles',
      'refresh_tokens',
      'sessions',
      'members',
      'organizations',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
