import { Injectable } from '@nestjs/common';
import { Budgets } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import type { RescuePart } from './rescue-round.entity';

/** What a part holds of its unit’s budget while the round gathers; it goes back before its order takes its own. */
@Injectable()
export class PartBudgets {
  constructor(private readonly budgets: Budgets) {}

  /** Refuses BUDGET_EXCEEDED. */
  async reserve(tx: Tx, { id, unitId, reservedFen, joinedAt }: RescuePart): Promise<void> {
    const on = businessDateOf(joinedAt);
    await this.budgets.reserve(tx, { ...subjectOf(id), unitId, on, fen: reservedFen, path: ['unitId'] });
  }

  /** Budgets are locked in the order of their ids, before any lot. */
  async giveBack(tx: Tx, parts: readonly RescuePart[]): Promise<void> {
    const units = parts.map(({ unitId }) => unitId);
    const years = new Set(
      [tx.at, ...parts.map(({ joinedAt }) => joinedAt)].map((at) => businessDateOf(at).slice(0, 4)),
    );
    for (const year of [...years].toSorted()) await this.budgets.lock(tx, units, `${year}-01-01`);
    for (const { id } of parts) await this.budgets.giveBack(tx, { ...subjectOf(id), fen: 'ALL' });
  }
}

const subjectOf = (id: string) => ({ subjectKind: 'RescuePart', subjectId: id });
