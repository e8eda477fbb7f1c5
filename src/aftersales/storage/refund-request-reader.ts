import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Database, hasRole, type Actor } from '../../platform/index';
import type { RefundRequest } from './refund-request.entity';

export type RefundRequestRow = Omit<RefundRequest, 'requestedBy' | 'awardProposedBy' | 'decidedBy'>;

const COLUMNS = `r.id, r.version, r.order_id AS "orderId", r.settlement_line_id AS "settlementLineId",
  r.buyer_id AS "buyerId", r.supplier_id AS "supplierId", r.state, r.reason, r.note, r.photo_ids AS "photoIds",
  r.requested_fen AS "requestedFen", r.approved_fen AS "approvedFen", r.award_proposed_fen AS "awardProposedFen", r.requested_at AS "requestedAt",
  r.decided_at AS "decidedAt", r.decision_note AS "decisionNote", r.refund_id AS "refundId"`;
const SCOPE = `($1::boolean OR r.buyer_id = ANY($2::uuid[]) OR r.supplier_id = $3::uuid)`;

export interface RefundPage {
  readonly states: readonly string[] | null;
  readonly at: string | null;
  readonly id: string | null;
  readonly limit: number;
}

/** Reads refund requests as a caller may see them: the two sides, operations, finance and audit. */
@Injectable()
export class RefundRequestReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  async visibleTo(actor: Actor, id: string): Promise<RefundRequestRow | null> {
    return this.database.one<RefundRequestRow>(
      `SELECT ${COLUMNS} FROM refund_requests r WHERE ${SCOPE} AND r.id = $4`,
      [...(await this.scopeOf(actor)), id],
    );
  }

  async page(actor: Actor, { states, at, id, limit }: RefundPage): Promise<RefundRequestRow[]> {
    return this.database.query<RefundRequestRow>(
      `SELECT ${COLUMNS} FROM refund_requests r
       WHERE ${SCOPE} AND ($4::text[] IS NULL OR r.state = ANY($4))
         AND ($5::timestamptz IS NULL OR (r.requested_at, r.id) < ($5::timestamptz, $6::uuid))
       ORDER BY r.requested_at DESC, r.id DESC LIMIT $7`,
      [...(await this.scopeOf(actor)), states, at, id, limit],
    );
  }

  async count(actor: Actor, states: readonly string[] | null): Promise<number> {
    const row = await this.database.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM refund_requests r WHERE ${SCOPE} AND ($4::text[] IS NULL OR r.state = ANY($4))`,
      [...(await this.scopeOf(actor)), states],
    );
    return row?.n ?? 0;
  }

  /** Of orders the caller sees already. */
  ofOrders(orderIds: readonly string[]): Promise<RefundRequestRow[]> {
    return this.database.query<RefundRequestRow>(
      `SELECT ${COLUMNS} FROM refund_requests r WHERE r.order_id = ANY($1::uuid[]) ORDER BY r.requested_at, r.id`,
      [orderIds],
    );
  }

  private async scopeOf(actor: Actor): Promise<[boolean, string[], string | null]> {
    const buys = hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER');
    return [
      hasRole(actor, 'PLATFORM_OPS', 'FINANCE', 'AUDITOR'),
      buys ? await this.organizations.unitsUnder(this.database, actor.organizationId) : [],
      hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
    ];
  }
}
