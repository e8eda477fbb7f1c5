import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { liesWithin } from '../../regions/index';
import { Audit, Events, notFound, type Actor, type NewEvent, type Tx } from '../../platform/index';
import type { LOT_RECALLED } from '../domain/lot.events';
import { lotStates, type LotVerb } from '../domain/lot.states';
import { LotRow } from './lot.entity';
import { lockFamily } from './lot-family';
import { lockStock } from './stock-locks';

export interface LotStep {
  readonly lot: LotRow;
  readonly verb: LotVerb;
  readonly action: string;
  readonly changes?: Partial<LotRow>;
  readonly reason?: string;
  /** Published on `lot:<id>` where others must know. */
  readonly event?: typeof LOT_RECALLED | 'LotHeld' | 'LotExpired';
  /** What the event says beside the lot. */
  readonly told?: NewEvent['payload'];
}

interface Seen {
  readonly lotId: string;
  readonly expectedVersion: number;
}

/** Finds lots and changes their state, under the lock of their stock: a reservation sees the state before or after, never between. */
@Injectable()
export class LotSteps {
  constructor(
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /** The actor's own lot as he has seen it. */
  async owned(tx: Tx, actor: Actor, seen: Seen): Promise<LotRow> {
    return this.read(tx, seen, (lot) => lot.supplierId === actor.organizationId);
  }

  /** A lot the actor sells, oversees in his county, or any for the platform. */
  async inReach(tx: Tx, actor: Actor, seen: Seen): Promise<LotRow> {
    return this.read(tx, seen, (lot) => {
      if (actor.organizationKind === 'PLATFORM_OPERATIONS') return true;
      if (actor.organizationKind === 'COUNTY_DEPARTMENT')
        return actor.regionCode !== null && liesWithin(lot.originCountyCode, actor.regionCode);
      return lot.supplierId === actor.organizationId;
    });
  }

  /** Lots merged and split from it; to be asked for before the lot itself is locked. */
  async madeOf(tx: Tx, lotId: string): Promise<LotRow[]> {
    const family = await lockFamily(tx, lotId);
    return tx.manager.findBy(LotRow, { id: In(family.filter((id) => id !== lotId)) });
  }

  async take(tx: Tx, actor: Actor | null, step: LotStep): Promise<LotRow> {
    const { lot, verb, action } = step;
    const state = lotStates.next(lot.state, verb, ['lotId']);
    const next = await tx.change(LotRow, lot, { ...step.changes, state });
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'Lot',
      subjectId: lot.id,
      fromState: lot.state,
      toState: state,
      ...(step.reason ? { reason: step.reason } : {}),
    });
    if (step.event)
      await this.events.publish(tx, {
        stream: `lot:${lot.id}`,
        kind: step.event,
        payload: { ...step.told, lotId: lot.id, productId: lot.productId, supplierId: lot.supplierId },
      });
    return next;
  }

  private async read(tx: Tx, seen: Seen, reaches: (lot: LotRow) => boolean): Promise<LotRow> {
    await lockStock(tx, [seen.lotId]);
    const lot = await tx.manager.findOneBy(LotRow, { id: seen.lotId });
    if (!lot || !reaches(lot)) throw notFound(['lotId']);
    tx.expectVersion(lot, seen.expectedVersion);
    return lot;
  }
}
