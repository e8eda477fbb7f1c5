import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';

/** SQL: the succession `s` makes two codes one enterprise. */
export const STANDS = `s.state IN ('CONFIRMED', 'VOID_ASKED')`;

/** Codes of one enterprise: whoever it became, whoever became it. */
const FAMILY = `
  WITH RECURSIVE family AS (
    SELECT unnest($1::text[]) AS uscc
    UNION SELECT CASE WHEN s.predecessor_uscc = f.uscc THEN s.successor_uscc ELSE s.predecessor_uscc END
      FROM family f JOIN enterprise_successions s ON f.uscc IN (s.predecessor_uscc, s.successor_uscc) AND ${STANDS})
  SELECT uscc FROM family ORDER BY uscc`;

export async function familyOf(reader: Reader, usccs: readonly string[]): Promise<string[]> {
  const rows = await reader.query<{ uscc: string }>(FAMILY, [usccs]);
  return rows.map(({ uscc }) => uscc);
}

export interface EnterpriseStart {
  readonly projectId: string;
  readonly uscc: string;
  /** The first day on which it produced in any park. */
  readonly firstOn: string;
}

/** 一家企业只计一次: when an enterprise first produced, under whichever of its codes. */
@Injectable()
export class EnterpriseStarts {
  /** The project and day that count for the enterprise; null: it has not produced yet. */
  async first(reader: Reader, uscc: string): Promise<EnterpriseStart | null> {
    const [found] = await this.all(reader, uscc);
    return found ?? null;
  }

  /** Every project it produced in, the one that counts first. */
  async all(reader: Reader, uscc: string): Promise<EnterpriseStart[]> {
    return reader.query<EnterpriseStart>(
      `SELECT project_id AS "projectId", uscc, first_on AS "firstOn" FROM project_productions
        WHERE uscc = ANY($1) ORDER BY first_on, recorded_at, project_id`,
      [await familyOf(reader, [uscc])],
    );
  }
}
