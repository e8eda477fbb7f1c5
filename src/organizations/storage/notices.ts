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
  async send(tx: Tx, notice: NewNotice): Promise<void> {
    await tx.query(
      `INSERT INTO notices (id, organization_id, role, kind, subject_kind, subject_id, data, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        randomUUID(),
        notice.organizationId,
        notice.role ?? null,
        notice.kind,
        notice.subjectKind,
        notice.subjectId,
        JSON.stringify(notice.data ?? {}),
        tx.at,
      ],
    );
  }
}
