import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { CountingPeriod } from './counting-period.entity';

const FROZEN = `
  INSERT INTO counting_period_contested (period_id, revision, portion_id, fen)
  SELECT $1, $2, e.portion_id, sum(e.amount_fen)
    FROM counting_period_entries listed JOIN counting_entries e ON e.id = listed.entry_id
   WHERE listed.period_id = $1 AND e.kind IN ('CONFIRMED', 'REVERSAL')
     AND EXISTS (SELECT FROM counting_contests contest WHERE contest.portion_id = e.portion_id
       AND (contest.scheme IS NULL OR contest.scheme = e.scheme) AND contest.closed_at IS NULL)
   GROUP BY e.portion_id`;

/** Of months that were signed without them: no longer contested, and brought by no month yet. */
const RELEASED = `
  INSERT INTO counting_period_carried (from_period_id, portion_id, period_id, revision, fen)
  SELECT earlier.id, frozen.portion_id, $1, $2, frozen.fen
    FROM counting_periods earlier
    JOIN counting_period_contested frozen ON frozen.period_id = earlier.id AND frozen.revision = earlier.revision
   WHERE earlier.agreement_id = $3 AND earlier.id <> $1 AND earlier.state IN ('SIGNED', 'LOCKED') AND frozen.fen <> 0
     AND NOT EXISTS (SELECT FROM counting_contests contest WHERE contest.portion_id = frozen.portion_id
       AND (contest.scheme IS NULL OR contest.scheme = $4) AND contest.closed_at IS NULL)
  ON CONFLICT (from_period_id, portion_id) DO NOTHING`;

/** What a report shows apart, and what it brings of months signed before, written down with its revision. */
@Injectable()
export class ContestedPortions {
  /** A restatement changes nothing of what the month was signed without. */
  async keep(tx: Tx, { id, revision }: CountingPeriod): Promise<void> {
    await tx.query(
      `INSERT INTO counting_period_contested (period_id, revision, portion_id, fen)
       SELECT period_id, $2, portion_id, fen FROM counting_period_contested WHERE period_id = $1 AND revision = $2 - 1`,
      [id, revision],
    );
  }

  async freeze(tx: Tx, { id, revision, agreementId }: CountingPeriod): Promise<void> {
    await tx.query(FROZEN, [id, revision]);
    const [agreement] = await tx.query<{ scheme: string }>(
      'SELECT kind AS scheme FROM annual_agreements WHERE id = $1',
      [agreementId],
    );
    await tx.query(RELEASED, [id, revision, agreementId, agreement?.scheme ?? '']);
  }
}
