import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import type { Tx } from '../database/tx';

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
  /** Ids, amounts and dates that explain the step; never names or numbers of people. */
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Writes who did what and why, in the transaction that does it. */
@Injectable()
export class Audit {
  async record(tx: Tx, row: AuditRow): Promise<void> {
    await tx.query(
      `INSERT INTO audit_rows (at, member_id, organization_id, action, subject_kind, subject_id, from_state, to_state, reason, data)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        tx.at,
        row.actor?.memberId ?? null,
        row.actor?.organizationId ?? null,
        row.action,
        row.subjectKind,
        row.subjectId,
        row.fromState ?? null,
        row.toState ?? null,
        row.reason ?? null,
        JSON.stringify(row.data ?? {}),
      ],
    );
  }
}
