import { Injectable } from '@nestjs/common';
import { Clock, Database, businessDateOf, counted, type Actor } from '../../platform/index';
import type { ResourceCapacity } from '../../parks/index';
import type { SlotHoldState } from '../domain/slot-hold.states';
import type { SlotHold } from './slot-hold.entity';

/** A hold as its two sides see it. */
export interface HoldRow extends Omit<
  SlotHold,
  'operatorId' | 'heldBy' | 'opensAt' | 'acceptedBy' | 'occupiedBy' | 'occupiedAt' | 'endedBy'
> {
  readonly slotCode: string;
  readonly parkName: string;
  readonly intentNumber: string;
  readonly investorName: string;
  readonly uses: readonly ResourceCapacity[];
}

export interface HoldsWanted {
  readonly parkId: string | null;
  readonly slotId: string | null;
  readonly intentId: string | null;
  readonly states: readonly SlotHoldState[] | null;
}

export interface HoldPage {
  readonly at: string | null;
  readonly id: string | null;
  readonly limit: number;
}

const COLUMNS = `h.id, h.version, h.state, h.slot_id AS "slotId", h.park_id AS "parkId", h.terms, h.intent_id AS "intentId",
  h.release_id AS "releaseId", h.waiting_id AS "waitingId", h.investor_id AS "investorId", h.held_at AS "heldAt",
  h.expires_at AS "expiresAt", h.accepted_at AS "acceptedAt", h.occupied_on AS "occupiedOn", h.ended_at AS "endedAt",
  h.ended_as AS "endedAs", h.end_note AS "endNote", s.code AS "slotCode", i.number AS "intentNumber",
  (SELECT o.name FROM organizations o WHERE o.id = h.investor_id) AS "investorName",
  coalesce((SELECT w.name FROM park_wordings w WHERE w.park_id = p.id AND w.number = p.wording), p.number) AS "parkName",
  (SELECT jsonb_agg(jsonb_build_object('resource', u.resource, 'capacity', u.capacity) ORDER BY u.resource)
     FROM park_slot_uses u WHERE u.taking_id = h.id) AS uses`;

/** The investor his own; the park what it offers while it is shown the intent, and what was agreed upon for good. $1, $2: who, today. */
const SEEN = `FROM slot_holds h JOIN park_slots s ON s.id = h.slot_id JOIN parks p ON p.id = h.park_id
    JOIN investment_intents i ON i.id = h.intent_id JOIN intent_releases r ON r.id = h.release_id
  WHERE (h.investor_id = $1 OR (h.operator_id = $1
    AND (h.accepted_at IS NOT NULL OR (r.ended_at IS NULL AND i.state = 'OPEN' AND i.valid_until >= $2::date))))`;
const WANTED = `${SEEN} AND ($3::uuid IS NULL OR h.park_id = $3) AND ($4::uuid IS NULL OR h.slot_id = $4)
  AND ($5::uuid IS NULL OR h.intent_id = $5) AND ($6::text[] IS NULL OR h.state = ANY($6))`;

/** Reads holds for their two sides; for everybody else there are none. */
@Injectable()
export class HoldReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null: not there, or not for this caller. */
  visibleTo({ organizationId }: Actor, id: string): Promise<HoldRow | null> {
    return this.database.one<HoldRow>(`SELECT ${COLUMNS} ${SEEN} AND h.id = $3`, [
      organizationId,
      this.today(),
      id,
    ]);
  }

  /** Newest first. */
  page(actor: Actor, wanted: HoldsWanted, { at, id, limit }: HoldPage): Promise<HoldRow[]> {
    return this.database.query<HoldRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($7::timestamptz IS NULL OR (h.held_at, h.id) < ($7, $8::uuid))
        ORDER BY h.held_at DESC, h.id DESC LIMIT $9`,
      [...this.values(actor, wanted), at, id, limit],
    );
  }

  count(actor: Actor, wanted: HoldsWanted): Promise<number> {
    return counted(this.database, WANTED, this.values(actor, wanted));
  }

  private values({ organizationId }: Actor, { parkId, slotId, intentId, states }: HoldsWanted) {
    return [organizationId, this.today(), parkId, slotId, intentId, states];
  }

  private today(): string {
    return businessDateOf(this.clock.now());
  }
}
