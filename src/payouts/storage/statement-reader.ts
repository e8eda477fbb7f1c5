import { Injectable } from '@nestjs/common';
import { Role } from '../../organizations/index';
import { Database, hasRole, notFound, type Actor, type PageRequest } from '../../platform/index';
import { SHOWN_TO_SUPPLIERS, type PayoutStatementState } from '../domain/payout-statement.states';
import type { PayoutLineKind } from './open-entries';
import type { PayoutStatement } from './payout-statement.entity';

/** What everybody may know who may see it. */
export interface StatementRow extends Omit<
  PayoutStatement,
  | 'calculatedBy'
  | 'approvedBy'
  | 'confirmedBy'
  | 'ledgerTransferId'
  | 'bankAccountId'
  | 'connectTransferId'
  | 'connectAttempt'
  | 'connectPaidAt'
  | 'beginsAt'
  | 'connectReturnWaits'
> {
  readonly supplierName: string;
  readonly accountLastFour: string | null;
}

export interface LineRow {
  readonly transferId: string;
  readonly accountId: bigint;
  readonly kind: PayoutLineKind;
  readonly orderId: string;
  readonly orderNumber: string | null;
  readonly eventAt: Date;
  readonly fen: bigint;
}

export interface StatementFilter {
  readonly supplierId: string | null;
  readonly states: readonly PayoutStatementState[] | null;
}

export const PAYOUT_READERS = [Role.FINANCE, Role.AUDITOR, Role.SUPPLIER] as const;

const COLUMNS = `s.id, s.number, s.supplier_id AS "supplierId", o.name AS "supplierName", s.period_from AS "periodFrom",
  s.period_to AS "periodTo", s.cut_off_at AS "cutOffAt", s.state, s.calculation, s.lines_fen AS "linesFen", s.carried_fen AS "carriedFen",
  s.set_off_fen AS "setOffFen", s.pay_fen AS "payFen",
  s.connect_fen AS "connectFen", s.connect_state AS "connectState", s.debt_after_fen AS "debtAfterFen",
  s.content_hash AS "contentHash", s.share_list_id AS "shareListId", s.calculated_at AS "calculatedAt",
  s.approved_at AS "approvedAt", s.file_id AS "fileId", b.last_four AS "accountLastFour",
  s.bank_reference AS "bankReference", s.paid_at AS "paidAt", s.return_note AS "returnNote",
  s.opened_at AS "openedAt", s.version`;
const FROM = `FROM payout_statements s JOIN organizations o ON o.id = s.supplier_id
  LEFT JOIN bank_accounts b ON b.id = s.bank_account_id`;
/** $1: sees all of them; $2: the supplier he acts for; $3: the states suppliers are shown. */
const SCOPE = '($1::boolean OR s.supplier_id = $2::uuid AND s.state = ANY ($3::text[]))';
const FILTER = '($4::uuid IS NULL OR s.supplier_id = $4) AND ($5::text[] IS NULL OR s.state = ANY ($5))';
const LINES =
  'FROM payout_lines l LEFT JOIN orders o ON o.id = l.order_id WHERE l.statement_id = $1 AND l.calculation = $2';

/** Statements as a caller may see them. */
@Injectable()
export class StatementReader {
  constructor(private readonly database: Database) {}

  /** Throws NOT_FOUND for what is not there or not his. */
  async visibleTo(actor: Actor, id: string): Promise<StatementRow> {
    const row = await this.database.one<StatementRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${SCOPE} AND s.id = $4`,
      [...scopeOf(actor), id],
    );
    if (!row) throw notFound();
    return row;
  }

  page(
    actor: Actor,
    { supplierId, states }: StatementFilter,
    { after, fetch }: Pick<PageRequest, 'after' | 'fetch'>,
  ): Promise<StatementRow[]> {
    return this.database.query<StatementRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${SCOPE} AND ${FILTER}
          AND ($6::timestamptz IS NULL OR (s.opened_at, s.id) < ($6, $7::uuid))
        ORDER BY s.opened_at DESC, s.id DESC LIMIT $8`,
      [...scopeOf(actor), supplierId, states, after?.[0] ?? null, after?.[1] ?? null, fetch],
    );
  }

  async count(actor: Actor, { supplierId, states }: StatementFilter): Promise<number> {
    const row = await this.database.one<{ total: number }>(
      `SELECT count(*)::int AS total FROM payout_statements s WHERE ${SCOPE} AND ${FILTER}`,
      [...scopeOf(actor), supplierId, states],
    );
    return row?.total ?? 0;
  }

  /** Of a statement the caller sees, as calculated last; none while it is open. */
  lines(
    { id, calculation, state }: StatementRow,
    { after, fetch }: { after: PageRequest['after']; fetch: number | null },
  ): Promise<LineRow[]> {
    return this.database.query<LineRow>(
      `SELECT l.transfer_id AS "transferId", l.account_id AS "accountId", l.kind, l.order_id AS "orderId",
              o.number AS "orderNumber", l.event_at AS "eventAt", l.fen ${LINES}
          AND ($3::timestamptz IS NULL OR (l.event_at, l.transfer_id, l.account_id) > ($3, $4::uuid, $5::bigint))
        ORDER BY l.event_at, l.transfer_id, l.account_id LIMIT $6`,
      [id, frozen(calculation, state), ...(after ?? [null, null, null]), fetch],
    );
  }

  async lineCount({ id, calculation, state }: StatementRow): Promise<number> {
    const row = await this.database.one<{ total: number }>(`SELECT count(*)::int AS total ${LINES}`, [
      id,
      frozen(calculation, state),
    ]);
    return row?.total ?? 0;
  }
}

const frozen = (calculation: number, state: PayoutStatementState) => (state === 'OPEN' ? 0 : calculation);

function scopeOf(actor: Actor): [boolean, string | null, readonly PayoutStatementState[]] {
  const own = hasRole(actor, Role.SUPPLIER) ? actor.organizationId : null;
  return [hasRole(actor, Role.FINANCE, Role.AUDITOR), own, SHOWN_TO_SUPPLIERS];
}
