import { Injectable } from '@nestjs/common';
import { Clock, Database, businessDateOf, counted, type Actor } from '../../platform/index';
import type { KeptInvestorView, KeptParkView } from '../domain/park-run-views';
import type { ParkRun } from './park-run.entity';

export type ParkRunRow = Omit<
  ParkRun,
  'requestedBy' | 'requesterId' | 'opensAt' | 'attempts' | 'reportSha256'
>;

export interface KeptView<Kept> {
  readonly sha256: string;
  readonly kept: Kept;
}

export interface ParkRunPage {
  readonly at: string | null;
  readonly id: string | null;
  readonly limit: number;
}

const COLUMNS = `n.id, n.version, n.state, n.park_id AS "parkId", n.region_code AS "regionCode", n.pairing_id AS "pairingId", n.as_of AS "asOf",
  n.rules_version AS "rulesVersion", n.requested_at AS "requestedAt", n.ended_at AS "endedAt", n.failure`;
/** Whoever asked for it, and whoever was shown something of it. */
const SEEN = `FROM park_runs n WHERE (n.requester_id = $1 OR EXISTS (SELECT FROM park_run_views v WHERE v.run_id = n.id
   AND ((v.kind = 'INVESTOR' AND v.reader_id = $1) OR (v.kind = 'PARK' AND v.reader_id IN (SELECT k.id FROM parks k WHERE k.operator_id = $1)))))`;

/** Reads runs, and of each what the reader was shown. */
@Injectable()
export class ParkRunReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null: not there, or not for this caller. */
  visibleTo({ organizationId }: Actor, id: string): Promise<ParkRunRow | null> {
    return this.database.one<ParkRunRow>(`SELECT ${COLUMNS} ${SEEN} AND n.id = $2`, [organizationId, id]);
  }

  /** Newest first. */
  page({ organizationId }: Actor, { at, id, limit }: ParkRunPage): Promise<ParkRunRow[]> {
    return this.database.query<ParkRunRow>(
      `SELECT ${COLUMNS} ${SEEN} AND ($2::timestamptz IS NULL OR (n.requested_at, n.id) < ($2, $3::uuid))
        ORDER BY n.requested_at DESC, n.id DESC LIMIT $4`,
      [organizationId, at, id, limit],
    );
  }

  count({ organizationId }: Actor): Promise<number> {
    return counted(this.database, SEEN, [organizationId]);
  }

  ofPark({ organizationId }: Actor, runId: string, parkId: string): Promise<KeptView<KeptParkView> | null> {
    return this.view<KeptParkView>(
      `v.kind = 'PARK' AND v.reader_id = $2 AND EXISTS (SELECT FROM parks k WHERE k.id = $2 AND k.operator_id = $3)`,
      [runId, parkId, organizationId],
    );
  }

  ofInvestor({ organizationId }: Actor, runId: string): Promise<KeptView<KeptInvestorView> | null> {
    return this.view<KeptInvestorView>(`v.kind = 'INVESTOR' AND v.reader_id = $2`, [runId, organizationId]);
  }

  /** By intent: the release by which the park is shown it now. */
  async standing(parkId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ intentId: string; id: string }>(
      `SELECT r.intent_id AS "intentId", r.id FROM intent_releases r JOIN investment_intents i ON i.id = r.intent_id
        WHERE r.park_id = $1 AND r.ended_at IS NULL AND i.state = 'OPEN' AND i.valid_until >= $2::date`,
      [parkId, businessDateOf(this.clock.now())],
    );
    return new Map(rows.map(({ intentId, id }) => [intentId, id]));
  }

  private async view<Kept>(where: string, values: readonly string[]): Promise<KeptView<Kept> | null> {
    const row = await this.database.one<{ sha256: string; view: string }>(
      `SELECT v.sha256, v.view FROM park_run_views v WHERE v.run_id = $1 AND ${where}`,
      [...values],
    );
    return row && { sha256: row.sha256, kept: JSON.parse(row.view) as Kept };
  }
}
