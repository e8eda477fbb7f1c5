import { Injectable } from '@nestjs/common';
import type { CommitmentUnit } from '../../pairing/index';
import { Database, counted, notFound, type Actor } from '../../platform/index';
import type { PortionScope } from '../domain/office-scope';
import type {
  CountingDisputeDecision,
  CountingDisputeFile,
  CountingDisputeLine,
  CountingDisputeType,
  CountingDisputeWords,
} from './counting-dispute.type';
import { indicatorAmount } from './industry/indicator-amount.type';
import { moneyOf } from './money-of';
import { PeriodReader } from './period-reader';
import { readable } from './readable';

type Row = Omit<CountingDisputeType, 'lines' | 'words' | 'decision'>;

const COLUMNS = `d.id, d.version, d.period_id AS "periodId", d.revision, d.side, d.state, d.opened_at AS "openedAt",
  d.waits_since AS "waitsSince", d.reminded, d.decided_at AS "decidedAt"`;
const NOTHING: PortionScope = { unitPattern: '', countyPattern: '' };

/** Disputes as those see them who see the month. */
@Injectable()
export class DisputeReader {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodReader,
  ) {}

  async visibleTo(actor: Actor, id: string): Promise<CountingDisputeType> {
    const row = await this.database.one<Row>(`SELECT ${COLUMNS} FROM counting_disputes d WHERE d.id = $1`, [
      id,
    ]);
    if (!row) throw notFound(['disputeId']);
    await this.periods.visibleTo(actor, row.periodId);
    const [dispute] = await this.whole(actor, [row]);
    if (!dispute) throw notFound(['disputeId']);
    return dispute;
  }

  /** Of a month, earliest first. */
  async page(
    actor: Actor,
    periodId: string,
    { after, fetch }: { after: readonly unknown[] | null; fetch: number },
  ): Promise<CountingDisputeType[]> {
    await this.periods.visibleTo(actor, periodId);
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM counting_disputes d WHERE d.period_id = $1
          AND ($2::timestamptz IS NULL OR (d.opened_at, d.id) > ($2::timestamptz, $3::uuid))
        ORDER BY d.opened_at, d.id LIMIT $4`,
      [periodId, after?.[0] ?? null, after?.[1] ?? null, fetch],
    );
    return this.whole(actor, rows);
  }

  count(periodId: string): Promise<number> {
    return counted(this.database, 'FROM counting_disputes WHERE period_id = $1', [periodId]);
  }

  private async whole(actor: Actor, rows: readonly Row[]): Promise<CountingDisputeType[]> {
    const ids = rows.map(({ id }) => id);
    const { unitPattern, countyPattern } = readable(actor) ?? NOTHING;
    const [lines, words, decisions] = await Promise.all([
      this.database.query<
        Omit<CountingDisputeLine, 'amount' | 'value'> & { disputeId: string; unit: string; fen: bigint }
      >(
        `SELECT l.dispute_id AS "disputeId", l.entry_id AS "entryId", l.reason, e.unit, e.amount_fen AS fen
           FROM counting_dispute_lines l JOIN counting_entries e ON e.id = l.entry_id
          WHERE l.dispute_id = ANY($1::uuid[]) AND e.unit_region_code LIKE $2 AND e.county_code LIKE $3 ORDER BY e.position`,
        [ids, unitPattern, countyPattern],
      ),
      this.words(ids),
      this.decisions(ids),
    ]);
    return rows.map((row) => ({
      ...row,
      lines: lines
        .filter(({ disputeId }) => disputeId === row.id)
        .map(({ entryId, reason, unit, fen }) => ({
          entryId,
          reason,
          amount: unit === 'YUAN' ? moneyOf(fen) : null,
          value: indicatorAmount(unit as CommitmentUnit, fen),
        })),
      words: words.filter(({ disputeId }) => disputeId === row.id),
      decision: decisions.find(({ disputeId }) => disputeId === row.id) ?? null,
    }));
  }

  private words(ids: readonly string[]): Promise<(CountingDisputeWords & { disputeId: string })[]> {
    return this.database.query<CountingDisputeWords & { disputeId: string; files: CountingDisputeFile[] }>(
      `SELECT w.dispute_id AS "disputeId", w.side, w.words, w.at, coalesce((SELECT jsonb_agg(jsonb_build_object('fileId', kept.file_id,
           'name', f.name, 'sha256', kept.sha256) ORDER BY f.name, kept.file_id) FROM counting_dispute_files kept
         JOIN files f ON f.id = kept.file_id WHERE (kept.dispute_id, kept.position) = (w.dispute_id, w.position)), '[]') AS files
         FROM counting_dispute_words w WHERE w.dispute_id = ANY($1::uuid[]) ORDER BY w.dispute_id, w.position`,
      [ids],
    );
  }

  /** The newest of each. */
  private async decisions(
    ids: readonly string[],
  ): Promise<(CountingDisputeDecision & { disputeId: string })[]> {
    const decided = await this.database.query<
      Omit<CountingDisputeDecision, 'signatures'> & { disputeId: string }
    >(
      `SELECT DISTINCT ON (dispute_id) dispute_id AS "disputeId", number, outcome, reason, content, sha256, proposed_at AS "proposedAt"
         FROM counting_dispute_decisions WHERE dispute_id = ANY($1::uuid[]) ORDER BY dispute_id, number DESC`,
      [ids],
    );
    if (decided.length === 0) return [];
    const given = await this.database.query<
      CountingDisputeDecision['signatures'][number] & { disputeId: string; number: number }
    >(
      `SELECT dispute_id AS "disputeId", number, side, organization_id AS "organizationId", sha256, signed_at AS "signedAt"
         FROM counting_dispute_decision_signatures WHERE dispute_id = ANY($1::uuid[]) ORDER BY signed_at, side`,
      [ids],
    );
    return decided.map((one) => ({
      ...one,
      signatures: given.filter(
        ({ disputeId, number }) => disputeId === one.disputeId && number === one.number,
      ),
    }));
  }
}
