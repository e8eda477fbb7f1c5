import { Injectable } from '@nestjs/common';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import type { IntentNeed } from '../domain/intent-terms';
import type { SlotKindWanted } from '../domain/intent-kinds';
import type { ReleaseState } from '../domain/intent.states';

/** An intent as the park it is released to knows it. */
export interface ShownIntent {
  readonly releaseId: string;
  readonly releaseState: ReleaseState;
  readonly intentId: string;
  readonly parkId: string;
  readonly operatorId: string;
  readonly investorId: string;
  readonly number: string;
  readonly slotKinds: readonly SlotKindWanted[];
  readonly startBy: string;
  readonly needs: readonly IntentNeed[];
  /** The park may know of it now. */
  readonly stands: boolean;
}

/** What a project of a park says it came of. */
export interface KnownIntent {
  readonly investorId: string;
  /** The park is shown it now. */
  readonly stands: boolean;
}

const KNOWN = `
  SELECT i.investor_id AS "investorId", coalesce(r.park_id IS NOT NULL AND i.state = 'OPEN' AND i.valid_until >= $4::date, false) AS stands
    FROM investment_intents i LEFT JOIN intent_releases r ON r.intent_id = i.id AND r.park_id = $2 AND r.ended_at IS NULL
    LEFT JOIN parks p ON p.id = r.park_id
   WHERE i.id = $1 AND (i.investor_id = $3 OR (p.operator_id = $3 AND i.state = 'OPEN' AND i.valid_until >= $4::date))`;

const SHOWN = `
  SELECT r.id AS "releaseId", r.state AS "releaseState", r.intent_id AS "intentId", r.park_id AS "parkId", p.operator_id AS "operatorId",
    i.investor_id AS "investorId", i.number, i.slot_kinds AS "slotKinds", i.start_by AS "startBy",
    (SELECT jsonb_agg(jsonb_build_object('resource', n.resource, 'capacity', n.capacity) ORDER BY n.resource)
       FROM intent_needs n WHERE n.intent_id = i.id) AS needs,
    r.ended_at IS NULL AND i.state = 'OPEN' AND i.valid_until >= $2::date AS stands
    FROM intent_releases r JOIN investment_intents i ON i.id = r.intent_id JOIN parks p ON p.id = r.park_id
   WHERE r.id = ANY($1::uuid[])`;

/** Intents for the domains that give slots to them; whoever asks says which releases he may know of. */
@Injectable()
export class ShownIntents {
  async find(tx: Tx, releaseId: string): Promise<ShownIntent | null> {
    return (await this.many(tx, [releaseId])).get(releaseId) ?? null;
  }

  async many(tx: Tx, releaseIds: readonly string[]): Promise<ReadonlyMap<string, ShownIntent>> {
    const rows = await tx.query<ShownIntent>(SHOWN, [releaseIds, businessDateOf(tx.at)]);
    return new Map(rows.map((row) => [row.releaseId, row]));
  }

  /** For its investor and the park it is released to, and held as it is meanwhile; null for everybody else. */
  async known(
    tx: Tx,
    { organizationId }: Actor,
    { intentId, parkId }: { intentId: string; parkId: string },
  ): Promise<KnownIntent | null> {
    await this.lock(tx, intentId);
    const [found] = await tx.query<KnownIntent>(KNOWN, [
      intentId,
      parkId,
      organizationId,
      businessDateOf(tx.at),
    ]);
    return found ?? null;
  }

  /** Before the park: what is said of the intent stays as it is meanwhile. Rows that only name it do not wait. */
  async lock(tx: Tx, intentId: string): Promise<void> {
    await tx.query('SELECT FROM investment_intents WHERE id = $1 FOR NO KEY UPDATE', [intentId]);
  }
}
