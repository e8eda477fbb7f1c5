import { Injectable } from '@nestjs/common';
import { FieldCipher, counted, masked, type Reader } from '../../platform/index';
import type { Role } from '../domain/role';

export interface MemberCard {
  id: string;
  organizationId: string;
  login: string;
  displayName: string;
  /** Masked. */
  phone: string | null;
  roles: Role[];
  active: boolean;
  version: number;
}

const COLUMNS = `id, organization_id AS "organizationId", login, display_name AS "displayName",
  phone_encrypted AS phone, roles, active, version`;

const OF_ORGANIZATIONS = 'FROM members WHERE organization_id = ANY($1::uuid[])';

/** Members as their own organization sees them: phones masked. */
@Injectable()
export class Members {
  constructor(private readonly cipher: FieldCipher) {}

  async find(reader: Reader, id: string): Promise<MemberCard | null> {
    const rows = await reader.query<MemberCard>(`SELECT ${COLUMNS} FROM members WHERE id = $1`, [id]);
    return rows[0] ? this.shown(rows[0]) : null;
  }

  /** In full: only after a disclosure was recorded. */
  async phoneOf(reader: Reader, id: string): Promise<string | null> {
    const rows = await reader.query<{ sealed: string | null }>(
      'SELECT phone_encrypted AS sealed FROM members WHERE id = $1',
      [id],
    );
    const sealed = rows[0]?.sealed ?? null;
    return sealed === null ? null : this.cipher.decrypt(sealed);
  }

  /** In order of their account names, after one of them. */
  async ofOrganization(
    reader: Reader,
    organizationIds: readonly string[],
    page: { after: string | null; fetch: number },
  ): Promise<MemberCard[]> {
    const rows = await reader.query<MemberCard>(
      `SELECT ${COLUMNS} ${OF_ORGANIZATIONS} AND ($2::text IS NULL OR login > $2)
        ORDER BY login LIMIT $3`,
      [organizationIds, page.after, page.fetch],
    );
    return rows.map((row) => this.shown(row));
  }

  countOf(reader: Reader, organizationIds: readonly string[]): Promise<number> {
    return counted(reader, OF_ORGANIZATIONS, [organizationIds]);
  }

  private shown(row: MemberCard): MemberCard {
    return { ...row, phone: row.phone === null ? null : masked(this.cipher.decrypt(row.phone)) };
  }
}
