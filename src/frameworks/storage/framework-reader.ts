import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import type { FrameworkAgreement } from './framework-agreement.entity';

/** A framework as both sides, operations and audit see it. */
export type FrameworkRow = Omit<FrameworkAgreement, 'offeredNumber' | 'preparedBy'>;

const COLUMNS = `f.id, f.version, f.number, f.buyer_id AS "buyerId", f.supplier_id AS "supplierId", f.state,
  f.draft_number AS "draftNumber", f.title, f.from_on AS "fromOn", f.until_on AS "untilOn", f.terms,
  f.deposit_percent AS "depositPercent", f.rest_due AS "restDue", f.instalments,
  f.freight_kind AS "freightKind", f.freight_fen AS "freightFen", f.notice_days AS "noticeDays",
  f.created_at AS "createdAt", f.active_since AS "activeSince", f.sent_back_note AS "sentBackNote",
  f.terminates_on AS "terminatesOn", f.termination_reason AS "terminationReason",
  f.termination_note AS "terminationNote", f.terminated_side AS "terminatedSide"`;
/** A supplier sees what the buyer has signed, as long as it stands so. */
const FROM = `FROM framework_agreements f
  WHERE ($1::boolean OR f.buyer_id = ANY($2::uuid[])
    OR (f.supplier_id = $3::uuid AND f.state <> 'DRAFT' AND f.offered_number = f.draft_number))`;
const WANTED = `${FROM} AND ($4::text[] IS NULL OR f.state = ANY($4))
  AND ($5::uuid IS NULL OR $5 IN (f.buyer_id, f.supplier_id))`;

export interface FrameworkFilter {
  readonly states: readonly string[] | null;
  /** The other side. */
  readonly partnerId: string | null;
}

/** Reads frameworks as a caller may see them. A unit sees those of the houses above it: it may call off from them. */
@Injectable()
export class FrameworkReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<FrameworkRow | null> {
    return this.database.one<FrameworkRow>(`SELECT ${COLUMNS} ${FROM} AND f.id = $4`, [
      ...(await this.scopeOf(actor)),
      id,
    ]);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    { states, partnerId }: FrameworkFilter,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<FrameworkRow[]> {
    return this.database.query<FrameworkRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($6::timestamptz IS NULL OR (f.created_at, f.id) < ($6::timestamptz, $7::uuid))
        ORDER BY f.created_at DESC, f.id DESC LIMIT $8`,
      [...(await this.scopeOf(actor)), states, partnerId, at, id, limit],
    );
  }

  async count(actor: Actor, { states, partnerId }: FrameworkFilter): Promise<number> {
    return counted(this.database, WANTED, [...(await this.scopeOf(actor)), states, partnerId]);
  }

  private async scopeOf(actor: Actor): Promise<[boolean, string[], string | null]> {
    const { organizationId } = actor;
    const buys = hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER');
    const below = buys ? await this.organizations.unitsUnder(this.database, organizationId) : [];
    const above = buys ? await this.organizations.lineAbove(this.database, organizationId) : [];
    return [
      hasRole(actor, 'PLATFORM_OPS', 'AUDITOR'),
      [...below, ...above],
      hasRole(actor, 'SUPPLIER') ? organizationId : null,
    ];
  }
}
