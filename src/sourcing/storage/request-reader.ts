import { Injectable } from '@nestjs/common';
import { Organizations, Role } from '../../organizations/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import type { SourcingRequest } from './sourcing-request.entity';

/** A request as the buyer's people, operations and audit see it. */
export type SourcingRequestRow = Omit<
  SourcingRequest,
  'preparedBy' | 'submittedBy' | 'approvedBy' | 'reservedOn' | 'reservedFen'
> & { readonly approved: boolean };

/** Who may stand behind a request: buyers, and the offices whose pools became one. */
export const ASKING = [
  Role.BUYER_CLERK,
  Role.BUYER_APPROVER,
  Role.COORD_COUNTY,
  Role.COORD_CITY,
  Role.COORD_PROV,
] as const;

const COLUMNS = `r.id, r.version, r.number, r.buyer_id AS "buyerId", r.unit_id AS "unitId", r.state, r.revision, r.title,
  r.internal_note AS "internalNote", r.sealed, r.quote_deadline AS "quoteDeadline", r.worth_fen AS "worthFen",
  r.approved_by IS NOT NULL AS approved, r.sent_back_note AS "sentBackNote", r.created_at AS "createdAt",
  r.published_at AS "publishedAt", r.reopened, r.pooled, r.cancel_reason AS "cancelReason"`;
const FROM = `FROM sourcing_requests r
  WHERE ($1::boolean OR r.buyer_id = ANY($2::uuid[]) OR r.unit_id = ANY($2::uuid[]))`;
const WANTED = `${FROM} AND ($3::text[] IS NULL OR r.state = ANY($3)) AND ($4::uuid IS NULL OR r.unit_id = $4)`;

export interface RequestFilter {
  readonly states: readonly string[] | null;
  readonly unitId: string | null;
}

/** Reads requests as a caller may see them: buyers in their tree of units, operations and audit all. */
@Injectable()
export class RequestReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<SourcingRequestRow | null> {
    return this.database.one<SourcingRequestRow>(`SELECT ${COLUMNS} ${FROM} AND r.id = $3`, [
      ...(await this.scopeOf(actor)),
      id,
    ]);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    { states, unitId }: RequestFilter,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<SourcingRequestRow[]> {
    return this.database.query<SourcingRequestRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($5::timestamptz IS NULL OR (r.created_at, r.id) < ($5::timestamptz, $6::uuid))
        ORDER BY r.created_at DESC, r.id DESC LIMIT $7`,
      [...(await this.scopeOf(actor)), states, unitId, at, id, limit],
    );
  }

  async count(actor: Actor, { states, unitId }: RequestFilter): Promise<number> {
    return counted(this.database, WANTED, [...(await this.scopeOf(actor)), states, unitId]);
  }

  private async scopeOf(actor: Actor): Promise<[boolean, string[]]> {
    const asks = hasRole(actor, ...ASKING);
    return [
      hasRole(actor, 'PLATFORM_OPS', 'AUDITOR'),
      asks ? await this.organizations.unitsUnder(this.database, actor.organizationId) : [],
    ];
  }
}
