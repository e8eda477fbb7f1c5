import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProductRow } from '../../catalog/index';
import { Audit, Events, notFound, type Actor, type Tx } from '../../platform/index';
import { seasonOf, type AnnouncedTerms } from '../domain/announced-range';
import { FORWARD_SUPPLY_EVENTS } from '../domain/forward-supply.events';
import { forwardSupplyStates, type ForwardSupplyVerb } from '../domain/forward-supply.states';
import { AnnouncedStocks, type HeldStock } from './announced-stock';
import { ForwardSupplyRow } from './forward-supply.entity';

interface Seen {
  readonly forwardSupplyId: string;
  readonly expectedVersion: number;
}

export interface Held {
  readonly supply: ForwardSupplyRow;
  readonly stock: HeldStock;
}

interface Step {
  readonly verb: ForwardSupplyVerb;
  readonly action: string;
  readonly changes?: Partial<ForwardSupplyRow>;
  readonly data?: Record<string, string>;
  readonly reason?: string;
}

/** Announcements and their steps, each under the lock of what it holds. */
@Injectable()
export class ForwardSupplySteps {
  constructor(
    private readonly stocks: AnnouncedStocks,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  async announce(
    tx: Tx,
    actor: Actor,
    product: ProductRow,
    capacityId: string,
    terms: AnnouncedTerms,
  ): Promise<ForwardSupplyRow> {
    const supply: ForwardSupplyRow = {
      id: randomUUID(),
      supplierId: actor.organizationId,
      productId: product.id,
      capacityId,
      originCountyCode: product.originCountyCode,
      season: seasonOf(terms.windowFrom),
      state: 'ANNOUNCED',
      currentNumber: 1,
      supplierSuspended: false,
      createdAt: tx.at,
      version: 1,
    };
    await tx.add(ForwardSupplyRow, supply);
    await this.keepTerms(tx, actor, supply.id, 1, terms);
    await this.stocks.open(tx, supply.id, terms.lowerBase);
    await this.record(tx, actor, supply, {
      toState: supply.state,
      action: 'announceHarvest',
      data: said(terms),
    });
    return supply;
  }

  /** The actor's own announcement as he has seen it, locked. */
  async owned(tx: Tx, actor: Actor, seen: Seen): Promise<Held> {
    const held = await this.locked(tx, seen.forwardSupplyId);
    if (held?.supply.supplierId !== actor.organizationId) throw notFound(['forwardSupplyId']);
    tx.expectVersion(held.supply, seen.expectedVersion);
    return held;
  }

  async locked(tx: Tx, id: string): Promise<Held | null> {
    const stock = await this.stocks.lock(tx, id);
    const supply = stock && (await tx.manager.findOneBy(ForwardSupplyRow, { id }));
    return stock && supply ? { supply, stock } : null;
  }

  async revise(tx: Tx, actor: Actor, { supply, stock }: Held, terms: AnnouncedTerms): Promise<void> {
    const currentNumber = supply.currentNumber + 1;
    await this.keepTerms(tx, actor, supply.id, currentNumber, terms);
    await this.stocks.revise(tx, supply.id, stock, terms.lowerBase);
    await this.take(tx, actor, supply, {
      verb: 'revise',
      action: 'reviseAnnouncement',
      changes: { currentNumber },
      data: said(terms),
    });
  }

  async take(tx: Tx, actor: Actor | null, supply: ForwardSupplyRow, step: Step): Promise<void> {
    const state = forwardSupplyStates.next(supply.state, step.verb, ['forwardSupplyId']);
    await tx.change(ForwardSupplyRow, supply, { ...step.changes, state });
    await this.record(tx, actor, supply, { ...step, fromState: supply.state, toState: state });
  }

  private async keepTerms(
    tx: Tx,
    actor: Actor,
    id: string,
    number: number,
    terms: AnnouncedTerms,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO forward_supply_versions (forward_supply_id, number, lower_base, upper_base, window_from, window_to,
         confidence_percent, note, member_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        number,
        terms.lowerBase,
        terms.upperBase,
        terms.windowFrom,
        terms.windowTo,
        terms.confidencePercent,
        terms.note,
        actor.memberId,
        tx.at,
      ],
    );
  }

  private async record(
    tx: Tx,
    actor: Actor | null,
    supply: ForwardSupplyRow,
    step: Partial<Step> & { action: string; fromState?: string; toState: string },
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action: step.action,
      subjectKind: 'ForwardSupply',
      subjectId: supply.id,
      ...(step.fromState ? { fromState: step.fromState } : {}),
      toState: step.toState,
      ...(step.reason ? { reason: step.reason } : {}),
      ...(step.data ? { data: step.data } : {}),
    });
    await this.events.publish(tx, {
      stream: `forward-supply:${supply.id}`,
      kind: FORWARD_SUPPLY_EVENTS[step.verb ?? 'announced'],
      payload: { forwardSupplyId: supply.id, productId: supply.productId, supplierId: supply.supplierId },
    });
  }
}

const said = ({ lowerBase, upperBase, windowFrom, windowTo }: AnnouncedTerms) => ({
  lowerBase: String(lowerBase),
  upperBase: String(upperBase),
  windowFrom,
  windowTo,
});
