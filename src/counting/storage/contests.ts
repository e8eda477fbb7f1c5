import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { PeriodCorrections, type BookedMonth } from './period-corrections';

/** Portions somebody doubts. */
export interface Contest {
  readonly portionIds: readonly string[];
  /** Null: in all schemes. */
  readonly scheme: string | null;
  /** `finding:<id>` or `dispute:<id>`; the same cause contests a portion once. */
  readonly cause: string;
  readonly memberId: string | null;
}

/**
 * 有争议的份额: frozen while a contest stands, so that reports made meanwhile show them apart and count them in no figure.
 * The months are held before the contest is written: a report is made either before it or with it.
 */
@Injectable()
export class Contests {
  constructor(private readonly corrections: PeriodCorrections) {}

  /** Closed months not yet signed are reported anew; what was signed stays as it was. */
  async open(tx: Tx, { portionIds, scheme, cause, memberId }: Contest): Promise<void> {
    if (portionIds.length === 0) return;
    const ids = [...new Set(portionIds)].toSorted();
    const held = await this.corrections.holdReported(tx, await this.monthsOf(tx, ids, scheme));
    await tx.query(
      `INSERT INTO counting_contests (id, scheme, portion_id, cause, opened_at, opened_by)
       SELECT gen_random_uuid(), $2, portion, $3, $4, $5 FROM unnest($1::uuid[]) portion ON CONFLICT DO NOTHING`,
      [ids, scheme, cause, tx.at, memberId],
    );
    await this.corrections.revise(tx, held, cause);
  }

  /** Nothing more is taken back by this: who upholds posts his reversals himself, under the same cause. */
  async close(tx: Tx, { cause, outcome }: { cause: string; outcome: 'UPHELD' | 'DISMISSED' }): Promise<void> {
    const open = await tx.query<{ portionId: string; scheme: string | null }>(
      `SELECT portion_id AS "portionId", scheme FROM counting_contests WHERE cause = $1 AND closed_at IS NULL`,
      [cause],
    );
    const scheme = open[0]?.scheme ?? null;
    const ids = open.map(({ portionId }) => portionId);
    const held = await this.corrections.holdReported(tx, await this.monthsOf(tx, ids, scheme));
    await tx.query(
      `UPDATE counting_contests SET closed_at = $2, outcome = $3 WHERE cause = $1 AND closed_at IS NULL`,
      [cause, tx.at, outcome],
    );
    await this.corrections.revise(tx, held, cause);
  }

  /** Those of the portions that somebody contests now. */
  async among(tx: Tx, portionIds: readonly string[], scheme: string): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT portion_id AS id FROM counting_contests
        WHERE portion_id = ANY($1::uuid[]) AND (scheme IS NULL OR scheme = $2) AND closed_at IS NULL`,
      [portionIds, scheme],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The months that have something of them. */
  private monthsOf(tx: Tx, portionIds: readonly string[], scheme: string | null): Promise<BookedMonth[]> {
    return tx.query<BookedMonth>(
      `SELECT DISTINCT e.agreement_id AS "agreementId", e.period AS month FROM counting_schemes s
         JOIN counting_entries e ON e.scheme = s.code AND e.portion_id = ANY($1::uuid[])
        WHERE $2::text IS NULL OR e.scheme = $2`,
      [portionIds, scheme],
    );
  }
}
