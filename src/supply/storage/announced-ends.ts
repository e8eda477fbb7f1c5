import { Injectable } from '@nestjs/common';
import { Capacities } from '../../catalog/index';
import type { Actor, Tx } from '../../platform/index';
import { endOf } from '../domain/announced-range';
import { Allotting } from './allotting';
import { AnnouncedStocks } from './announced-stock';
import { ForwardSupplySteps, type Held } from './forward-supply-steps';
import { SupplyWork } from './supply-work';

/** Ends announcements: what is still held of the land is free again, in the same transaction. */
@Injectable()
export class AnnouncedEnds {
  constructor(
    private readonly allotting: Allotting,
    private readonly stocks: AnnouncedStocks,
    private readonly capacities: Capacities,
    private readonly steps: ForwardSupplySteps,
    private readonly work: SupplyWork,
  ) {}

  /** The harvest is in; where it stayed below its lower bound it is recorded as smaller and told. */
  async harvested(tx: Tx, actor: Actor | null, { supply, stock }: Held, action: string): Promise<void> {
    const verb = endOf(stock);
    await this.release(tx, { supply, stock });
    const data = { certifiedBase: String(stock.certifiedBase), lowerBase: String(stock.lowerBase) };
    await this.steps.take(tx, actor, supply, { verb, action, data });
    if (verb === 'shrink') await this.work.shrunk(tx, supply, stock.certifiedBase);
  }

  async withdrawn(tx: Tx, actor: Actor, held: Held, reason: string): Promise<void> {
    await this.release(tx, held);
    const data = { certifiedBase: String(held.stock.certifiedBase) };
    const step = { verb: 'withdraw', action: 'withdrawAnnouncement', reason, data } as const;
    await this.steps.take(tx, actor, held.supply, step);
  }

  /** What somebody still has reserved is cut, and stays written down until its order says so. */
  private async release(tx: Tx, { supply, stock }: Held): Promise<void> {
    if (stock.reservedBase > 0n) await this.allotting.cutAll(tx, supply.id, stock);
    await this.stocks.giveBack(tx, supply.id, stock.heldBase);
    await this.capacities.giveBack(tx, supply.capacityId, stock.heldBase);
    await this.work.ended(tx, supply);
  }
}
