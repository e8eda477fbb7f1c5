import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { CountingPeriod } from './counting-period.entity';

/** The fixed set of a closed month: its entries by id, each with the revision it came with. */
@Injectable()
export class PeriodLists {
  /** Everything booked in the month. The caller keeps others from booking into it until he commits. */
  async fix(tx: Tx, { id, agreementId, month }: CountingPeriod): Promise<void> {
    await tx.query(
      `INSERT INTO counting_period_entries (entry_id, period_id, revision)
       SELECT id, $1, 1 FROM counting_entries WHERE agreement_id = $2 AND period = $3`,
      [id, agreementId, month],
    );
  }

  /** What a correction of the attribution has added to the month; the caller holds the period's row. */
  async addCorrection(
    tx: Tx,
    { id, agreementId, month }: CountingPeriod,
    { cause, revision }: { cause: string; revision: number },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO counting_period_entries (entry_id, period_id, revision)
       SELECT id, $1, $2 FROM counting_entries WHERE agreement_id = $3 AND period = $4 AND cause = $5`,
      [id, revision, agreementId, month, cause],
    );
  }

  /** Whether the person of these accounts has decided something of this list: a corrected attribution, a conceded dispute, a verified claim. */
  async correctedBy(tx: Tx, periodId: string, accounts: readonly string[]): Promise<boolean> {
    const rows = await tx.query(
      `SELECT listed.entry_id FROM counting_period_entries listed JOIN counting_entries entry ON entry.id = listed.entry_id
       LEFT JOIN reattributions moved ON 'reattribution:' || moved.id = entry.cause
       LEFT JOIN counting_disputes dispute ON 'dispute:' || dispute.id = entry.cause
       WHERE listed.period_id = $1 AND listed.revision > 1 AND (moved.confirmed_by = ANY($2::uuid[]) OR dispute.decided_by = ANY($2::uuid[]) OR EXISTS (SELECT FROM counting_dispute_decision_signatures given
         WHERE given.dispute_id = dispute.id AND given.number = dispute.decision AND given.member_id = ANY($2::uuid[])))
       UNION ALL
       SELECT listed.entry_id FROM counting_period_entries listed JOIN counting_entries entry ON entry.id = listed.entry_id
       JOIN claim_lines line ON line.id = entry.claim_line_id JOIN claim_checks checked ON checked.claim_id = line.claim_id
       WHERE listed.period_id = $1 AND checked.member_id = ANY($2::uuid[]) LIMIT 1`,
      [periodId, accounts],
    );
    return rows.length > 0;
  }
}
