import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';

/** One person may have accounts with several organizations: the telephone tells, where it is known. */
@Injectable()
export class SamePerson {
  /** Whether the member is one of these members, or one of them under another account. */
  async isAmong(reader: Reader, memberId: string, members: readonly string[]): Promise<boolean> {
    const rows = await reader.query(
      `SELECT FROM members me JOIN members other ON other.id = me.id OR other.phone_hash = me.phone_hash
        WHERE me.id = $1 AND other.id = ANY($2::uuid[]) LIMIT 1`,
      [memberId, members],
    );
    return rows.length > 0;
  }

  /** The member's own account, and those the same person has elsewhere. */
  async accountsOf(reader: Reader, memberId: string): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `SELECT other.id FROM members me JOIN members other ON other.id = me.id OR other.phone_hash = me.phone_hash
        WHERE me.id = $1`,
      [memberId],
    );
    return rows.map(({ id }) => id);
  }
}
