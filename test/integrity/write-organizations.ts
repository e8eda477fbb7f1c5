import { randomUUID } from 'node:crypto';
import type { MarketYear } from '../../src/integrity/domain/market-year';
import type { Tx } from '../../src/platform/index';
import { AT, insert } from './insert-rows';

/** Everybody with his phones, accounts, limit and mandates. */
export async function writeOrganizations(
  tx: Tx,
  { organizations }: MarketYear,
  member: string,
): Promise<void> {
  const one = { region_code: '990001', side: null, demonstration: true, created_at: AT, version: 1 };
  await insert(
    tx,
    'organizations',
    organizations.map(({ id, rootId }) => ({
      ...one,
      id,
      kind: 'ENTERPRISE',
      name: `示例 ${id}`,
      uscc: null,
      parent_id: rootId === id ? null : rootId,
    })),
  );
  const person = { display_name: '示例', phone_encrypted: 'x', password_hash: 'x', roles: [], active: true };
  await insert(
    tx,
    'members',
    organizations.flatMap(({ id, phoneHashes }) =>
      phoneHashes.map((phone_hash) => ({
        ...person,
        id: randomUUID(),
        organization_id: id,
        login: randomUUID(),
        phone_hash,
        created_at: AT,
        version: 1,
      })),
    ),
  );
  await insert(
    tx,
    'bank_accounts',
    organizations.flatMap(({ id, accountHashes }) =>
      accountHashes.map((number_hash, index) => ({
        id: randomUUID(),
        organization_id: id,
        holder_name: '示例',
        bank_name: '示例',
        number_encrypted: 'x',
        number_hash,
        last_four: '0000',
        state: index === 0 ? 'ACTIVE' : 'REPLACED',
        proposed_by: member,
        created_at: AT,
        version: 1,
      })),
    ),
  );
  await insert(
    tx,
    'approval_limits',
    organizations
      .filter(({ approvalLimitFen }) => approvalLimitFen !== null)
      .map(({ id, approvalLimitFen }) => ({ id, limit_fen: approvalLimitFen, set_by: member, version: 1 })),
  );
  await insert(
    tx,
    'agency_mandates',
    organizations.flatMap(({ id, principalIds }) =>
      principalIds.map((principal) => ({
        id: randomUUID(),
        agent_id: id,
        principal_id: principal,
        valid_from: '2027-01-01',
        valid_to: '2027-12-31',
        state: 'ACTIVE',
        text_hash: 'x',
        proposed_by: member,
        proposed_at: AT,
        signed_by: member,
        signed_at: AT,
        version: 1,
      })),
    ),
  );
}
