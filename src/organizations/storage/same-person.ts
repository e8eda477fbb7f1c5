import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';

/** What one did another is to decide: whether the member did it, one of these, or one of them under another account. */
export async function isSamePerson(
  reader: Reader,
  memberId: string,
  members: readonly (string | null)[],
): Promise<boolean> {
  if (members.includes(memberId)) return true;
  const rows = await reader.query(
    `SELECT FROM members me JOIN members other ON other.phone_hash = me.phone_hash
      WHERE me.id = $1 AND other.id = ANY($2::uuid[]) LIMIT 1`,
    [memberId, members],
  );
  return rows.length > 0;
}

/** The member's own account, and those the same person has elsewhere. */
export async function accountsOfPerson(reader: Reader, memberId: string): Promise<string[]> {
  const rows = await reader.query<{ id: string }>(
    `SELECT other.id FROM members me JOIN members other ON other.id = me.id OR other.phone_hash = me.phone_hash
      WHERE me.id = $1`,
    [memberId],
  );
  return rows.map(({ id }) => id);
}

/** One person may have accounts with several organizations: the telephone tells, where it is known. */
@Injectable()
export class SamePerson {
  /** Whether the member is one of these members, or one of them under another account. */
  isAmong(reader: Reader, memberId: string, members: readonly string[]): Promise<boolean> {
    return isSamePerson(reader, memberId, members);
  }

  /** The member's own account, and those the same person has elsewhere. */
  accountsOf(reader: Reader, memberId: string): Promise<string[]> {
    return accountsOfPerson(reader, memberId);
  }
}
