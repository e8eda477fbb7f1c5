import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  AuditChain,
  Clock,
  Cursors,
  Database,
  PageArgs,
  SEALED_SO_FAR,
  ShortText,
  counted,
  pageOf,
  readPage,
  type Page,
} from '../../platform/index';
import { AuditChainType, AuditEntryConnection, AuditEntryType } from '../api/audit.type';
import { Role } from '../domain/role';

@InputType({ description: 'One record: kind and id as audit rows name them' })
export class AuditSubject {
  @Field(() => ShortText, {
    description: 'As `subjectKind` writes it, capitals included: Order, Lot, Plot …',
  })
  kind!: string;

  @Field(() => ShortText)
  id!: string;
}

type AuditRow = Omit<AuditEntryType, 'data'> & { data: Record<string, unknown> };

/** A row that would tell of what is sealed is there once that is opened; it is in the chain from the first. */
const OPENED = (now: string) =>
  `(NOT r.data ? 'shutUntil' OR (r.data->>'shutUntil')::timestamptz <= ${now}::timestamptz)`;

const OF_SUBJECT = `FROM audit_rows r
  WHERE ($1::text IS NULL OR (r.subject_kind = $1 AND r.subject_id = $2::text)) AND ${OPENED('$3')}`;

const ROWS = `
  SELECT r.id::text AS number, r.at, r.member_id AS "memberId", r.organization_id AS "organizationId", r.action,
         r.subject_kind AS "subjectKind", r.subject_id AS "subjectId", r.from_state AS "fromState",
         r.to_state AS "toState", r.reason, r.data, pg_visible_in_snapshot(r.xid, s.seen) AS sealed
    FROM audit_rows r JOIN ${SEALED_SO_FAR} AS s USING (cluster)
   WHERE ($1::text IS NULL OR (r.subject_kind = $1 AND r.subject_id = $2)) AND ($3::bigint IS NULL OR r.id < $3)
     AND ${OPENED('$5')}
   ORDER BY r.id DESC LIMIT $4`;

/** What auditors read: every transition, and whether the chain keeps up with them. */
@Resolver()
export class ReadAuditTrail {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly chain: AuditChain,
    private readonly clock: Clock,
  ) {}

  @Allow(Role.AUDITOR)
  @Query(() => AuditEntryConnection, { description: '审计记录, newest first' })
  async auditTrail(
    @Args() page: PageArgs,
    @Args('subject', { type: () => AuditSubject, nullable: true }) subject: AuditSubject | null,
  ): Promise<Page<AuditEntryType>> {
    const request = readPage(this.cursors, 'auditTrail', page);
    const after = request.after ? String(request.after[0]) : null;
    const named = [subject?.kind ?? null, subject?.id ?? null];
    const now = this.clock.now();
    const rows = await this.database.query<AuditRow>(ROWS, [...named, after, request.fetch, now]);
    return pageOf(this.cursors, 'auditTrail', request, rows, {
      node: ({ data, ...row }): AuditEntryType => ({
        ...row,
        data: Object.entries(data).map(([name, value]) => ({ name, value: textOf(value) })),
      }),
      keyOf: (row) => [row.number],
      totalCount: () => counted(this.database, OF_SUBJECT, [...named, now]),
    });
  }

  @Allow(Role.AUDITOR, Role.PLATFORM_OPS)
  @Query(() => AuditChainType, { description: 'Head of the chain and what is not sealed yet' })
  async auditChain(): Promise<AuditChainType> {
    const { rows, oldest } = await this.chain.unsealed();
    return { head: await this.chain.head(), unsealedRows: rows, oldestUnsealedAt: oldest };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
