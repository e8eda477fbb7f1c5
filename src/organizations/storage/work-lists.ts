import { Injectable } from '@nestjs/common';
import { counted, type Actor, type Reader } from '../../platform/index';
import type { Role } from '../domain/role';

export interface TaskCard {
  id: string;
  kind: string;
  role: Role;
  subjectKind: string;
  subjectId: string;
  since: Date;
  until: Date | null;
}
export interface NoticeCard {
  id: string;
  kind: string;
  subjectKind: string;
  subjectId: string;
  data: Record<string, string>;
  at: Date;
  readAt: Date | null;
}

const TASKS = 'FROM tasks WHERE organization_id = $1 AND role = ANY($2) AND closed_at IS NULL';
const NOTICES = 'FROM notices n WHERE n.organization_id = $1 AND (n.role IS NULL OR n.role = ANY($2))';

type Keyset = { after: readonly [string, string] | null; fetch: number };

/** What waits for a member and what he is told: of his organization, for his roles. */
@Injectable()
export class WorkLists {
  /** What has waited longest first. */
  tasks(reader: Reader, actor: Actor, page: Keyset): Promise<TaskCard[]> {
    return reader.query<TaskCard>(
      `SELECT id, kind, role, subject_kind AS "subjectKind", subject_id AS "subjectId", opened_at AS since,
              due_at AS until ${TASKS}
          AND ($3::timestamptz IS NULL OR (opened_at, id) > ($3, $4::uuid))
        ORDER BY opened_at, id LIMIT $5`,
      [actor.organizationId, actor.roles, page.after?.[0] ?? null, page.after?.[1] ?? null, page.fetch],
    );
  }

  countTasks(reader: Reader, actor: Actor): Promise<number> {
    return counted(reader, TASKS, [actor.organizationId, actor.roles]);
  }

  /** Latest first. */
  notices(reader: Reader, actor: Actor, page: Keyset): Promise<NoticeCard[]> {
    return reader.query<NoticeCard>(
      `SELECT n.id, n.kind, n.subject_kind AS "subjectKind", n.subject_id AS "subjectId", n.data, n.at,
              (SELECT r.at FROM notice_reads r WHERE r.notice_id = n.id AND r.member_id = $3) AS "readAt" ${NOTICES}
          AND ($4::timestamptz IS NULL OR (n.at, n.id) < ($4, $5::uuid))
        ORDER BY n.at DESC, n.id DESC LIMIT $6`,
      [
        actor.organizationId,
        actor.roles,
        actor.memberId,
        page.after?.[0] ?? null,
        page.after?.[1] ?? null,
        page.fetch,
      ],
    );
  }

  countNotices(reader: Reader, actor: Actor): Promise<number> {
    return counted(reader, NOTICES, [actor.organizationId, actor.roles]);
  }
}
