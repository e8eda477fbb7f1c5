import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { AfterSalesCase, CaseLine } from './case.entity';
import type { CaseKind, CaseSide } from '../domain/case-kinds';
import type { CaseState } from '../domain/case.states';

export type CaseRow = Omit<
  AfterSalesCase,
  'openedBy' | 'awardProposedBy' | 'awardDecidedBy' | 'unitRegionCode' | 'reminded'
> & { readonly awardProposed: boolean };
export type CaseLineRow = Omit<CaseLine, 'countyCode'>;
export interface CaseStepRow {
  readonly caseId: string;
  readonly position: number;
  readonly verb: string;
  readonly state: CaseState;
  readonly side: CaseSide;
  readonly words: string | null;
  readonly fileIds: string[];
  readonly at: Date;
}

export interface CaseFilter {
  readonly states: readonly string[] | null;
  readonly kinds: readonly CaseKind[] | null;
  readonly orderId: string | null;
  readonly lotId: string | null;
  readonly recallId: string | null;
}

const COLUMNS = `c.id, c.version, c.number, c.order_id AS "orderId", c.buyer_id AS "buyerId", c.unit_id AS "unitId",
  c.supplier_id AS "supplierId", c.kind, c.state, c.recall_id AS "recallId", c.opened_at AS "openedAt", c.due_on AS "dueOn", c.offered,
  c.escalated_at AS "escalatedAt", c.late, c.award_proposed_by IS NOT NULL AS "awardProposed",
  c.award_proposed_at AS "awardProposedAt", c.return_sent_at AS "returnSentAt", c.return_carrier AS "returnCarrier",
  c.return_tracking_no AS "returnTrackingNo", c.return_received_at AS "returnReceivedAt", c.closed_at AS "closedAt"`;
/** Buyer and supplier see their own, county and coordinators what is of their region, the platform all. */
const FROM = `FROM aftersales_cases c WHERE ($1::boolean OR c.buyer_id = ANY($2::uuid[]) OR c.unit_id = ANY($2::uuid[])
  OR c.supplier_id = $3::uuid OR c.unit_region_code LIKE $4::text
  OR EXISTS (SELECT FROM aftersales_case_lines l WHERE l.case_id = c.id AND l.county_code LIKE $4::text))`;
const WANTED = `${FROM} AND ($5::text[] IS NULL OR c.state = ANY($5)) AND ($6::text[] IS NULL OR c.kind = ANY($6))
  AND ($7::uuid IS NULL OR c.order_id = $7)
  AND ($8::uuid IS NULL OR EXISTS (SELECT FROM aftersales_case_lines l WHERE l.case_id = c.id AND l.lot_id = $8))
  AND ($9::uuid IS NULL OR c.recall_id = $9)`;

/** Reads cases as a caller may see them. */
@Injectable()
export class CaseReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<CaseRow | null> {
    const scope = await this.scopeOf(actor);
    return this.database.one<CaseRow>(`SELECT ${COLUMNS} ${FROM} AND c.id = $5`, [...scope, id]);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    filter: CaseFilter,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<CaseRow[]> {
    return this.database.query<CaseRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($10::timestamptz IS NULL OR (c.opened_at, c.id) < ($10::timestamptz, $11::uuid))
        ORDER BY c.opened_at DESC, c.id DESC LIMIT $12`,
      [...(await this.scopeOf(actor)), ...valuesOf(filter), at, id, limit],
    );
  }

  async count(actor: Actor, filter: CaseFilter): Promise<number> {
    return counted(this.database, WANTED, [...(await this.scopeOf(actor)), ...valuesOf(filter)]);
  }

  /** Of orders the caller sees already. */
  ofOrders(orderIds: readonly string[]): Promise<CaseRow[]> {
    return this.database.query<CaseRow>(
      `SELECT ${COLUMNS} FROM aftersales_cases c WHERE c.order_id = ANY($1::uuid[]) ORDER BY c.opened_at, c.id`,
      [orderIds],
    );
  }

  /** Of cases the caller sees already. */
  lines(caseIds: readonly string[]): Promise<CaseLineRow[]> {
    return this.database.query<CaseLineRow>(
      `SELECT id, case_id AS "caseId", settlement_line_id AS "settlementLineId", order_line_id AS "orderLineId",
         lot_id AS "lotId", display_unit AS "displayUnit", claimed_base AS "claimedBase", claimed_fen AS "claimedFen",
         offered_fen AS "offeredFen", offered_return_base AS "offeredReturnBase", awarded_fen AS "awardedFen",
         awarded_return_base AS "awardedReturnBase", received_base AS "receivedBase", live_fen AS "liveFen",
         refunded_fen AS "refundedFen", refund_id AS "refundId"
       FROM aftersales_case_lines WHERE case_id = ANY($1::uuid[]) ORDER BY id`,
      [caseIds],
    );
  }

  /** Of cases the caller sees already; in their order. */
  steps(caseIds: readonly string[]): Promise<CaseStepRow[]> {
    return this.database.query<CaseStepRow>(
      `SELECT s.case_id AS "caseId", s.position, s.verb, s.state, s.side, s.words, s.at,
         array(SELECT f.file_id FROM aftersales_case_files f WHERE (f.case_id, f.position) = (s.case_id, s.position)
                ORDER BY f.file_id) AS "fileIds"
       FROM aftersales_case_steps s WHERE s.case_id = ANY($1::uuid[]) ORDER BY s.case_id, s.position`,
      [caseIds],
    );
  }

  private async scopeOf(actor: Actor): Promise<[boolean, string[], string | null, string | null]> {
    const buys = hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER');
    const office =
      hasRole(actor, 'COUNTY_AGRI', 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV') && actor.regionCode;
    return [
      hasRole(actor, 'PLATFORM_OPS', 'FINANCE', 'AUDITOR'),
      buys ? await this.organizations.unitsUnder(this.database, actor.organizationId) : [],
      hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
      office ? `${sharedDigits(office)}%` : null,
    ];
  }
}

const valuesOf = ({ states, kinds, orderId, lotId, recallId }: CaseFilter) => [
  states,
  kinds,
  orderId,
  lotId,
  recallId,
];

/** What was said and shown in a case is for its two sides, who arbitrates and who audits; offices see the figures. */
export function readsWords(actor: Actor): boolean {
  return hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER', 'SUPPLIER', 'PLATFORM_OPS', 'AUDITOR');
}
