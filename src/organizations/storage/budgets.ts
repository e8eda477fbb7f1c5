import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import type { BusinessDate, Tx } from '../../platform/index';
import { budgetRefusals } from '../domain/budget.refusals';

export interface BudgetSubject {
  readonly subjectKind: string;
  readonly subjectId: string;
}

interface LockedBudget {
  readonly id: string;
  readonly unitId: string;
  left: bigint;
}

/** Whose year an amount is taken of. */
interface BudgetYear {
  readonly unitId: string;
  readonly year: number;
}

/**
 * One budget per unit and year. What orders take of a year is written down whether or not a limit stands, so that a
 * budget set in mid-year begins with what is taken already. Entries are append-only; the running sum is checked under
 * the row's lock and by the table itself.
 */
@Injectable()
export class Budgets {
  /** Refuses BUDGET_EXCEEDED. A unit without a budget for the year has no limit; a budget of zero leaves nothing. */
  async reserve(
    tx: Tx,
    order: BudgetSubject & { unitId: string; on: BusinessDate; fen: bigint; path?: RefusalPath },
  ): Promise<void> {
    if (order.fen <= 0n) return;
    const room = await this.lock(tx, [order.unitId], order.on);
    const refusal = room.take(order.unitId, order.fen, order.path ?? []);
    if (refusal) refuse(refusal);
    await this.write(tx, room, [order]);
  }

  /** Reserves more or gives back, so that the subject holds exactly this. Refuses BUDGET_EXCEEDED. */
  async bringTo(
    tx: Tx,
    order: BudgetSubject & { unitId: string; on: BusinessDate; fen: bigint; path?: RefusalPath },
  ): Promise<void> {
    const held = (await this.heldBy(tx, order)).reduce((sum, { fen }) => sum + fen, 0n);
    if (order.fen > held) await this.reserve(tx, { ...order, fen: order.fen - held });
    if (order.fen < held) await this.giveBack(tx, { ...order, fen: held - order.fen });
  }

  /** Locks the units' budgets of the year, in order of their ids; units without one share their lock among orders. */
  async lock(tx: Tx, unitIds: readonly string[], on: BusinessDate): Promise<BudgetRoom> {
    const year = Number(on.slice(0, 4));
    const [, rows] = await Promise.all([
      this.keepFromBeingSet(tx, unitIds, year),
      tx.query<LockedBudget>(
        `SELECT id, unit_id AS "unitId", limit_fen - reserved_fen AS left FROM budgets
          WHERE unit_id = ANY($1::uuid[]) AND year = $2 ORDER BY id FOR NO KEY UPDATE`,
        [[...new Set(unitIds)], year],
      ),
    ]);
    return new BudgetRoom(rows, year);
  }

  /** Writes down what was taken of the room. */
  async write(
    tx: Tx,
    room: BudgetRoom,
    orders: readonly (BudgetSubject & { unitId: string; fen: bigint })[],
  ): Promise<void> {
    const taken = orders.filter(({ fen }) => fen > 0n);
    await this.append(
      tx,
      taken.map((order) => ({ ...order, year: room.year })),
    );
  }

  /**
   * Gives back a part, or all that the subject still holds, of one unit where several hold under it; never more than it
   * holds. Budgets are locked in the order in which orders lock them.
   */
  async giveBack(tx: Tx, back: BudgetSubject & { fen: bigint | 'ALL'; unitId?: string }): Promise<void> {
    let wanted = back.fen;
    const holders = (await this.heldBy(tx, back)).filter(({ unitId }) => unitId === (back.unitId ?? unitId));
    if (holders.length > 1) await this.lockAll(tx, holders);
    for (const { unitId, year, fen: held } of holders) {
      const given = wanted === 'ALL' || wanted > held ? held : wanted;
      await this.keepFromBeingSet(tx, [unitId], year);
      if (given > 0n) await this.append(tx, [{ ...back, unitId, year, fen: -given }]);
      if (wanted !== 'ALL') wanted -= given;
    }
  }

  /** What several subjects hold another holds from now on, of the same units and years: nothing is taken or given back. */
  async passOn(tx: Tx, from: readonly BudgetSubject[], to: BudgetSubject): Promise<void> {
    await tx.query(
      `WITH held AS (
         SELECT e.unit_id, e.year, sum(e.fen)::bigint AS fen, e.subject_kind, e.subject_id FROM budget_entries e
           JOIN unnest($1::text[], $2::uuid[]) f (kind, id) ON (e.subject_kind, e.subject_id) = (f.kind, f.id)
          GROUP BY e.unit_id, e.year, e.subject_kind, e.subject_id HAVING sum(e.fen) <> 0)
       INSERT INTO budget_entries (unit_id, year, fen, subject_kind, subject_id, at)
       SELECT unit_id, year, -fen, subject_kind, subject_id, $5::timestamptz FROM held
        UNION ALL SELECT unit_id, year, sum(fen)::bigint, $3::text, $4::uuid, $5::timestamptz FROM held GROUP BY unit_id, year`,
      [
        from.map((one) => one.subjectKind),
        from.map((one) => one.subjectId),
        to.subjectKind,
        to.subjectId,
        tx.at,
      ],
    );
  }

  /** What orders have taken of a year, for the budget about to be set: nothing more is until this transaction ends. */
  async takenUnderLock(tx: Tx, { unitId, year }: BudgetYear): Promise<bigint> {
    await tx.query(`SELECT pg_advisory_xact_lock(${lockOf('$1', '$2')})`, [unitId, year]);
    const rows = await tx.query<{ taken: string }>(
      // as text: what was taken without a limit may outgrow bigint
      'SELECT coalesce(sum(fen), 0)::text AS taken FROM budget_entries WHERE unit_id = $1 AND year = $2',
      [unitId, year],
    );
    return BigInt(rows[0]?.taken ?? 0);
  }

  /** Until the transaction ends nobody sets the first budget of these units; in order, so that no two wait for each other. */
  private async keepFromBeingSet(tx: Tx, unitIds: readonly string[], year: number): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock_shared(${lockOf('u.id', '$2')})
         FROM (SELECT DISTINCT id FROM unnest($1::uuid[]) each (id) ORDER BY id) u`,
      [unitIds, year],
    );
  }

  private async lockAll(tx: Tx, years: readonly BudgetYear[]): Promise<void> {
    await tx.query(
      `SELECT FROM budgets b JOIN unnest($1::uuid[], $2::integer[]) y (unit_id, year) USING (unit_id, year)
        ORDER BY b.id FOR NO KEY UPDATE OF b`,
      [years.map(({ unitId }) => unitId), years.map(({ year }) => year)],
    );
  }

  private heldBy(tx: Tx, subject: BudgetSubject): Promise<(BudgetYear & { fen: bigint })[]> {
    return tx.query(
      `SELECT unit_id AS "unitId", year, sum(fen)::bigint AS fen FROM budget_entries
        WHERE subject_kind = $1 AND subject_id = $2 GROUP BY unit_id, year ORDER BY unit_id, year`,
      [subject.subjectKind, subject.subjectId],
    );
  }

  private async append(
    tx: Tx,
    entries: readonly (BudgetSubject & BudgetYear & { fen: bigint })[],
  ): Promise<void> {
    if (entries.length === 0) return;
    await tx.query(
      `WITH entries AS (
         INSERT INTO budget_entries (unit_id, year, fen, subject_kind, subject_id, at)
         SELECT unit_id, year, fen, subject_kind, subject_id, $6
           FROM unnest($1::uuid[], $2::integer[], $3::bigint[], $4::text[], $5::uuid[])
             e (unit_id, year, fen, subject_kind, subject_id)
         RETURNING unit_id, year, fen)
       UPDATE budgets SET reserved_fen = reserved_fen + added.fen
         FROM (SELECT unit_id, year, sum(fen)::bigint AS fen FROM entries GROUP BY unit_id, year) added
        WHERE budgets.unit_id = added.unit_id AND budgets.year = added.year`,
      [
        entries.map((entry) => entry.unitId),
        entries.map((entry) => entry.year),
        entries.map((entry) => String(entry.fen)),
        entries.map((entry) => entry.subjectKind),
        entries.map((entry) => entry.subjectId),
        tx.at,
      ],
    );
  }
}

/** One lock per unit and year: shared while orders take or give back, alone while a first budget is set. */
const lockOf = (unitId: string, year: string) =>
  `hashtextextended('budget:' || ${unitId}::text || ':' || ${year}::text, 1015)`;

/** What locked budgets still have room for, while orders are decided one after another. */
export class BudgetRoom {
  private readonly budgets: Map<string, LockedBudget>;

  constructor(
    rows: readonly LockedBudget[],
    readonly year: number,
  ) {
    this.budgets = new Map(rows.map((row) => [row.unitId, { ...row }]));
  }

  /** Takes it, or answers why not. */
  take(unitId: string, fen: bigint, path: RefusalPath): Refusal | null {
    const budget = this.budgets.get(unitId);
    if (!budget || fen <= 0n) return null;
    if (fen > budget.left) {
      const { amount } = formatMoney({ fen: budget.left, currency: 'CNY' });
      return budgetRefusals.BUDGET_EXCEEDED({ left: amount }, path);
    }
    budget.left -= fen;
    return null;
  }
}
