import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { Role } from '../domain/role';

export interface NewNotice {
  readonly organizationId: string;
  /** Only members with this role; all members without it. */
  readonly role?: Role;
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Ids, amounts and dates: no names or numbers of people. */
  readonly data?: Readonly<Record<string, string>>;
}

/** Tells members what happened; each marks it read for himself. */
@Injectable()
export class Notices {
  send(tx: Tx, notice: NewNotice): Promise<void> {
    return this.sendAll(tx, [notice]);
  }

  async sendAll(tx: Tx, notices: readonly NewNotice[]): Promise<void> {
    const records = notices.map((notice) => ({
      id: randomUUID(),
      organization_id: notice.organizationId,
      role: notice.role,
      kind: notice.kind,
      subject_kind: notice.subjectKind,
      subject_id: notice.subjectId,
      data: notice.data ?? {},
      at: tx.at,
    }));
    await tx.query(
      `INSERT INTO notices (id, organization_id, role, kind, subject_kind, subject_id, data, at)
       SELECT id, organization_id, role, kind, subject_kind, subject_id, data, at
         FROM json_populate_recordset(NULL::notices, $1::json)`,
      [JSON.stringify(records)],
    );
  }
}
