import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  Audit,
  addDays,
  businessDateOf,
  notFound,
  startOfBusinessDate,
  type Actor,
  type AuditRow,
  type Tx,
} from '../../platform/index';
import type { PayoutPeriod } from '../domain/payout-period';
import { payoutStatementStates, type PayoutVerb } from '../domain/payout-statement.states';
import { PayoutDesk } from './payout-desk';
import { PayoutStatement } from './payout-statement.entity';

const EMPTY = {
  linesFen: 0n,
  carriedFen: 0n,
  setOffFen: 0n,
  payFen: 0n,
  debtAfterFen: 0n,
  contentHash: null,
  shareListId: null,
  calculatedBy: null,
  calculatedAt: null,
  approvedBy: null,
  approvedAt: null,
  ledgerTransferId: null,
  connectFen: 0n,
  connectState: null,
  connectAttempt: 0,
  connectTransferId: null,
  connectPaidAt: null,
  connectReturnWaits: false,
  bankAccountId: null,
  fileId: null,
  bankReference: null,
  paidAt: null,
  confirmedBy: null,
  byStatement: false,
} as const;

/** Statements under their lock, and how they move. */
@Injectable()
export class PayoutStatements {
  constructor(
    private readonly desk: PayoutDesk,
    private readonly audit: Audit,
  ) {}

  /**
   * Of what of the period no statement before it stands for, to its end or its cut-off; null where nothing of it is left,
   * or another is still being prepared.
   */
  async open(
    tx: Tx,
    supplierId: string,
    { from, to, cutOffAt = startOfBusinessDate(addDays(to, 1)) }: PayoutPeriod & { readonly cutOffAt?: Date },
    actor: Actor | null = null,
  ): Promise<PayoutStatement | null> {
    const beginsAt = await this.beginningOf(tx, supplierId, from);
    if (beginsAt >= cutOffAt || (await this.inPreparation(tx, supplierId))) return null;
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO payout_statements (id, number, supplier_id, period_from, period_to, begins_at, cut_off_at, state, opened_at, version)
       VALUES ($1, 'JS' || to_char($4::date, 'YYYYMMDD') || '-' || lpad(nextval('payout_numbers')::text, 6, '0'),
               $2, $3, $4, $5, $6, 'OPEN', $7, 1)
       ON CONFLICT DO NOTHING RETURNING id`,
      [randomUUID(), supplierId, businessDateOf(beginsAt), to, beginsAt, cutOffAt, tx.at],
    );
    if (!row) return null;
    const statement = await this.lock(tx, row.id);
    await this.desk.show(tx, statement);
    await this.record(tx, actor, 'openPayoutStatement', statement, {});
    return statement;
  }

  /** One at a time calculates, opens or takes back for a supplier. After the lock of a statement. */
  async lockSupplier(tx: Tx, supplierId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1017))', [`payouts:${supplierId}`]);
  }

  async inPreparation(tx: Tx, supplierId: string): Promise<boolean> {
    const found = await tx.query(
      `SELECT FROM payout_statements WHERE supplier_id = $1 AND state IN ('OPEN', 'CALCULATED') LIMIT 1`,
      [supplierId],
    );
    return found.length > 0;
  }

  /** Calculated or approved, and nothing of it told the bank or the provider. */
  async notAtTheBank(tx: Tx, supplierId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM payout_statements WHERE supplier_id = $1 AND state IN ('CALCULATED', 'APPROVED') AND connect_fen = 0
        ORDER BY id`,
      [supplierId],
    );
    return rows.map(({ id }) => id);
  }

  /** The period's first moment, or where the newest statement was cut off after it. */
  private async beginningOf(tx: Tx, supplierId: string, from: string): Promise<Date> {
    const [row] = await tx.query<{ at: Date }>(
      'SELECT greatest(max(cut_off_at), $2::timestamptz) AS at FROM payout_statements WHERE supplier_id = $1',
      [supplierId, startOfBusinessDate(from)],
    );
    return row?.at ?? startOfBusinessDate(from);
  }

  /** Throws NOT_FOUND. */
  async lock(tx: Tx, id: string): Promise<PayoutStatement> {
    const statement = await tx.manager.findOne(PayoutStatement, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!statement) throw notFound(['statementId']);
    return statement;
  }

  async move(
    tx: Tx,
    actor: Actor | null,
    statement: PayoutStatement,
    verb: PayoutVerb,
    changes: Partial<PayoutStatement>,
  ): Promise<PayoutStatement> {
    const state = payoutStatementStates.next(statement.state, verb);
    const emptied = state === 'OPEN' ? EMPTY : {};
    const moved = await tx.change(PayoutStatement, statement, { ...emptied, ...changes, state });
    await this.desk.show(tx, moved);
    await this.record(tx, actor, `${verb}PayoutStatement`, moved, { fromState: statement.state });
    return moved;
  }

  /** What became of the part by Connect, where the statement as a whole stays where it is. */
  async note(
    tx: Tx,
    actor: Actor | null,
    statement: PayoutStatement,
    action: string,
    changes: Partial<PayoutStatement>,
  ): Promise<PayoutStatement> {
    const changed = await tx.change(PayoutStatement, statement, changes);
    await this.desk.show(tx, changed);
    await this.record(tx, actor, action, changed, { fromState: statement.state });
    return changed;
  }

  private async record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    statement: PayoutStatement,
    from: { fromState?: string },
  ): Promise<void> {
    const { id, supplierId, state, calculation, payFen, contentHash, fileId, bankReference } = statement;
    const { connectFen, connectState } = statement;
    const byConnect: AuditRow['data'] =
      connectFen > 0n ? { connectFen: String(connectFen), connectState } : {};
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'PayoutStatement',
      subjectId: id,
      ...from,
      toState: state,
      data: {
        supplierId,
        calculation,
        payFen: String(payFen),
        contentHash,
        fileId,
        bankReference,
        ...byConnect,
      },
    });
  }
}
