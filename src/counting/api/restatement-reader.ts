import { Injectable } from '@nestjs/common';
import { Database, counted, notFound, type Actor } from '../../platform/index';
import { moneyOf } from './money-of';
import { PeriodReader } from './period-reader';
import type { CountingRestatementType, RestatementSignature } from './restatement.type';

type Row = Omit<CountingRestatementType, 'signatures' | 'difference'> & { readonly fen: bigint };

const SELECT = `SELECT r.id, r.version, r.period_id AS "periodId", r.from_revision AS "fromRevision", r.state, r.reason, r.content,
    r.sha256, r.proposed_at AS "proposedAt", r.decided_at AS "decidedAt", changed.count AS changes, changed.fen
  FROM counting_restatements r CROSS JOIN LATERAL (SELECT count(*)::int AS count, coalesce(sum(fen), 0)::bigint AS fen
    FROM counting_restatement_changes c WHERE c.restatement_id = r.id) changed`;

/** Restatements as those see them who see the month. */
@Injectable()
export class RestatementReader {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodReader,
  ) {}

  async visibleTo(actor: Actor, id: string): Promise<CountingRestatementType> {
    const row = await this.database.one<Row>(`${SELECT} WHERE r.id = $1`, [id]);
    if (!row) throw notFound(['restatementId']);
    await this.periods.visibleTo(actor, row.periodId);
    const [restatement] = await this.whole([row]);
    if (!restatement) throw notFound(['restatementId']);
    return restatement;
  }

  /** Of a month, earliest first. */
  async page(
    actor: Actor,
    periodId: string,
    { after, fetch }: { after: readonly unknown[] | null; fetch: number },
  ): Promise<CountingRestatementType[]> {
    await this.periods.visibleTo(actor, periodId);
    const rows = await this.database.query<Row>(
      `${SELECT} WHERE r.period_id = $1 AND ($2::timestamptz IS NULL OR (r.proposed_at, r.id) > ($2::timestamptz, $3::uuid))
        ORDER BY r.proposed_at, r.id LIMIT $4`,
      [periodId, after?.[0] ?? null, after?.[1] ?? null, fetch],
    );
    return this.whole(rows);
  }

  count(periodId: string): Promise<number> {
    return counted(this.database, 'FROM counting_restatements WHERE period_id = $1', [periodId]);
  }

  private async whole(rows: readonly Row[]): Promise<CountingRestatementType[]> {
    const given = await this.database.query<RestatementSignature & { restatementId: string }>(
      `SELECT restatement_id AS "restatementId", side, organization_id AS "organizationId", sha256, signed_at AS "signedAt"
         FROM counting_restatement_signatures WHERE restatement_id = ANY($1::uuid[]) ORDER BY signed_at, side`,
      [rows.map(({ id }) => id)],
    );
    return rows.map(({ fen, ...row }) => ({
      ...row,
      difference: moneyOf(fen),
      signatures: given.filter(({ restatementId }) => restatementId === row.id),
    }));
  }
}
