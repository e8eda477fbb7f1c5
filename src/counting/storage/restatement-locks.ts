import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { CountingEntries } from './counting-entries';
import { RestatementPlans } from './restatement-plans';

/** Orders and claims are taken before months, as everybody takes them. */
@Injectable()
export class RestatementLocks {
  constructor(
    private readonly entries: CountingEntries,
    private readonly plans: RestatementPlans,
  ) {}

  async orders(tx: Tx, outEntryIds: readonly string[], inPortionIds: readonly string[]): Promise<void> {
    await this.entries.lockOrders(tx, await this.plans.ordersOf(tx, outEntryIds, inPortionIds));
  }

  /** Of everything a proposed restatement changes. */
  async ordersOf(tx: Tx, restatementId: string): Promise<void> {
    const rows = await tx.query<{ original: string | null; portionId: string }>(
      `SELECT columns->>'original_id' AS original, portion_id AS "portionId"
         FROM counting_restatement_changes WHERE restatement_id = $1`,
      [restatementId],
    );
    const originals = rows.flatMap(({ original }) => original ?? []);
    const portions = rows.flatMap(({ original, portionId }) => (original === null ? [portionId] : []));
    await this.orders(tx, originals, portions);
  }
}
