import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { Role } from '../domain/role';

export interface NewTask {
  readonly organizationId: string;
  /** Members of the organization with this role see it. */
  readonly role: Role;
  /** e.g. SIGN_CONTRACT; its words are declared with describeWork. */
  readonly kind: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly dueAt?: Date | null;
}

/** 待办: what waits for whom, since when, until when. */
@Injectable()
export class Tasks {
  /** Opens it once per organization, role, kind and subject; opening again moves the due time. */
  async open(tx: Tx, task: NewTask): Promise<void> {
    await tx.query(
      `INSERT INTO tasks (id, organization_id, role, kind, subject_kind, subject_id, opened_at, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (organization_id, role, kind, subject_kind, subject_id) WHERE closed_at IS NULL
       DO UPDATE SET due_at = excluded.due_at`,
      [
        randomUUID(),
        task.organizationId,
        task.role,
        task.kind,
        task.subjectKind,
        task.subjectId,
        tx.at,
        task.dueAt ?? null,
      ],
    );
  }

  /** Closes the subject's open tasks: all of them, or those of one kind, role or organization. */
  async close(
    tx: Tx,
    done: { subjectKind: string; subjectId: string; kind?: string; role?: Role; organizationId?: string },
  ): Promise<void> {
    await tx.query(
      `UPDATE tasks SET closed_at = $3 WHERE subject_kind = $1 AND subject_id = $2 AND closed_at IS NULL
          AND ($4::text IS NULL OR kind = $4) AND ($5::text IS NULL OR role = $5)
          AND ($6::uuid IS NULL OR organization_id = $6)`,
      [
        done.subjectKind,
        done.subjectId,
        tx.at,
        done.kind ?? null,
        done.role ?? null,
        done.organizationId ?? null,
      ],
    );
  }
}
