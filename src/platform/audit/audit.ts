import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import type { Tx } from '../database/tx';

/**
 * For rows of what stays confidential for good: they stand in the chain like all others, and no reader of the trail is
 * shown them. A table whose rows point to members says the same in `opens_at`, so that nobody's export names them.
 */
export const NEVER_OPENED = new Date('9999-12-31T00:00:00Z');

export interface AuditRow {
  /** Null where time or a reaction acted. */
  readonly actor: Pick<Actor, 'memberId' | 'organizationId'> | null;
  /** The verb: `acceptDelivery`; for reactions their name. */
  readonly action: string;
  /** e.g. `Order`. */
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly fromState?: string;
  readonly toState?: string;
  /** A stable reason code; free text stays with the record it is about. */
  readonly reason?: string;
  /** Nobody reads the row before: it would tell of what is sealed, or, with NEVER_OPENED, of what is confidential. */
  readonly shutUntil?: Date;
  /** Ids, amounts and dates that explain the step; never names or numbers of people. */
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Writes who did what and why, in the transaction that does it. */
@Injectable()
export class Audit {
  record(tx: Tx, row: AuditRow): Promise<void> {
    return this.recordAll(tx, [row]);
  }

  async recordAll(tx: Tx, rows: readonly AuditRow[]): Promise<void> {
    const records = rows.map((row) => ({
      at: tx.at,
      member_id: row.actor?.memberId,
      organization_id: row.actor?.organizationId,
      action: row.action,
      subject_kind: row.subjectKind,
      subject_id: row.subjectId,
      from_state: row.fromState,
      to_state: row.toState,
      reason: row.reason,
      data: { ...row.data, ...(row.shutUntil ? { shutUntil: row.shutUntil.toISOString() } : {}) },
    }));
    await tx.query(
      `INSERT INTO audit_rows (at, member_id, organization_id, action, subject_kind, subject_id, from_state, to_state, reason, data)
       SELECT at, member_id, organization_id, action, subject_kind, subject_id, from_state, to_state, reason, data
         FROM json_populate_recordset(NULL::audit_rows, $1::json)`,
      [JSON.stringify(records)],
    );
  }
}
