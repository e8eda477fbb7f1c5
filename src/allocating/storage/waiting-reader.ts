import { Injectable } from '@nestjs/common';
import { Clock, Database, businessDateOf, counted, type Actor } from '../../platform/index';
import type { SlotWaiting } from './slot-hold.entity';

/** A place on a waiting list as its two sides see it. */
export interface WaitingRow extends Pick<
  SlotWaiting,
  'id' | 'version' | 'parkId' | 'slotId' | 'intentId' | 'releaseId' | 'queuedAt' | 'endedAt' | 'endedAs'
> {
  readonly slotCode: string | null;
  readonly parkName: string;
  readonly intentNumber: string;
  readonly investorName: string;
  /** The park’s own figure: how many wait, this one counted. Null for the investor and where it has ended. */
  readonly position: number | null;
  readonly sortKey: string;
}

export interface WaitingsWanted {
  readonly parkId: string | null;
  readonly slotId: string | null;
  readonly intentId: string | null;
}

export interface WaitingPage {
  readonly key: string | null;
  readonly id: string | null;
  readonly limit: number;
}

/** The investor his own; the park those of intents it is shown, and of the ended ones what it did itself. */
const SEEN = `FROM slot_waitings w JOIN parks p ON p.id = w.park_id JOIN investment_intents i ON i.id = w.intent_id
    JOIN intent_releases r ON r.id = w.release_id LEFT JOIN park_slots s ON s.id = w.slot_id
  WHERE (w.investor_id = $1 OR (w.operator_id = $1 AND (w.ended_at IS NULL OR w.ended_as IN ('SERVED', 'REMOVED'))
    AND r.ended_at IS NULL AND i.state = 'OPEN' AND i.valid_until >= $2::date))`;
const LIVE = `${SEEN} AND w.ended_at IS NULL AND ($3::uuid IS NULL OR w.park_id = $3)
  AND ($4::uuid IS NULL OR w.slot_id = $4 OR (w.slot_id IS NULL AND w.park_id = (SELECT park_id FROM park_slots WHERE id = $4)))
  AND ($5::uuid IS NULL OR w.intent_id = $5)`;

const POSITION = `CASE WHEN w.operator_id = $1 AND w.ended_at IS NULL THEN (SELECT count(*)::int FROM slot_waitings o
    JOIN intent_releases x ON x.id = o.release_id JOIN investment_intents y ON y.id = o.intent_id
   WHERE o.park_id = w.park_id AND o.ended_at IS NULL AND o.place <= w.place
     AND x.ended_at IS NULL AND y.state = 'OPEN' AND y.valid_until >= $2::date) END`;
const SORT = `(CASE WHEN w.operator_id = $1 THEN w.place ELSE extract(epoch FROM w.queued_at)::bigint END)`;
const COLUMNS = `w.id, w.version, w.park_id AS "parkId", w.slot_id AS "slotId", w.intent_id AS "intentId", w.release_id AS "releaseId",
  w.queued_at AS "queuedAt", w.ended_at AS "endedAt", w.ended_as AS "endedAs", s.code AS "slotCode", i.number AS "intentNumber",
  (SELECT o.name FROM organizations o WHERE o.id = w.investor_id) AS "investorName",
  coalesce((SELECT x.name FROM park_wordings x WHERE x.park_id = p.id AND x.number = p.wording), p.number) AS "parkName",
  ${POSITION} AS position, ${SORT}::text AS "sortKey"`;

/** Reads waiting lists: a park its own in their order, an enterprise its own places without their number. */
@Injectable()
export class WaitingReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null: not there, or not for this caller. */
  visibleTo({ organizationId }: Actor, id: string): Promise<WaitingRow | null> {
    return this.database.one<WaitingRow>(`SELECT ${COLUMNS} ${SEEN} AND w.id = $3`, [
      organizationId,
      this.today(),
      id,
    ]);
  }

  /** Who comes first, first. */
  page(actor: Actor, wanted: WaitingsWanted, { key, id, limit }: WaitingPage): Promise<WaitingRow[]> {
    return this.database.query<WaitingRow>(
      `SELECT ${COLUMNS} ${LIVE} AND ($6::bigint IS NULL OR (${SORT}, w.id) > ($6, $7::uuid))
        ORDER BY ${SORT}, w.id LIMIT $8`,
      [...this.values(actor, wanted), key, id, limit],
    );
  }

  count(actor: Actor, wanted: WaitingsWanted): Promise<number> {
    return counted(this.database, LIVE, this.values(actor, wanted));
  }

  private values({ organizationId }: Actor, { parkId, slotId, intentId }: WaitingsWanted) {
    return [organizationId, this.today(), parkId, slotId, intentId];
  }

  private today(): string {
    return businessDateOf(this.clock.now());
  }
}
