import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import type { BusinessDate, Reader, Tx } from '../../platform/index';
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

/** One budget per unit and year. Entries are append-only; the running sum is checked under the row's lock and by the table itself. */
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

  /** Locks the units' budgets of the year, in order of their ids. */
  async lock(tx: Tx, unitIds: readonly string[], on: BusinessDate): Promise<BudgetRoom> {
    const rows = await tx.query<LockedBudget>(
      `SELECT id, unit_id AS "unitId", limit_fen - reserved_fen AS left FROM budgets
        WHERE unit_id = ANY($1::uuid[]) AND year = $2 ORDER BY id FOR NO KEY UPDATE`,
      [[...new Set(unitIds)], Number(on.slice(0, 4))],
    );
    return new BudgetRoom(rows);
  }

  /** Writes down what was taken of the room. */
  async write(
    tx: Tx,
    room: BudgetRoom,
    orders: readonly (BudgetSubject & { unitId: string; fen: bigint })[],
  ): Promise<void> {
    const entries = orders.flatMap(({ unitId, fen, subjectKind, subjectId }) => {
      const budgetId = room.budgetOf(unitId);
      return budgetId && fen > 0n ? [{ budgetId, fen, subjectKind, subjectId }] : [];
    });
    await this.append(tx, entries);
  }

  /** Gives back a part, or all that the subject still holds; never more than it holds. */
  async giveBack(tx: Tx, back: BudgetSubject & { fen: bigint | 'ALL' }): Promise<void> {
    const budgets = await tx.query<{ id: string }>(
      `SELECT b.id FROM budgets b WHERE b.id IN
         (SELECT budget_id FROM budget_entries WHERE subject_kind = $1 AND subject_id = $2)
        ORDER BY b.id FOR NO KEY UPDATE`,
      [back.subjectKind, back.subjectId],
    );
    let wanted = back.fen;
    for (const budget of budgets) {
      const held = await this.heldBy(tx, budget.id, back);
      const given = wanted === 'ALL' || wanted > held ? held : wanted;
      if (given > 0n) await this.append(tx, [{ ...back, budgetId: budget.id, fen: -given }]);
      if (wanted !== 'ALL') wanted -= given;
    }
  }

  /** What a unit may still spend in a year; null: no limit. */
  async leftFen(reader: Reader, unitId: string, year: number): Promise<bigint | null> {
    const rows = await reader.query<{ left: bigint }>(
      'SELECT limit_fen - reserved_fen AS left FROM budgets WHERE unit_id = $1 AND year = $2',
      [unitId, year],
    );
    return rows[0]?.left ?? null;
  }

  private async heldBy(tx: Tx, budgetId: string, subject: BudgetSubject): Promise<bigint> {
    const rows = await tx.query<{ held: bigint }>(
      `SELECT coalesce(sum(fen), 0)::bigint AS held FROM budget_entries
        WHERE budget_id = $1 AND subject_kind = $2 AND subject_id = $3`,
      [budgetId, subject.subjectKind, subject.subjectId],
    );
    return rows[0]?.held ?? 0n;
  }

  private async append(
    tx: Tx,
    entries: readonly (BudgetSubject & { budgetId: string; fen: bigint })[],
  ): Promise<void> {
    if (entries.length === 0) return;
    await tx.query(
      `WITH entries AS (
         INSERT INTO budget_entries (budget_id, fen, subject_kind, subject_id, at)
         SELECT budget_id, fen, subject_kind, subject_id, $5
           FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[]) e (budget_id, fen, subject_kind, subject_id)
         RETURNING budget_id, fen)
       UPDATE budgets SET reserved_fen = reserved_fen + added.fen
         FROM (SELECT budget_id, sum(fen)::bigint AS fen FROM entries GROUP BY budget_id) added
        WHERE budgets.id = added.budget_id`,
      [
        entries.map((entry) => entry.budgetId),
        entries.map((entry) => String(entry.fen)),
        entries.map((entry) => entry.subjectKind),
        entries.map((entry) => entry.subjectId),
        tx.at,
      ],
    );
  }
}

/** What locked budgets still have room for, while orders are decided one after another. */
export class BudgetRoom {
  private readonly budgets: Map<string, LockedBudget>;

  constructor(rows: readonly LockedBudget[]) {
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

  budgetOf(unitId: string): string | undefined {
    return this.budgets.get(unitId)?.id;
  }
}
