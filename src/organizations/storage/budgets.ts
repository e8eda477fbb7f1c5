import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import type { BusinessDate, Reader, Tx } from '../../platform/index';
import { budgetRefusals } from '../domain/budget.refusals';

export interface BudgetSubject {
  readonly subjectKind: string;
  readonly subjectId: string;
}

interface LockedBudget {
  id: string;
  limitFen: bigint;
  reservedFen: bigint;
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
    const [budget] = await tx.query<LockedBudget>(
      `SELECT id, limit_fen AS "limitFen", reserved_fen AS "reservedFen" FROM budgets
        WHERE unit_id = $1 AND year = $2 FOR NO KEY UPDATE`,
      [order.unitId, Number(order.on.slice(0, 4))],
    );
    if (!budget) return;
    const left = budget.limitFen - budget.reservedFen;
    if (order.fen > left) {
      const { amount } = formatMoney({ fen: left, currency: 'CNY' });
      refuse(budgetRefusals.BUDGET_EXCEEDED({ left: amount }, order.path ?? []));
    }
    await this.append(tx, budget.id, order.fen, order);
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
      if (given > 0n) await this.append(tx, budget.id, -given, back);
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

  private async append(tx: Tx, budgetId: string, fen: bigint, subject: BudgetSubject): Promise<void> {
    await tx.query(
      'INSERT INTO budget_entries (budget_id, fen, subject_kind, subject_id, at) VALUES ($1, $2, $3, $4, $5)',
      [budgetId, fen, subject.subjectKind, subject.subjectId, tx.at],
    );
    await tx.query('UPDATE budgets SET reserved_fen = reserved_fen + $2 WHERE id = $1', [budgetId, fen]);
  }
}
