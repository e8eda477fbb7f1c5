import { Injectable } from '@nestjs/common';
import type { Actor, Reader } from '../../platform/index';
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
type Keyset = { after: readonly [string, string] | null; fetch: number };

/** What waits for a member and what he is told: of his organization, for his roles. */
@Injectable()
export class WorkLists {
  /** What has waited longest first. */
  tasks(reader: Reader, actor: Actor, page: Keyset): Promise<TaskCard[]> {
    return reader.query<TaskCard>(
      `SELECT id, kind, role, subject_kind AS "subjectKind", subject_id AS "subjectId", opened_at AS since,
              due_at AS until
         FROM tasks WHERE organization_id = $1 AND role = ANY($2) AND closed_at IS NULL
          AND ($3::timestamptz IS NULL OR (opened_at, id) > ($3, $4::uuid))
        ORDER BY opened_at, id LIMIT $5`,
      [actor.organizationId, actor.roles, page.after?.[0] ?? null, page.after?.[1] ?? null, page.fetch],
    );
  }

  async countTasks(reader: Reader, actor: Actor): Promise<number> {
    const rows = await reader.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM tasks
        WHERE organization_id = $1 AND role = ANY($2) AND closed_at IS NULL`,
      [actor.organizationId, actor.roles],
    );
    return rows[0]?.count ?? 0;
  }

  /** Latest first. */
  notices(reader: Reader, actor: Actor, page: Keyset): Promise<NoticeCard[]> {
    return reader.query<NoticeCard>(
      `SELECT n.id, n.kind, n.subject_kind AS "subjectKind", n.subject_id AS "subjectId", n.data, n.at,
              r.at AS "readAt"
         FROM notices n LEFT JOIN notice_reads r ON r.notice_id = n.id AND r.member_id = $2
        WHERE n.organization_id = $1 AND (n.role IS NULL OR n.role = ANY($3))
          AND ($4::timestamptz IS NULL OR (n.at, n.id) < ($4, $5::uuid))
        ORDER BY n.at DESC, n.id DESC LIMIT $6`,
      [
        actor.organizationId,
        actor.memberId,
        actor.roles,
        page.after?.[0] ?? null,
        page.after?.[1] ?? null,
        page.fetch,
      ],
    );
  }
}
