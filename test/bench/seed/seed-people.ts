import { hash } from '@node-rs/argon2';
import type { Client } from 'pg';
import { completeUscc } from '../../../src/organizations/domain/uscc';

export const PASSWORD = 'shili-mima-2026';
export const BUYERS = 32;
export const buyerLogin = (index: number) => `bench-buyer-${index}`;
export const AUDITOR_LOGIN = 'bench-auditor';

/** The same id for the same name in every run; random-looking, as the product's own ids are. */
export const idOf = (expression: string) => `md5(${expression})::uuid`;

// As the product hashes them (organizations/storage/passwords.ts).
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const EASTERN_DISTRICT = '330211'; // 宁波市镇海区

/** Buyers who order at the same time, each of its own organization, and one auditor. */
export async function seedPeople(client: Client): Promise<void> {
  const passwordHash = await hash(PASSWORD.normalize('NFKC'), COST);
  const uscc = Array.from({ length: BUYERS }, (_, index) =>
    completeUscc(`91${EASTERN_DISTRICT}MA${String(index + 1).padStart(7, '0')}`),
  );
  await client.query(
    `INSERT INTO organizations (id, kind, name, uscc, region_code, side, demonstration, created_at, version)
     SELECT ${idOf(`'buyer' || n`)}, 'ENTERPRISE', '示例采购企业' || n || '号', uscc, $2, 'EAST', false, now() - interval '400 days', 1
     FROM unnest($1::text[]) WITH ORDINALITY AS buyer (uscc, n)
     UNION ALL
     SELECT ${idOf(`'auditor'`)}, 'AUDIT_OFFICE', '示例审计机关', NULL, '110000', NULL, false, now() - interval '400 days', 1`,
    [uscc, EASTERN_DISTRICT],
  );
  await client.query(
    `INSERT INTO members (id, organization_id, login, display_name, password_hash, roles, active, created_at, version)
     SELECT ${idOf(`'clerk' || n`)}, ${idOf(`'buyer' || n`)}, 'bench-buyer-' || n, '示例采购员' || n || '号', $1,
       ARRAY['BUYER_CLERK'], true, now() - interval '400 days', 1
     FROM generate_series(1, $2::int) n
     UNION ALL
     SELECT ${idOf(`'auditor member'`)}, ${idOf(`'auditor'`)}, '${AUDITOR_LOGIN}', '示例审计员', $1, ARRAY['AUDITOR'], true,
       now() - interval '400 days', 1`,
    [passwordHash, BUYERS],
  );
}
