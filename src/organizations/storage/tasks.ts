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
  open(tx: Tx, task: NewTask): Promise<void> {
    return this.openAll(tx, [task]);
  }

  /** Different tasks. */
  async openAll(tx: Tx, tasks: readonly NewTask[]): Promise<void> {
    const records = tasks.map((task) => ({
      id: randomUUID(),
      organization_id: task.organizationId,
      role: task.role,
      kind: task.kind,
      subject_kind: task.subjectKind,
      subject_id: task.subjectId,
      opened_at: tx.at,
      due_at: task.dueAt,
    }));
    await tx.query(
      `INSERT INTO tasks (id, organization_id, role, kind, subject_kind, subject_id, opened_at, due_at)
       SELECT id, organization_id, role, kind, subject_kind, subject_id, opened_at, due_at
         FROM json_populate_recordset(NULL::tasks, $1::json)
       ON CONFLICT (organization_id, role, kind, subject_kind, subject_id) WHERE closed_at IS NULL
       DO UPDATE SET due_at = excluded.due_at`,
      [JSON.stringify(records)],
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
