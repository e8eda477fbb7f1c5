import type { Budgets } from '../../organizations/index';
import type { Tx } from '../../platform/index';
import type { PoolJoin } from './pool-join.entity';

/** Locks what several units have reserved before any of it is given back: year by year, in the order everybody locks. */
export async function lockBudgetsOf(tx: Tx, budgets: Budgets, joins: readonly PoolJoin[]): Promise<void> {
  const unitIds = joins.map(({ unitId }) => unitId);
  for (const on of new Set(joins.flatMap(({ reservedOn }) => reservedOn ?? []).toSorted()))
    await budgets.lock(tx, unitIds, on);
}
